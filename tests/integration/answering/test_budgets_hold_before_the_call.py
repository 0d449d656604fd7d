"""What a day's budgets allow, counted by all processes together, and what is kept of it."""

import asyncio
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from chains.access.audience import Asker, Standing, Venue
from chains.answering.drafts.drafting import Drafting
from chains.answering.outcome import Answer, Note
from chains.database.answers import AnswerRow
from chains.database.usage import SpentRow, UsageRow
from chains.errors import ConfigurationError, OverBudget
from chains.models.chat import LIMITS, ChatModel
from chains.models.prices import Prices
from chains.models.usage import Tokens
from chains.settings import Budget, BudgetSettings, FootnoteSettings, Price, UsageSettings
from chains.spending.accounts import Accounts
from tests.fakes.chat_model_server import (
    ChatModelServer,
    Hangs,
    Refuses,
    Says,
    chat_model_server,
    drafted,
)
from tests.integration.answering.conftest import ANA, GENERAL, PRIVATE, Company, page, words

MODEL = "openai:scripted"
PRICES = {MODEL: Price(input=Decimal(2), output=Decimal(10))}
ASKED = "How much does the crane of the dry dock lift?"
BEN = Asker("U0BEN", Standing.MEMBER)


def writer(server: ChatModelServer) -> Drafting:
    options = {"api_key": "k", "max_retries": 0, "timeout": 0.5}
    return Drafting(ChatModel.named(MODEL, url=server.url, **options))


def accounts(
    company: Company, *, by_person: bool = False, priced: bool = True, **budgets: Budget
) -> Accounts:
    settings = FootnoteSettings(
        budgets=BudgetSettings.model_validate(budgets), usage=UsageSettings(by_person=by_person)
    )
    return Accounts(company.sessions, settings, Prices.load(PRICES if priced else None))


@pytest.fixture
async def dock(company: Company) -> Company:
    text = "The crane of the dry dock lifts 12 tonnes and may not be used at night."
    await company.publish("dock", {"dock.md": page("Dry dock", text)})
    return company


async def ask(
    company: Company,
    server: ChatModelServer,
    paying: Accounts,
    asker: Asker = ANA,
    venue: Venue = PRIVATE,
) -> Note | None:
    outcome = await company.ask(ASKED, asker, venue, writer=writer(server), accounts=paying)
    assert isinstance(outcome, Answer)
    assert "12 tonnes" in words(outcome)
    return outcome.note


def one(input_tokens: int = 400, output_tokens: int = 50) -> Says:
    """A draft that holds, at this price."""
    text = drafted(("The crane lifts 12 tonnes.", [1])).text
    return Says(text, input_tokens=input_tokens, output_tokens=output_tokens)


@pytest.mark.parametrize(
    ("budget", "asked"),
    [
        (Budget(tokens=LIMITS.tokens), 0),  # the longest answer alone is as much
        (Budget(tokens=5_000), 1),
        (Budget(usd=Decimal("0.01")), 0),
        (Budget(usd=Decimal("0.025")), 1),
        (Budget(tokens=0), 0),
        (Budget(tokens=1_000_000, usd=Decimal(1)), 3),
    ],
)
async def test_over_budget_nothing_is_called_and_the_answer_is_quoted(
    dock: Company, budget: Budget, asked: int
) -> None:
    paying = accounts(dock, workspace=budget)
    async with chat_model_server(one(1_500, 1_000)) as server:
        notes = [await ask(dock, server, paying) for _ in range(3)]
        assert len(server.requests) == asked
    assert notes == [None] * asked + [Note.OVER_BUDGET] * (3 - asked)


async def test_what_was_not_used_is_given_back(dock: Company) -> None:
    """Each call sets aside more than half of this budget and uses a fiftieth."""
    paying = accounts(dock, workspace=Budget(tokens=4_500))
    async with chat_model_server(one(60, 30)) as server:
        assert [await ask(dock, server, paying) for _ in range(5)] == [None] * 5
    assert (await spent(dock)) == {"workspace": (450, Decimal("0.002100000"))}


async def test_each_person_and_each_channel_has_a_budget_of_its_own(dock: Company) -> None:
    once = Budget(tokens=4_500)
    async with chat_model_server(one(4_000, 400)) as server:
        paying = accounts(dock, person=once)
        assert await ask(dock, server, paying, ANA) is None
        assert await ask(dock, server, paying, ANA, GENERAL) is Note.OVER_BUDGET
        assert await ask(dock, server, paying, BEN) is None
        paying = accounts(dock, channel=once)
        assert await ask(dock, server, paying, ANA, GENERAL) is None
        assert await ask(dock, server, paying, BEN, GENERAL) is Note.OVER_BUDGET
        # A direct conversation is no channel.
        assert await ask(dock, server, paying, BEN) is None


async def test_the_last_of_a_budget_is_given_to_one_call_of_many(dock: Company) -> None:
    """Twenty accounts, as of twenty processes, at once."""
    paying = [accounts(dock, workspace=Budget(tokens=10_000)) for _ in range(20)]

    async def reserve(one: Accounts) -> bool:
        try:
            await one.of(dock.workspace, ANA, PRIVATE).reserve(MODEL, Tokens(1_500, 1_500))
        except OverBudget:
            return False
        return True

    assert sum(await asyncio.gather(*map(reserve, paying))) == 3
    assert (await spent(dock))["workspace"][0] == 9_000


async def test_a_refused_budget_takes_nothing_of_the_others(dock: Company) -> None:
    paying = accounts(dock, workspace=Budget(tokens=10), person=Budget(tokens=100_000))
    with pytest.raises(OverBudget):
        await paying.of(dock.workspace, ANA, PRIVATE).reserve(MODEL, Tokens(1_000, 1_000))
    assert await spent(dock) == {}


async def test_the_next_day_has_a_new_budget(dock: Company) -> None:
    def at(day: int) -> Accounts:
        settings = FootnoteSettings(budgets=BudgetSettings(workspace=Budget(tokens=3_000)))
        now = datetime(2026, 11, day, 23, 59, tzinfo=UTC)
        return Accounts(dock.sessions, settings, Prices.load(), lambda: now)

    most = Tokens(1_000, 1_500)
    first = at(26).of(dock.workspace, ANA, PRIVATE)
    reserved = await first.reserve(MODEL, most)
    with pytest.raises(OverBudget):
        await first.reserve(MODEL, most)
    await at(27).of(dock.workspace, ANA, PRIVATE).reserve(MODEL, most)
    # Settled after midnight, it is still the day on which it was set aside.
    await first.settle(reserved, Tokens(100, 100))
    async with dock.sessions() as session:
        rows = select(SpentRow.day, SpentRow.tokens).where(SpentRow.workspace == dock.workspace)
        found = {day.day: tokens for day, tokens in await session.execute(rows)}
    assert found == {26: 200, 27: 2_500}


async def test_a_money_budget_needs_a_price(dock: Company) -> None:
    paying = accounts(dock, priced=False, workspace=Budget(usd=Decimal(100)))
    with pytest.raises(ConfigurationError) as caught:
        paying.require_prices(MODEL)
    assert f'[prices."{MODEL}"]' in caught.value.next_step
    paying.require_prices("openai:gpt-5-mini")
    accounts(dock, priced=False, workspace=Budget(tokens=1)).require_prices(MODEL)
    async with chat_model_server(one()) as server:
        assert await ask(dock, server, paying) is Note.OVER_BUDGET


async def test_an_answer_keeps_what_it_used(dock: Company) -> None:
    async with chat_model_server(Says("{}", 100, 10), one(400, 50)) as server:
        await ask(dock, server, accounts(dock))
    kept = await answer(dock)
    assert (kept.drafted, kept.model, kept.model_calls) == (True, MODEL, 2)
    assert (kept.input_tokens, kept.output_tokens) == (500, 60)
    assert kept.usd == Decimal("0.0016")


async def test_a_failed_call_is_counted_too(dock: Company) -> None:
    paying = accounts(dock, workspace=Budget(tokens=50_000))
    async with chat_model_server(Refuses(500)) as server:
        assert await ask(dock, server, paying) is Note.MODEL_UNAVAILABLE
    kept = await answer(dock)
    assert (kept.model_calls, kept.input_tokens, kept.usd) == (1, 0, Decimal(0))
    assert (await spent(dock))["workspace"][0] == 0
    async with chat_model_server(Hangs()) as server:
        assert await ask(dock, server, paying) is Note.MODEL_UNAVAILABLE
    # Nobody says what it used: all that was set aside.
    kept = await answer(dock)
    assert kept.output_tokens == LIMITS.tokens
    assert (await spent(dock))["workspace"][0] == kept.input_tokens + kept.output_tokens


async def test_without_a_model_nothing_is_counted(dock: Company) -> None:
    await dock.ask(ASKED, accounts=accounts(dock, workspace=Budget(tokens=50_000)))
    kept = await answer(dock)
    assert (kept.drafted, kept.model, kept.model_calls, kept.usd) == (False, None, 0, Decimal(0))
    assert (await spent(dock), await used(dock)) == ({}, {})


async def test_the_sums_name_channels_and_people_only_where_switched_on(dock: Company) -> None:
    async with chat_model_server(one(400, 50)) as server:
        for venue in (PRIVATE, GENERAL, GENERAL):
            await ask(dock, server, accounts(dock), venue=venue)
        assert await used(dock) == {"direct": 1, "channel:C0GENERAL": 2}
        await ask(dock, server, accounts(dock, by_person=True))
        assert await used(dock) == {"direct": 2, "channel:C0GENERAL": 2, "person:U0ANA": 1}


async def spent(company: Company) -> dict[str, tuple[int, Decimal]]:
    async with company.sessions() as session:
        rows = await session.scalars(
            select(SpentRow).where(SpentRow.workspace == company.workspace)
        )
        return {row.subject: (row.tokens, row.usd) for row in rows}


async def used(company: Company) -> dict[str, int]:
    async with company.sessions() as session:
        rows = await session.scalars(
            select(UsageRow).where(UsageRow.workspace == company.workspace)
        )
        return {row.subject: row.calls for row in rows}


async def answer(company: Company) -> AnswerRow:
    async with company.sessions() as session:
        return await session.get_one(AnswerRow, (company.workspace, "R1"))
