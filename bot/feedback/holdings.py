"""What feedback keeps of a person."""

from typing import Any

from sqlalchemy import Executable, Select, delete, func, select

from bot.feedback.tables import FeedbackRow
from chains.holdings import Kind


class InFeedback:
    """What a person said of answers."""

    kind = Kind.FEEDBACK
    tables = frozenset({"feedback"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """The answers they said something of."""
        return select(func.count(), func.min(FeedbackRow.said_at)).where(
            FeedbackRow.workspace == workspace, FeedbackRow.person == identity
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """All of it."""
        theirs = (FeedbackRow.workspace == workspace) & (FeedbackRow.person == identity)
        return (delete(FeedbackRow).where(theirs),)
