"""Stop is pressed, a message is deleted, something newer is asked: work ends, and nothing lies."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, update

from bot.delivery.deliveries import Ending
from bot.delivery.tables import DeliveryRow
from bot.language.say import ENGLISH
from bot.views.edited import EDITED
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions
from tests.journeys.conftest import Journey, travelling, until
from tests.journeys.writing import ASKED, AT_ONCE, FIRST, THIRD, begun, slow

DIRECT = "When is payday?"


@pytest.fixture
async def quick(prepared: str, sessions: Sessions) -> AsyncIterator[Journey]:
    """A journey whose copilot shows three sentences at once and waits before it ends."""
    async with travelling(prepared, sessions, pace=AT_ONCE) as journey:
        slow(journey, pause=0.01)
        journey.copilot.gate = asyncio.Event()
        yield journey


async def stop(journey: Journey, channel: str, thread: str) -> None:
    await journey.post("stop", {"as": "U0ANA", "channel": channel, "thread_ts": thread})


async def finished(journey: Journey, outcome: str, asked: str | None = None) -> None:
    """A delivery has this outcome: that of the message ``asked``, or the first."""

    async def is_so() -> bool:
        found = [one for one in await journey.rows() if asked in (None, one.message_ts)]
        return bool(found) and (found[0].state, found[0].outcome) == ("done", outcome)

    await until(is_so, 8)


async def test_stop_ends_the_message_with_one_line(quick: Journey) -> None:
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    early = await begun(quick, THIRD)
    await stop(quick, "C0GENERAL", ts)
    await finished(quick, "stopped")
    (message,) = await quick.seen("U0ANA", "C0GENERAL")
    assert message["ts"] == early["ts"]
    assert FIRST in str(message)
    assert message["blocks"][-1]["elements"][0]["text"] == "Stopped."
    assert await quick.outcomes("U0ANA", "C0GENERAL") == ["stopped"]
    await quick.drained()
    statuses = [one["request"]["status"] for one in quick.calls("agents.sessions.setStatus")]
    assert statuses[-1] == "active"


async def test_stop_before_anything_is_shown_says_so_and_no_more(quick: Journey) -> None:
    quick.copilot.so_far = ()
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    await asyncio.wait_for(quick.copilot.reached.wait(), 10)
    await stop(quick, "C0GENERAL", ts)
    await finished(quick, "stopped")
    (message,) = await quick.seen("U0ANA", "C0GENERAL")
    assert message["text"] == "Stopped."


async def test_what_slack_refuses_to_go_on_with_is_stopped_without_an_event(
    quick: Journey,
) -> None:
    slow(quick, pause=0.3)
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    await begun(quick, FIRST)
    for stream in quick.playground.workspace.streams.in_thread("C0GENERAL", ts):
        stream.stopped_by = "U0ANA"
    await finished(quick, "stopped")
    (message,) = await quick.seen("U0ANA", "C0GENERAL")
    assert "Stopped." in str(message)
    assert THIRD not in str(message)


async def test_stop_is_of_its_thread_alone_and_of_what_is_at_work(quick: Journey) -> None:
    one = await quick.say("U0ANA", "C0GENERAL", ASKED)
    await asyncio.wait_for(quick.copilot.reached.wait(), 10)
    waits = await quick.say("U0BEN", "C0GENERAL", ASKED, thread_ts=one)
    other = await quick.say("U0ANA", "C0GENERAL", ASKED)

    async def both_work() -> bool:
        return len(quick.copilot.asked) == 2

    await until(both_work)
    await stop(quick, "C0GENERAL", one)
    await finished(quick, "stopped", one)
    assert quick.copilot.gate is not None
    quick.copilot.gate.set()
    assert await quick.settled("C0GENERAL", other) == "answer"
    assert await quick.settled("C0GENERAL", waits) == "answer"


async def test_stop_after_the_outcome_changes_nothing(quick: Journey) -> None:
    assert quick.copilot.gate is not None
    quick.copilot.gate.set()
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    assert await quick.settled("C0GENERAL", ts) == "answer"
    await quick.drained()
    await stop(quick, "C0GENERAL", ts)

    async def told() -> bool:
        return bool(quick.calls("agent_session_stopped"))

    await until(told)
    assert await quick.outcomes("U0ANA", "C0GENERAL") == ["answer"]
    assert (await quick.rows())[0].outcome == "answer"


async def test_stop_in_the_moment_before_posting_wins(quick: Journey) -> None:
    quick.copilot.so_far = ()
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    await asyncio.wait_for(quick.copilot.reached.wait(), 10)
    (row,) = await quick.rows()
    # As the event would, and the outcome at once: before anybody has looked.
    await quick.bot.inbox.endings.stopped(WorkspaceId(row.workspace), "C0GENERAL", ts)
    assert quick.copilot.gate is not None
    quick.copilot.gate.set()
    await finished(quick, "stopped")
    assert await quick.outcomes("U0ANA", "C0GENERAL") == ["stopped"]


@pytest.mark.parametrize("streams", [True, False])
async def test_a_deleted_question_leaves_nothing(quick: Journey, *, streams: bool) -> None:
    if not streams:
        quick.copilot.so_far = ()
    ts = await quick.say("U0ANA", "D0ANA", DIRECT)
    await asyncio.wait_for(quick.copilot.reached.wait(), 10)
    if streams:
        await begun(quick, THIRD, "D0ANA")
    await quick.post("delete", {"as": "U0ANA", "channel": "D0ANA", "ts": ts})
    await finished(quick, Ending.DELETED)
    assert await quick.seen("U0ANA", "D0ANA") == []


@pytest.mark.parametrize(("where", "mention"), [("D0ANA", ""), ("C0GENERAL", "<@U0FOOTNOTE> ")])
async def test_the_newest_question_of_a_person_in_a_thread_wins(
    quick: Journey, where: str, mention: str
) -> None:
    first = await quick.say("U0ANA", where, f"{mention}{DIRECT}")
    await begun(quick, THIRD, where)
    newer = await quick.say("U0ANA", where, f"{mention}And in December?", thread_ts=first)
    await finished(quick, Ending.SUPERSEDED, first)
    assert quick.copilot.gate is not None
    quick.copilot.gate.set()
    await finished(quick, "answer", newer)
    (message,) = await quick.seen("U0ANA", where)
    assert message["ts"] > newer
    assert quick.copilot.asked[-1].text == "And in December?"


async def test_of_ten_in_a_row_the_last_is_answered(quick: Journey) -> None:
    first = await quick.say("U0ANA", "D0ANA", DIRECT)
    await asyncio.wait_for(quick.copilot.reached.wait(), 10)
    for number in range(9):
        await quick.say("U0ANA", "D0ANA", f"Number {number}?", thread_ts=first)

    async def all_there() -> bool:
        return len(await quick.rows()) == 10

    await until(all_there)
    assert quick.copilot.gate is not None
    quick.copilot.gate.set()
    await quick.drained()
    rows = sorted(await quick.rows(), key=lambda row: row.message_ts or "")
    assert [row.outcome for row in rows] == [Ending.SUPERSEDED] * 9 + ["answer"]
    assert await quick.outcomes("U0ANA", "D0ANA") == ["answer"]


async def first_the_newer(journey: Journey, *texts: str) -> list[DeliveryRow]:
    """Messages of one thread that arrived at one moment: none saw another, the last is first."""
    thread = await journey.say("U0ANA", "D0ANA", texts[0])
    await asyncio.wait_for(journey.copilot.reached.wait(), 10)
    for text in texts[1:]:
        await journey.say("U0ANA", "D0ANA", text, thread_ts=thread)
    held: list[DeliveryRow] = []

    async def all_there() -> bool:
        held[:] = await journey.rows()
        return len(held) == len(texts)

    await until(all_there)
    async with journey.sessions.begin() as session:
        await session.execute(update(DeliveryRow).values(outcome=None))
    return sorted(held, key=lambda row: row.message_ts or "", reverse=True)


async def test_the_newest_wins_also_where_it_is_taken_first(quick: Journey) -> None:
    inbox = quick.bot.inbox
    newer, older = await first_the_newer(quick, DIRECT, "And in December?")
    newest = await inbox.take(newer.id)
    assert newest is not None
    assert await inbox.endings.of(newest) is None
    assert await inbox.done(newest, "answer", None)
    late = await inbox.take(older.id)
    assert late is not None
    assert await inbox.endings.of(late) is Ending.SUPERSEDED


async def test_what_arrives_after_the_newer_has_its_outcome_is_answered(quick: Journey) -> None:
    inbox = quick.bot.inbox
    newer, older = await first_the_newer(quick, DIRECT, "And in December?")
    newest = await inbox.take(newer.id)
    assert newest is not None
    assert await inbox.done(newest, "answer", None)
    async with quick.sessions.begin() as session:
        arrived = update(DeliveryRow).where(DeliveryRow.id == older.id)
        await session.execute(arrived.values(received_at=func.now()))
    late = await inbox.take(older.id)
    assert late is not None
    assert await inbox.endings.of(late) is None


async def test_an_edited_question_is_answered_in_its_new_words_only(quick: Journey) -> None:
    ts = await quick.say("U0ANA", "D0ANA", DIRECT)
    await begun(quick, THIRD, "D0ANA")
    body = {"as": "U0ANA", "channel": "D0ANA", "ts": ts, "text": "When is payday in May?"}
    await quick.post("edit", body)
    await finished(quick, Ending.SUPERSEDED, ts)
    assert quick.copilot.gate is not None
    quick.copilot.gate.set()
    assert await quick.settled("D0ANA", ts) == "answer"
    assert await quick.outcomes("U0ANA", "D0ANA") == ["answer"]
    assert quick.copilot.asked[-1].text == "When is payday in May?"
    # Nothing stands above it that answers its earlier words.
    assert ENGLISH(EDITED) not in str(await quick.seen("U0ANA", "D0ANA"))


async def test_another_question_of_the_direct_conversation_is_left_alone(quick: Journey) -> None:
    one = await quick.say("U0ANA", "D0ANA", DIRECT)
    other = await quick.say("U0ANA", "D0ANA", "How do I book a trip?")
    assert quick.copilot.gate is not None
    quick.copilot.gate.set()
    assert await quick.settled("D0ANA", one) == "answer"
    assert await quick.settled("D0ANA", other) == "answer"
