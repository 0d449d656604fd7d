"""What is remembered of a person's questions, for those that follow."""

from typing import Any

from sqlalchemy import Executable, Select, delete, func, select

from chains.database.memory import TurnRow
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
