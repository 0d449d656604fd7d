"""Budgets of a day: set aside before a call, made exact after it, for all processes together."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.principals import WorkspaceId
from chains.database.usage import SpentRow
from chains.errors import OverBudget
from chains.settings import Budget


async def set_aside(
    session: AsyncSession,
    workspace: WorkspaceId,
    day: date,
    budgets: Mapping[str, Budget],
    tokens: int,
    usd: Decimal | None,
) -> None:
    """Add to what is spent of each subject's budget, where that stays within it.

    Each row is changed by one statement that looks at it as it is then, so that two calls never
    share the last of a budget. The caller's transaction undoes all when one refuses.

    Raises:
        OverBudget: a budget does not allow it, or is in dollars and the price is not known.
    """
    # In one order everywhere: two calls must not wait for each other's rows.
    for subject, budget in sorted(budgets.items()):
        if not _fits(budget, tokens, usd):
            raise OverBudget(_kind(subject))
        new = insert(SpentRow).values(
            workspace=workspace, day=day, subject=subject, tokens=tokens, usd=usd or 0
        )
        all_tokens = SpentRow.tokens + new.excluded.tokens
        all_usd = SpentRow.usd + new.excluded.usd
        statement = new.on_conflict_do_update(
            index_elements=["workspace", "day", "subject"],
            set_={"tokens": all_tokens, "usd": all_usd},
            where=and_(
                true() if budget.tokens is None else all_tokens <= budget.tokens,
                true() if budget.usd is None else all_usd <= budget.usd,
            ),
        )
        if await session.scalar(statement.returning(SpentRow.tokens)) is None:
            raise OverBudget(_kind(subject))


async def make_exact(
    session: AsyncSession,
    workspace: WorkspaceId,
    day: date,
    subjects: Mapping[str, Budget],
    tokens: int,
    usd: Decimal,
) -> None:
    """Add the difference, usually below 0, between what was used and what was set aside."""
    for subject in sorted(subjects):
        await session.execute(
            update(SpentRow)
            .where(
                SpentRow.workspace == workspace, SpentRow.day == day, SpentRow.subject == subject
            )
            .values(tokens=SpentRow.tokens + tokens, usd=SpentRow.usd + usd)
        )


def _fits(budget: Budget, tokens: int, usd: Decimal | None) -> bool:
    """Whether the call fits into the budget of a whole day."""
    if budget.tokens is not None and tokens > budget.tokens:
        return False
    return budget.usd is None or (usd is not None and usd <= budget.usd)


def _kind(subject: str) -> str:
    """A subject without whom it names."""
    return subject.partition(":")[0]
