"""What records of answers, of changes and of usage keep of a person."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Executable,
    Select,
    and_,
    cast,
    delete,
    func,
    or_,
    select,
    union,
    union_all,
)

from chains.access.principals import person
from chains.database.answers import AnswerRow
from chains.database.tables import AuditRow, SettingRow
from chains.database.usage import SpentRow, UsageRow
from chains.database.verified import VerifiedAnswerRow
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


class InVerified:
    """Answers that a person stands for as the owner of their sources."""

    kind = Kind.VERIFIED
    tables = frozenset({"verified_answer"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """The answers."""
        return select(func.count(), func.min(VerifiedAnswerRow.said_at)).where(
            VerifiedAnswerRow.workspace == workspace, VerifiedAnswerRow.person == identity
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """All of them."""
        ours = VerifiedAnswerRow.workspace == workspace
        return (delete(VerifiedAnswerRow).where(ours, VerifiedAnswerRow.person == identity),)


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


class InUsage:
    """What a person used of chat models, by day; and what is spent of their budgets."""

    kind = Kind.USAGE
    tables = frozenset({"spent", "usage"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """Days of either."""
        used = select(UsageRow.day.label("day")).where(_used_by(workspace, identity))
        spent = select(SpentRow.day.label("day")).where(
            SpentRow.workspace == workspace, SpentRow.subject == person(identity)
        )
        days = union(used, spent).subquery()
        oldest = cast(func.min(days.c.day), DateTime(timezone=True))
        return select(func.count(), oldest).select_from(days)

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """What they used; a budget would be new for whoever could delete what is spent of it."""
        return (delete(UsageRow).where(_used_by(workspace, identity)),)


def _used_by(workspace: str, identity: str) -> ColumnElement[bool]:
    return and_(UsageRow.workspace == workspace, UsageRow.subject == _subject(identity))


def _subject(identity: str) -> str:
    """Whoever has no id, as where it is only asked whether anything may be deleted, is nobody."""
    return person(identity) if identity else ""
