"""Administrators see sums of what chat models used; sums outlive records, people's do not."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.principals import WorkspaceId
from chains.administration.usage import Sum, UsageReports
from chains.database.engine import Sessions
from chains.database.usage import SpentRow, UsageRow
from chains.errors import Refused
from chains.models.prices import Prices
from chains.models.usage import Tokens
from chains.settings import Budget, BudgetSettings, FootnoteSettings, Price, UsageSettings
from chains.spending.accounts import Accounts

FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)
ANA, BEN = Asker("U0ANA", Standing.MEMBER), Asker("U0BEN", Standing.MEMBER)
PRIVATE = Venue(VenueKind.PRIVATE, "D0ANA")
GROUP = Venue(VenueKind.GROUP_DM, "C0GROUP")
GENERAL = Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")
CHEAP, DEAR = "ollama:cheap", "openai:dear"
PRICES = Prices.load(
    {
        CHEAP: Price(input=Decimal(0), output=Decimal(0)),
        DEAR: Price(input=Decimal(1), output=Decimal(10)),
    }
)
TODAY = datetime.now(UTC)


def settings(*, by_person: bool) -> FootnoteSettings:
    return FootnoteSettings(
        usage=UsageSettings(by_person=by_person),
        budgets=BudgetSettings(workspace=Budget(tokens=1_000_000), person=Budget(usd=Decimal(9))),
    )


async def use(
    sessions: Sessions,
    workspace: WorkspaceId,
    asker: Asker,
    venue: Venue,
    model: str = DEAR,
    *,
    ago: int = 0,
) -> None:
    """One call of 100 tokens in and 50 out, so many days ago."""
    now = TODAY - timedelta(days=ago)
    accounts = Accounts(sessions, settings(by_person=True), PRICES, lambda: now)
    account = accounts.of(workspace, asker, venue)
    await account.settle(await account.reserve(model, Tokens(1_000, 1_500)), Tokens(100, 50))


@pytest.fixture
async def used(sessions: Sessions, workspace: WorkspaceId) -> None:
    """Four calls of the last days, and two of long ago."""
    await use(sessions, workspace, ANA, PRIVATE)
    await use(sessions, workspace, BEN, GROUP, ago=1)
    await use(sessions, workspace, BEN, GENERAL, ago=1)
    await use(sessions, workspace, BEN, GENERAL, CHEAP)
    await use(sessions, workspace, ANA, GENERAL, ago=29)
    await use(sessions, workspace, ANA, GENERAL, ago=200)


def reports(sessions: Sessions, *, by_person: bool = False) -> UsageReports:
    return UsageReports(sessions, settings(by_person=by_person), PRICES)


@pytest.mark.usefixtures("used")
async def test_sums_are_told_by_day_channel_and_model(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    told = await reports(sessions).report(workspace, FINN)
    cost = Decimal("0.0006")
    days = [(TODAY - timedelta(days=ago)).date().isoformat() for ago in (29, 1, 0)]
    assert [(one.name, one.calls, one.usd) for one in told.days] == [
        (days[0], 1, cost),
        (days[1], 2, 2 * cost),
        (days[2], 2, cost),
    ]
    assert told.channels == (
        Sum("channel:C0GENERAL", 3, 450, 2 * cost),
        Sum("direct", 2, 300, 2 * cost),
    )
    assert [(one.name, one.calls) for one in told.models] == [(DEAR, 4), (CHEAP, 1)]
    assert told.people is None
    assert (told.budget.tokens, told.spent.tokens) == (1_000_000, 300)


@pytest.mark.usefixtures("used")
async def test_people_are_told_where_it_is_switched_on(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    told = await reports(sessions, by_person=True).report(workspace, FINN)
    assert told.people is not None
    assert {one.name: one.calls for one in told.people} == {"person:U0ANA": 2, "person:U0BEN": 3}


@pytest.mark.parametrize(
    "who", [ANA, Asker("U0GUEST", Standing.GUEST, is_admin=True), Asker("U0X", Standing.NOBODY)]
)
async def test_nobody_else_is_told(sessions: Sessions, workspace: WorkspaceId, who: Asker) -> None:
    with pytest.raises(Refused):
        await reports(sessions).report(workspace, who)


@pytest.mark.usefixtures("used")
async def test_another_workspace_is_not_told(sessions: Sessions) -> None:
    told = await reports(sessions, by_person=True).report(WorkspaceId("T0ELSE"), FINN)
    assert (told.days, told.channels, told.models, told.people) == ((), (), (), ())


@pytest.mark.usefixtures("used")
async def test_sums_without_people_stay_when_the_rest_is_forgotten(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    await reports(sessions, by_person=True).forget(workspace, 90)
    assert await kept(sessions, workspace) == {"channel": 4, "direct": 2, "person": 4}
    assert await days_spent(sessions, workspace) == {
        (TODAY - timedelta(days=ago)).date() for ago in (0, 1)
    }
    # Switched off, nothing of what people used is kept.
    await reports(sessions).forget(workspace, 90)
    assert await kept(sessions, workspace) == {"channel": 4, "direct": 2}


async def kept(sessions: Sessions, workspace: WorkspaceId) -> dict[str, int]:
    """How many rows there are of each kind of subject."""
    async with sessions() as session:
        found = await session.scalars(
            select(UsageRow.subject).where(UsageRow.workspace == workspace)
        )
        kinds = [subject.partition(":")[0] for subject in found]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


async def days_spent(sessions: Sessions, workspace: WorkspaceId) -> set[date]:
    async with sessions() as session:
        return set(
            await session.scalars(select(SpentRow.day).where(SpentRow.workspace == workspace))
        )
