"""An answer whose source is gone is taken out of Slack, in place, once, saying nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.language.say import ENGLISH
from bot.views.wording import REDACTED
from chains.access.audience import Asker, Standing
from chains.database.answers import AnswerRow
from chains.database.tables import SettingRow
from chains.settings import AuditPolicy, RedactionSettings
from tests.fakes.scripted_copilot import PAYDAY
from tests.journeys.answered import LONG_AGO, Answered
from tests.journeys.conftest import Journey

QUESTION = "<@U0FOOTNOTE> When is payday?"
FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)


@pytest.fixture
async def answered(journey: Journey) -> AsyncIterator[Answered]:
    made = Answered(journey)
    await made.emptied()
    await made.published()
    yield made
    await made.emptied()
    async with journey.sessions.begin() as session:
        await session.execute(delete(SettingRow))


async def choose(journey: Journey, **redaction: bool) -> None:
    policies, workspace = journey.knowledge.oversight.policies, journey.bot.workspace.id
    await policies.save(workspace, FINN, AuditPolicy(), RedactionSettings(**redaction))


async def shown(journey: Journey, who: str, channel: str, ts: str) -> str:
    """The whole message as somebody sees it."""
    return str(next(one for one in await journey.seen(who, channel) if one["ts"] == ts))


async def record(journey: Journey) -> AnswerRow:
    async with journey.sessions() as session:
        return (await session.scalars(select(AnswerRow))).one()


@pytest.mark.parametrize(
    ("channel", "said"), [("C0GENERAL", QUESTION), ("D0ANA", "When is payday?")]
)
async def test_an_answer_from_a_deleted_document_is_replaced_by_one_sentence(
    journey: Journey, answered: Answered, channel: str, said: str
) -> None:
    ts = await answered.asked("U0ANA", channel, said)
    await answered.deleted()
    await journey.bot.work.upkeep.redact()
    [message] = [one for one in await journey.seen("U0ANA", channel) if one["ts"] == ts]
    assert message["text"] == ENGLISH(REDACTED)
    assert [block["type"] for block in message["blocks"]] == ["section"]
    assert message["blocks"][0]["block_id"].startswith("outcome.answer.")
    assert PAYDAY not in str(message)
    assert (await record(journey)).redacted_at is not None


async def test_it_is_done_once_and_again_after_a_crash_in_between(
    journey: Journey, answered: Answered
) -> None:
    await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.deleted()
    for _ in range(3):
        await journey.bot.work.upkeep.redact()
    assert len(journey.calls("chat.update")) == 1
    # As if the process had died before it wrote down that it was done.
    async with journey.sessions.begin() as session:
        await session.execute(update(AnswerRow).values(redacted_at=None))
    await journey.bot.work.upkeep.redact()
    assert [one["verdict"] for one in journey.calls("chat.update")] == ["ok", "ok"]
    assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]


async def test_the_worker_does_it_by_the_clock(journey: Journey, answered: Answered) -> None:
    ts = await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.deleted()
    await journey.knowledge.jobs.configure_task("bot.redact").defer_async()
    await journey.drained()
    assert ENGLISH(REDACTED) in await shown(journey, "U0ANA", "C0GENERAL", ts)


async def test_a_file_that_was_only_being_replaced_redacts_nothing(
    journey: Journey, answered: Answered
) -> None:
    ts = await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.deleted(ago=timedelta(seconds=20))
    await journey.bot.work.upkeep.redact()
    assert PAYDAY in await shown(journey, "U0ANA", "C0GENERAL", ts)


async def test_it_can_be_switched_off(journey: Journey, answered: Answered) -> None:
    await choose(journey, deleted=False)
    ts = await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.deleted()
    await journey.bot.work.upkeep.redact()
    assert PAYDAY in await shown(journey, "U0ANA", "C0GENERAL", ts)


async def test_a_message_that_is_gone_counts_as_redacted(
    journey: Journey, answered: Answered
) -> None:
    await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.deleted()
    async with journey.sessions.begin() as session:
        await session.execute(update(AnswerRow).values(posted_ts="1600000000.000001"))
    await journey.bot.work.upkeep.redact()
    assert journey.calls("chat.update")[0]["verdict"] != "ok"
    assert (await record(journey)).redacted_at is not None


async def test_what_slack_will_not_change_is_left_for_a_day_and_holds_up_nothing(
    journey: Journey, answered: Answered
) -> None:
    # Not the app's own message: Slack refuses to change it.
    root = await journey.say("U0BEN", "C0GENERAL", "Morning!")
    await answered.recorded("a", "U0ANA", channel="C0GENERAL", posted_ts=root)
    ts = await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.deleted()
    for _ in range(2):
        await journey.bot.work.upkeep.redact()
    assert len(journey.calls("chat.update")) == 2
    assert ENGLISH(REDACTED) in await shown(journey, "U0ANA", "C0GENERAL", ts)


async def look_and_wait(journey: Journey, wait: timedelta = LONG_AGO) -> None:
    """As if an earlier look had been so long ago."""
    await journey.bot.work.upkeep.look()
    async with journey.sessions.begin() as session:
        revoked = AnswerRow.revoked_at.is_not(None)
        await session.execute(
            update(AnswerRow).where(revoked).values(revoked_at=datetime.now(UTC) - wait)
        )
    await journey.bot.work.upkeep.look()
    await journey.bot.work.upkeep.redact()


async def test_a_revoked_answer_is_redacted_where_that_is_chosen(
    journey: Journey, answered: Answered
) -> None:
    ts = await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.closed()
    await look_and_wait(journey)
    assert PAYDAY in await shown(journey, "U0ANA", "C0GENERAL", ts)
    await choose(journey, revoked=True)
    await look_and_wait(journey)
    assert ENGLISH(REDACTED) in await shown(journey, "U0ANA", "C0GENERAL", ts)


async def test_a_revocation_that_passes_redacts_nothing(
    journey: Journey, answered: Answered
) -> None:
    """While Slack's lists cannot be read, everybody counts as out of every group."""
    await choose(journey, revoked=True)
    ts = await answered.asked("U0ANA", "C0GENERAL", QUESTION)
    await answered.closed()
    await look_and_wait(journey, timedelta(minutes=20))
    assert (await record(journey)).revoked_at is not None
    await answered.opened()
    await look_and_wait(journey)
    assert (await record(journey)).revoked_at is None
    assert PAYDAY in await shown(journey, "U0ANA", "C0GENERAL", ts)


async def test_only_the_audience_that_lost_the_document_loses_the_answer(
    journey: Journey, answered: Answered
) -> None:
    await choose(journey, revoked=True)
    own = [{"principals": ["everyone", "person:U0ANA"], "collective": False}]
    aloud = await answered.asked("U0BEN", "C0GENERAL", QUESTION)
    alone = await answered.asked("U0ANA", "D0ANA", "When is payday?", audience=own)
    await answered.opened("person:U0ANA")
    await look_and_wait(journey)
    assert ENGLISH(REDACTED) in await shown(journey, "U0BEN", "C0GENERAL", aloud)
    assert PAYDAY in await shown(journey, "U0ANA", "D0ANA", alone)
