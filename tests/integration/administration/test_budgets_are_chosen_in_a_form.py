"""Administrators choose the line below answers, the budgets of a day, and prices."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from bot.language.say import ENGLISH
from bot.views import ids, wording
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.principals import WorkspaceId
from chains.administration.oversight import Oversight
from chains.administration.spending import NO_PRICE, Spending
from chains.database.engine import Sessions
from chains.database.tables import AuditRow
from chains.database.usage import SpentRow
from chains.errors import OverBudget, Refused
from chains.models.prices import Prices
from chains.models.usage import Tokens
from chains.settings import AnswerSettings, Budget, BudgetSettings, FootnoteSettings, Price
from chains.spending.accounts import Accounts
from tests.integration.administration.conftest import FINN, Person

Json = dict[str, Any]
ANA = Asker("U0ANA", Standing.MEMBER)
DIRECT = Venue(VenueKind.PRIVATE, "D0ANA")
OWN = "openai:own 0.10 0.40"


def form(prices: str = "", effort: bool = False, **fields: str) -> Json:
    """``fields`` are named as ``workspace_usd``."""
    typed = {
        name.replace("_", "."): {name.replace("_", "."): value} for name, value in fields.items()
    }
    ticked = [ids.EFFORT] if effort else []
    return {**typed, ids.PRICES: {ids.PRICES: prices}, ids.EFFORT: {ids.EFFORT: ticked}}


async def opened(person: Person) -> str:
    return await person.press(await person.open_settings(), ids.SETTINGS_SPENDING)


async def test_what_is_saved_holds_is_shown_again_and_is_audited(
    finn: Person, overseen: Oversight, workspace: WorkspaceId, sessions: Sessions
) -> None:
    values = form(OWN, effort=True, workspace_usd="20.50", person_tokens="200000")
    assert await finn.submit(await opened(finn), values) == {"ok": True}
    budgets = BudgetSettings(workspace=Budget(usd=Decimal("20.50")), person=Budget(tokens=200_000))
    own = {"openai:own": Price(input=Decimal("0.10"), output=Decimal("0.40"))}
    chosen = Spending(AnswerSettings(effort=True), budgets, own)
    assert await overseen.spending.of(workspace) == chosen
    async with sessions() as session:
        about = select(AuditRow).where(AuditRow.workspace == workspace).order_by(AuditRow.id)
        entries = list(await session.scalars(about))
    assert [(one.actor, one.subject) for one in entries] == [
        ("U0FINN", "answers"),
        ("U0FINN", "budgets"),
        ("U0FINN", "prices"),
    ]
    await opened(finn)
    shown = await finn.shown()
    for value in ("'20.5'", "'200000'", "'openai:own 0.1 0.4'", "initial_options"):
        assert value in shown
    # Nothing changed: nothing is audited.
    await overseen.spending.save(workspace, FINN, chosen)
    async with sessions() as session:
        assert len(list(await session.scalars(about))) == 3


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"workspace_tokens": "1.5"}, {"workspace.tokens": ENGLISH(wording.TOKENS_WRONG)}),
        ({"channel_tokens": "-1"}, {"channel.tokens": ENGLISH(wording.TOKENS_WRONG)}),
        ({"person_usd": "twenty"}, {"person.usd": ENGLISH(wording.USD_WRONG)}),
        ({"person_usd": "NaN"}, {"person.usd": ENGLISH(wording.USD_WRONG)}),
        (
            {"workspace_usd": "1000001", "person_tokens": "x"},
            {
                "workspace.usd": ENGLISH(wording.USD_WRONG),
                "person.tokens": ENGLISH(wording.TOKENS_WRONG),
            },
        ),
        ({"prices": "openai:own 1"}, {ids.PRICES: ENGLISH(wording.PRICE_WRONG, line=1)}),
        ({"prices": f"{OWN}\n\nown 1 2"}, {ids.PRICES: ENGLISH(wording.PRICE_WRONG, line=3)}),
        ({"prices": "openai:own 1 -2"}, {ids.PRICES: ENGLISH(wording.PRICE_WRONG, line=1)}),
        ({"prices": "openai:own x 2"}, {ids.PRICES: ENGLISH(wording.PRICE_WRONG, line=1)}),
        ({"prices": f"{OWN}\n{OWN}"}, {ids.PRICES: ENGLISH(wording.PRICE_TWICE, line=2)}),
        ({"workspace_usd": "5"}, {ids.PRICES: NO_PRICE.format(model="openai:own")}),
        (
            {"prices": "\n".join(f"openai:m{n} 1 1" for n in range(51))},
            {ids.PRICES: ENGLISH(wording.PRICES_TOO_MANY)},
        ),
    ],
)
async def test_what_is_wrong_is_said_on_its_field_and_nothing_is_saved(
    finn: Person,
    overseen: Oversight,
    workspace: WorkspaceId,
    fields: dict[str, str],
    wrong: dict[str, str],
) -> None:
    before = await overseen.spending.of(workspace)
    told = await finn.submit(await opened(finn), form(**fields))
    assert told["errors"] == wrong
    assert await overseen.spending.of(workspace) == before


async def test_only_administrators_change_it(overseen: Oversight, workspace: WorkspaceId) -> None:
    now = await overseen.spending.of(workspace)
    with pytest.raises(Refused):
        await overseen.spending.save(workspace, ANA, now)


async def test_it_holds_from_the_next_call_on_and_config_until_then(
    finn: Person, overseen: Oversight, workspace: WorkspaceId, sessions: Sessions
) -> None:
    defaults = FootnoteSettings(budgets=BudgetSettings(workspace=Budget(tokens=100)))
    accounts = Accounts(sessions, defaults, Prices.load())
    account, call = accounts.of(workspace, ANA, DIRECT), ("openai:own", Tokens(40, 10))
    first = await account.reserve(*call)
    assert await finn.submit(await opened(finn), form(OWN, person_tokens="60")) == {"ok": True}
    # What was reserved before is settled as it was reserved: no person had a budget then.
    await account.settle(first, Tokens(20, 5))
    async with sessions() as session:
        rows = await session.scalars(select(SpentRow).where(SpentRow.workspace == workspace))
        assert [(one.subject, one.tokens) for one in rows] == [("workspace", 25)]
    next_one = accounts.of(workspace, ANA, DIRECT)
    reserved = await next_one.reserve(*call)
    with pytest.raises(OverBudget, match="person"):
        await next_one.reserve(*call)
    await next_one.settle(reserved, Tokens(40, 10))
    assert next_one.usage.usd == Decimal("0.000008")
    report = await overseen.usage.report(workspace, FINN)
    assert report.budget == Budget()
    assert report.today == datetime.now(UTC).date()
