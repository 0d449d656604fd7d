"""`/footnote usage`, typed by different people."""

from decimal import Decimal

import pytest

from bot.language.say import ENGLISH
from bot.views.usage import FOR_ADMINISTRATORS
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.models.prices import Prices
from chains.models.usage import Tokens
from chains.settings import FootnoteSettings, Price
from chains.spending.accounts import Accounts
from tests.journeys.conftest import Journey

PRICE = Price(input=Decimal(1), output=Decimal(10))


async def usage(journey: Journey, who: str) -> str:
    """What somebody is shown who asks for it in a channel, and that nobody else is."""
    ts = await journey.command(who, "C0GENERAL", "/footnote", "usage")
    assert await journey.settled("C0GENERAL", ts) == "help"
    return str((await journey.seen(who, "C0GENERAL"))[-1]["blocks"])


async def use(journey: Journey) -> None:
    accounts = Accounts(journey.sessions, FootnoteSettings(), Prices.load({"openai:m": PRICE}))
    general = Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")
    account = accounts.of(journey.bot.workspace.id, Asker("U0ANA", Standing.MEMBER), general)
    await account.settle(await account.reserve("openai:m", Tokens(9, 9)), Tokens(1_000, 500))


async def test_an_administrator_sees_costs_with_a_chart(journey: Journey) -> None:
    await use(journey)
    said = await usage(journey, "U0FINN")
    for part in ("$0.0060", "1,500 tokens", "█", "<#C0GENERAL>", "openai:m"):
        assert part in said
    assert "U0ANA" not in said


@pytest.mark.parametrize("who", ["U0ANA", "U0BEN"])
async def test_everybody_else_sees_one_sentence(journey: Journey, who: str) -> None:
    await use(journey)
    said = await usage(journey, who)
    assert ENGLISH(FOR_ADMINISTRATORS) in said
    assert "tokens" not in said
