"""What records of answers and of changes keep of a person."""

from typing import Any

from sqlalchemy import Executable, Select, func, or_, select, union_all

from chains.access.principals import person
from chains.database.answers import AnswerRow
from chains.database.tables import AuditRow, SettingRow
from chains.holdings import Kind


class InAnswers:
    """The read audit: answers that a person asked for, or was among the named readers of."""

    kind = Kind.ANSWERS
    tables = frozenset({"answer", "proof"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """Answers; what was shown in each stands in its proofs."""
        among = AnswerRow.audience.contains([{"principals": [person(identity)]}])
        return select(func.count(), func.min(AnswerRow.asked_at)).where(
            AnswerRow.workspace == workspace, or_(AnswerRow.asker == identity, among)
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """Nothing: it is the company's record of who saw what."""
        del workspace, identity
        return ()


class InChanges:
    """Who changed which setting."""

    kind = Kind.CHANGES
    tables = frozenset({"audit", "setting"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """The changes they made, and the settings that are still as they left them."""
        made = select(AuditRow.at.label("at")).where(
            AuditRow.workspace == workspace, AuditRow.actor == identity
        )
        left = select(SettingRow.updated_at.label("at")).where(
            SettingRow.workspace == workspace, SettingRow.updated_by == identity
        )
        rows = union_all(made, left).subquery()
        return select(func.count(), func.min(rows.c.at)).select_from(rows)

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """Nothing: it is the company's record of who changed what."""
        del workspace, identity
        return ()
