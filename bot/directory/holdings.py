"""What the mirror keeps of a person."""

from typing import Any

from sqlalchemy import DateTime, Executable, Select, cast, func, null, or_, select

from bot.directory.tables import MirroredRow
from chains.access.principals import person
from chains.holdings import Kind


class InMirror:
    """The address by which documents can name somebody, and the language they use Slack in."""

    kind = Kind.ADDRESS
    tables = frozenset({"mirrored"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """One, where Slack has told either; no time is kept of it."""
        return select(func.count(), cast(null(), DateTime(timezone=True))).where(
            MirroredRow.workspace == workspace,
            MirroredRow.subject == person(identity),
            or_(MirroredRow.alias.is_not(None), MirroredRow.locale.is_not(None)),
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """Nothing: it would be back with the next reading of Slack."""
        del workspace, identity
        return ()
