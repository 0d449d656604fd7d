"""What chat models were used for, in sums: by day, channel and model, and by person if switched on.

The sums name nobody else and outlive the records of answers.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, delete, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration.records import require_administrator
from chains.database.engine import Sessions, reaching_database
from chains.database.usage import SpentRow, UsageRow
from chains.models.prices import Prices
from chains.settings import Budget, FootnoteSettings
from chains.spending.accounts import WORKSPACE
from chains.spending.terms import Terms, terms_of

DAYS = 30
_PERSON = "person:%"
_SPENT_KEPT = timedelta(days=2)
"""A budget is of one day; a call that began before midnight is settled after it."""


@dataclass(frozen=True)
class Sum:
    """What was used of one day, subject or model; ``name`` says which.

    ``unpriced``: tokens of calls whose price was not known, which ``usd`` lacks.
    """

    name: str
    calls: int
    tokens: int
    usd: Decimal
    unpriced: int = 0


@dataclass(frozen=True)
class UsageReport:
    """What was used from ``since`` to ``today``, both included; days in UTC.

    ``people`` is ``None`` where it is not switched on. ``budget``: that of all together for
    today, of which ``spent`` is gone. ``priced_on``: the day that the table of prices is of.
    """

    since: date
    today: date
    days: tuple[Sum, ...]
    channels: tuple[Sum, ...]
    models: tuple[Sum, ...]
    people: tuple[Sum, ...] | None
    budget: Budget
    spent: Sum
    priced_on: date


class UsageReports:
    """Reads the sums. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions, settings: FootnoteSettings, prices: Prices) -> None:
        self._sessions = sessions
        self._defaults = Terms(settings.budgets, prices)
        self._by_person = settings.usage.by_person

    async def report(self, workspace: WorkspaceId, actor: Asker) -> UsageReport:
        """The last 30 days.

        Raises:
            Refused: the actor is no administrator.
        """
        require_administrator(actor)
        today = datetime.now(UTC).date()
        since = today - timedelta(days=DAYS - 1)
        within = and_(UsageRow.workspace == workspace, UsageRow.day >= since)
        shared = and_(within, UsageRow.subject.not_like(_PERSON))
        own = and_(within, UsageRow.subject.like(_PERSON))
        with reaching_database("usage"):
            async with self._sessions() as session:
                terms = await terms_of(session, workspace, self._defaults)
                return UsageReport(
                    since=since,
                    today=today,
                    days=await _sums(session, UsageRow.day, shared),
                    channels=await _sums(session, UsageRow.subject, shared),
                    models=await _sums(session, UsageRow.model, shared),
                    people=(
                        await _sums(session, UsageRow.subject, own) if self._by_person else None
                    ),
                    budget=terms.budgets.workspace,
                    spent=await _spent(session, workspace, today),
                    priced_on=terms.prices.as_of,
                )

    async def forget(self, workspace: WorkspaceId, days: int) -> None:
        """Delete what budgets of past days counted, and what people used more than ``days`` ago;
        all that people used, where it is no longer to be kept."""
        today = datetime.now(UTC).date()
        old = UsageRow.day < today - timedelta(days=days) if self._by_person else true()
        with reaching_database("usage"):
            async with self._sessions.begin() as session:
                await session.execute(
                    delete(SpentRow).where(
                        SpentRow.workspace == workspace, SpentRow.day < today - _SPENT_KEPT
                    )
                )
                await session.execute(
                    delete(UsageRow).where(
                        UsageRow.workspace == workspace, UsageRow.subject.like(_PERSON), old
                    )
                )


async def _sums(
    session: AsyncSession,
    by: InstrumentedAttribute[date] | InstrumentedAttribute[str],
    which: ColumnElement[bool],
) -> tuple[Sum, ...]:
    """One sum for each value, the dearest first; days in their order."""
    tokens = func.sum(UsageRow.input_tokens + UsageRow.output_tokens)
    usd = func.sum(UsageRow.usd)
    order = (by,) if by is UsageRow.day else (usd.desc(), tokens.desc(), by)
    wanted = (
        select(by, func.sum(UsageRow.calls), tokens, usd, func.sum(UsageRow.unpriced))
        .where(which)
        .group_by(by)
        .order_by(*order)
    )
    return tuple(
        Sum(str(name), int(calls), int(total), money, int(unpriced))
        for name, calls, total, money, unpriced in await session.execute(wanted)
    )


async def _spent(session: AsyncSession, workspace: WorkspaceId, today: date) -> Sum:
    row = await session.get(SpentRow, (workspace, today, WORKSPACE))
    if row is None:
        return Sum(WORKSPACE, 0, 0, Decimal(0))
    return Sum(WORKSPACE, 0, row.tokens, row.usd)
