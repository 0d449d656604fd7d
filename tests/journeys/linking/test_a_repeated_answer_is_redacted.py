"""An answer that was repeated into a direct conversation is found there when its source goes."""

import asyncio

from sqlalchemy import select

from bot.language.say import ENGLISH
from bot.views.wording import REDACTED
from chains.database.answers import AnswerRow
from tests.journeys.answered import Answered
from tests.journeys.conftest import until
from tests.journeys.linking.conftest import ASKED, SECRET, Office


async def test_it_is_changed_where_slack_put_it(office: Office) -> None:
    journey, answered = office.journey, Answered(office.journey)
    await answered.emptied()
    await answered.published()
    await office.account("ana-redacted", "ana@tidewater.example")
    ts = await journey.command("U0ANA", "C0GENERAL", "/ask", ASKED)
    await journey.settled("C0GENERAL", ts)
    link = await office.press_offer("U0ANA", "C0GENERAL")
    gate = journey.copilot.gate = asyncio.Event()
    async with office.browser() as browser:
        await browser.sign_in(link, "ana-redacted")
    asked = len(journey.copilot.asked)
    await until(lambda: _asked_again(office, asked))
    row = (await journey.rows())[-1]
    # Slack is told the person and finds the conversation; that is what is recorded first.
    await answered.recorded(row.request, "U0ANA", channel="U0ANA", delivered_at=None)
    gate.set()
    await journey.drained()
    assert any(SECRET in one["text"] for one in await journey.seen("U0ANA", "D0ANA"))
    async with journey.sessions() as session:
        kept = (await session.scalars(select(AnswerRow))).one()
    assert (kept.channel, kept.posted_in) == ("U0ANA", "D0ANA")
    await answered.deleted()
    await journey.bot.work.upkeep.redact()
    texts = [one["text"] for one in await journey.seen("U0ANA", "D0ANA")]
    assert ENGLISH(REDACTED) in texts
    assert SECRET not in str(texts)
    await answered.emptied()


async def _asked_again(office: Office, before: int) -> bool:
    rows = await office.journey.rows()
    return rows[-1].kind == "linked" and rows[-1].state == "working" and before > 0
