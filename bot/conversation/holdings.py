"""What notices keep of a person."""

from typing import Any

from sqlalchemy import DateTime, Executable, Select, cast, delete, func, select

from bot.conversation.tables import NoticedRow
from chains.holdings import Kind


class InNotices:
    """Who was told today why nothing is said in a conversation, or offered help there."""

    kind = Kind.NOTICES
    tables = frozenset({"noticed"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """The notices, and the day of the oldest."""
        oldest = cast(func.min(NoticedRow.day), DateTime(timezone=True))
        return select(func.count(), oldest).where(
            NoticedRow.workspace == workspace, NoticedRow.person == identity
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """All of it: the person may be told a second time today."""
        theirs = (NoticedRow.workspace == workspace) & (NoticedRow.person == identity)
        return (delete(NoticedRow).where(theirs),)
