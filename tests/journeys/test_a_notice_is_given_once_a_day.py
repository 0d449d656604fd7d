"""Why nothing is said where others read along is told once per person, channel and day."""

from datetime import timedelta

from sqlalchemy import update

from bot.delivery.deliveries import State
from bot.delivery.tables import DeliveryRow
from tests.journeys.conftest import Journey

QUESTION = "<@U0FOOTNOTE> When is payday?"


async def ask(journey: Journey, who: str, where: str) -> str:
    outcome = await journey.settled(where, await journey.say(who, where, QUESTION))
    await journey.drained()
    return outcome


async def test_the_second_question_of_a_day_ends_in_silence(journey: Journey) -> None:
    assert await ask(journey, "U0ANA", "C0ACME") == "notice"
    shown = len(journey.calls("agents.sessions.setStatus"))
    assert await ask(journey, "U0ANA", "C0ACME") == "silence"
    assert len(journey.calls("agents.sessions.setStatus")) == shown
    assert await journey.outcomes("U0ANA", "C0ACME") == ["notice"]
    assert [row.outcome for row in await journey.rows()] == ["notice", "silence"]


async def test_other_people_other_channels_and_direct_messages_are_told_their_own(
    journey: Journey,
) -> None:
    assert await ask(journey, "U0ANA", "C0ACME") == "notice"
    assert await ask(journey, "U0CHLOE", "C0ACME") == "notice"
    assert await ask(journey, "U0ANA", "C0OFFICE") == "notice"
    ts = await journey.say("U0ANA", "D0ANA", "When is payday?")
    assert await journey.settled("D0ANA", ts) == "answer"
    ts = await journey.command("U0ANA", "C0ACME", "/ask", "When is payday?")
    assert await journey.settled("C0ACME", ts) == "answer"


async def test_the_next_day_it_is_told_again(journey: Journey) -> None:
    assert await ask(journey, "U0ANA", "C0ACME") == "notice"
    journey.clock.ahead = timedelta(days=1)
    assert await ask(journey, "U0ANA", "C0ACME") == "notice"
    assert await ask(journey, "U0ANA", "C0ACME") == "silence"


async def test_a_crash_while_it_is_posted_may_repeat_it_and_loses_nothing(
    journey: Journey,
) -> None:
    assert await ask(journey, "U0ANA", "C0ACME") == "notice"
    (row,) = await journey.rows()
    async with journey.sessions.begin() as session:
        await session.execute(update(DeliveryRow).values(state=State.POSTING, outcome=None))
    await journey.bot.inbox.requeue(row.id)
    await journey.drained()
    assert await journey.outcomes("U0ANA", "C0ACME") == ["notice", "notice"]
    assert await ask(journey, "U0ANA", "C0ACME") == "silence"


async def test_the_notice_says_the_same_whether_or_not_there_was_one_before(
    journey: Journey,
) -> None:
    """Silence depends on what was said, never on what documents hold."""
    assert await ask(journey, "U0ANA", "C0ACME") == "notice"
    assert await ask(journey, "U0CHLOE", "C0ACME") == "notice"
    (first,) = await journey.seen("U0ANA", "C0ACME")
    (second,) = await journey.seen("U0CHLOE", "C0ACME")
    assert first["text"] == second["text"]
