"""What is remembered of a person's questions: for those that follow, and of unanswered ones."""

from typing import Any

from sqlalchemy import Executable, Select, delete, func, select

from chains.database.memory import TurnRow
from chains.database.unanswered import UnansweredRow
from chains.holdings import Kind


class InTurns:
    """Questions as they were understood, by the conversation they stand in."""

    kind = Kind.TURNS
    tables = frozenset({"turn"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """Each question that was answered in a conversation."""
        return select(func.count(), func.min(TurnRow.asked_at)).where(
            TurnRow.workspace == workspace, TurnRow.asker == identity
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """All of them."""
        own = TurnRow.workspace == workspace, TurnRow.asker == identity
        return (delete(TurnRow).where(*own),)


class InUnanswered:
    """The words of questions that nothing answered."""

    kind = Kind.UNANSWERED
    tables = frozenset({"unanswered"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """Each of them."""
        return select(func.count(), func.min(UnansweredRow.asked_at)).where(
            UnansweredRow.workspace == workspace, UnansweredRow.asker == identity
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """All of them."""
        own = UnansweredRow.workspace == workspace, UnansweredRow.asker == identity
        return (delete(UnansweredRow).where(*own),)
