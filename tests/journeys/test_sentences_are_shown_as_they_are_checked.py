"""Sentences are streamed while an answer is made; what ends well and what does not."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.delivery.tables import DeliveryRow
from bot.playground.rules import Rules
from bot.playground.web_api.call import ApiError, Call
from bot.playground.web_api.router import METHODS
from chains.answering.outcome import Answer, NotFound, Reply
from chains.database.engine import Sessions
from tests.journeys.conftest import Journey, travelling, until, working
from tests.journeys.writing import (
    ASKED,
    AT_ONCE,
    FIRST,
    GROWN,
    SECOND,
    THIRD,
    Json,
    begun,
    ended,
    slow,
)


@pytest.fixture
async def quick(prepared: str, sessions: Sessions) -> AsyncIterator[Journey]:
    """A journey that need not wait for what takes seconds in an office."""
    async with travelling(prepared, sessions, pace=AT_ONCE) as journey:
        slow(journey)
        yield journey


async def test_sentences_come_in_order_and_end_in_the_one_outcome(quick: Journey) -> None:
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    early = await begun(quick, FIRST)
    assert THIRD not in str(early)
    message = await ended(quick, "C0GENERAL", ts)
    assert message["ts"] == early["ts"]
    streamed = "".join(one["text"] for one in message["blocks"] if one["type"] == "markdown")
    places = [streamed.index(one) for one in (FIRST, SECOND, THIRD)]
    assert places == sorted(places)
    assert streamed.count(FIRST) == 1
    (started,) = quick.calls("chat.startStream")
    asked = started["request"]
    assert (asked["recipient_user_id"], asked["thread_ts"]) == ("U0ANA", ts)
    assert asked["recipient_team_id"] == quick.bot.workspace.id
    assert await quick.outcomes("U0ANA", "C0GENERAL") == ["answer"]
    (stopped,) = quick.calls("chat.stopStream")
    assert stopped["request"]["blocks"]
    assert not quick.calls("chat.update")


async def test_what_is_there_in_a_moment_is_posted_whole(journey: Journey) -> None:
    slow(journey, pause=0.05)
    ts = await journey.say("U0ANA", "C0GENERAL", ASKED)
    await ended(journey, "C0GENERAL", ts)
    assert not journey.calls("chat.startStream")


@pytest.mark.parametrize(
    ("who", "channel"), [("U0PRIYA", "C0ACME"), ("U0ANA", "C0ACME")], ids=["partner", "shared"]
)
async def test_nothing_is_streamed_where_others_listen(
    quick: Journey, who: str, channel: str
) -> None:
    ts = await quick.say(who, channel, ASKED)
    assert await quick.settled(channel, ts) == "answer"
    assert not quick.calls("chat.startStream")


async def test_commands_are_not_streamed(quick: Journey) -> None:
    ts = await quick.command("U0ANA", "C0GENERAL", "/ask", "When is payday?")
    assert await quick.settled("C0GENERAL", ts) == "answer"
    assert not quick.calls("chat.startStream")


@pytest.mark.parametrize("how", ["while streaming", "in the outcome", "nothing is left"])
async def test_nothing_revoked_stays(quick: Journey, how: str) -> None:
    quick.copilot.gate = asyncio.Event()
    first_gone = Answer(Reply(GROWN[-1].sentences[1:], GROWN[-1].sources[1:]))
    slow(quick, pause=0.01)
    left = NotFound() if how == "nothing is left" else first_gone
    quick.copilot.script = lambda _: left
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    await begun(quick, THIRD)
    if how == "while streaming":
        quick.copilot.closed.add("d1")

        async def gone() -> bool:
            return FIRST not in str((await quick.seen("U0ANA", "C0GENERAL"))[0])

        await until(gone, 5)
    quick.copilot.gate.set()
    outcome = await quick.settled("C0GENERAL", ts)
    assert outcome == ("not_found" if how == "nothing is left" else "answer")
    await quick.drained()
    (message,) = await quick.seen("U0ANA", "C0GENERAL")
    assert FIRST not in str(message)
    assert (THIRD in str(message)) is (outcome == "answer")


async def test_what_could_not_be_looked_at_is_looked_at_again(quick: Journey) -> None:
    quick.copilot.gate = asyncio.Event()
    slow(quick, pause=0.01)
    await quick.say("U0ANA", "C0GENERAL", ASKED)
    await begun(quick, THIRD)
    quick.copilot.unknown = 2
    quick.copilot.closed.add("d1")

    async def gone() -> bool:
        return FIRST not in str((await quick.seen("U0ANA", "C0GENERAL"))[0])

    await until(gone, 5)
    assert quick.copilot.unknown == 0
    quick.copilot.gate.set()
    await quick.drained()


async def test_all_is_taken_away_where_nothing_may_be_read_any_more(quick: Journey) -> None:
    quick.copilot.gate = asyncio.Event()
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    await begun(quick, FIRST)
    quick.copilot.closed |= {"d1", "d2", "d3"}

    async def gone() -> bool:
        return not await quick.seen("U0ANA", "C0GENERAL")

    await until(gone, 5)
    quick.copilot.script = lambda _: NotFound()
    quick.copilot.gate.set()
    assert await quick.settled("C0GENERAL", ts) == "not_found"


@pytest.mark.parametrize("fault", ["dropped_stream", "rate_limited"])
async def test_a_fault_of_slacks_costs_no_word(quick: Journey, fault: str) -> None:
    slow(quick)
    if fault == "dropped_stream":
        await quick.fault(fault)
    ts = await quick.say("U0ANA", "C0GENERAL", ASKED)
    if fault == "rate_limited":
        await begun(quick, FIRST)
        await quick.fault(fault)
    message = await ended(quick, "C0GENERAL", ts)
    assert all(str(message).count(one) >= 1 for one in (FIRST, SECOND, THIRD))


async def test_a_refused_start_falls_back_to_updates(
    prepared: str, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with travelling(prepared, sessions, pace=AT_ONCE) as journey:
        slow(journey)

        async def unknown(_call: Call) -> Json:
            raise ApiError("feature_not_enabled")

        methods = {**METHODS, "chat.startStream": unknown}
        monkeypatch.setattr("bot.playground.web_api.router.METHODS", methods)
        ts = await journey.say("U0ANA", "C0GENERAL", ASKED)
        early = await begun(journey, FIRST)
        message = await ended(journey, "C0GENERAL", ts)
        assert message["ts"] == early["ts"]
        assert len(journey.calls("chat.update")) >= 2


async def test_a_stream_is_given_up_for_a_new_one_before_slack_ends_it(
    prepared: str, sessions: Sessions
) -> None:
    pace = replace(AT_ONCE, rotates=0.2)
    async with travelling(prepared, sessions, pace=pace) as journey:
        slow(journey)
        ts = await journey.say("U0ANA", "C0GENERAL", ASKED)
        early = await begun(journey, FIRST)
        message = await ended(journey, "C0GENERAL", ts)
        assert len(journey.calls("chat.startStream")) >= 2
        assert message["ts"] != early["ts"]
        assert str(message["blocks"]).count(FIRST) == 1


async def test_a_stream_that_slack_ends_goes_on_in_the_same_message(
    prepared: str, sessions: Sessions
) -> None:
    rules = Rules(silence_seconds=2.0, stream_seconds=0.2)
    async with travelling(prepared, sessions, pace=AT_ONCE, rules=rules) as journey:
        slow(journey)
        ts = await journey.say("U0ANA", "C0GENERAL", ASKED)
        early = await begun(journey, FIRST)
        message = await ended(journey, "C0GENERAL", ts)
        assert message["ts"] == early["ts"]
        assert len(journey.calls("chat.startStream")) == 1
        assert journey.calls("chat.update")
        assert all(one in str(message) for one in (FIRST, SECOND, THIRD))


@pytest.mark.parametrize("noted", [True, False])
async def test_a_retry_completes_what_a_killed_worker_left_open(
    prepared: str, sessions: Sessions, *, noted: bool
) -> None:
    async with travelling(prepared, sessions, worker=False, pace=AT_ONCE) as journey:
        slow(journey, pause=0.0)
        journey.copilot.gate = asyncio.Event()
        async with working(journey.jobs):
            ts = await journey.say("U0ANA", "C0GENERAL", ASKED)
            early = await begun(journey, FIRST)
        (row,) = await journey.rows()
        assert row.posted_ts == early["ts"]
        if not noted:  # killed between Slack's answer and the row
            async with sessions.begin() as session:
                await session.execute(update(DeliveryRow).values(posted_ts=None))
        journey.copilot.gate, journey.copilot.so_far = None, ()
        await journey.bot.inbox.requeue(row.id)
        async with working(journey.jobs):
            message = await ended(journey, "C0GENERAL", ts)
        assert message["ts"] == early["ts"]
        assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]


async def test_an_answer_that_is_not_heard_to_begin_is_found(
    prepared: str, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with travelling(prepared, sessions, pace=AT_ONCE) as journey:
        slow(journey)

        async def started(call: Call) -> Json:
            await METHODS["chat.startStream"](call)
            raise ApiError("internal_error", status=500)

        methods = {**METHODS, "chat.startStream": started}
        monkeypatch.setattr("bot.playground.web_api.router.METHODS", methods)
        ts = await journey.say("U0ANA", "C0GENERAL", ASKED)
        early = await begun(journey, FIRST)
        assert (await ended(journey, "C0GENERAL", ts))["ts"] == early["ts"]


async def test_questions_of_several_people_in_one_thread(quick: Journey) -> None:
    slow(quick, pause=0.03)
    root = await quick.say("U0ANA", "C0GENERAL", ASKED)
    others = ("U0BEN", "U0DANA", "U0ELIF")
    rest = [await quick.say(who, "C0GENERAL", ASKED, thread_ts=root) for who in others]
    for ts in (root, *rest):
        assert await quick.settled("C0GENERAL", ts) == "answer"
    await quick.drained()
    assert len(await quick.seen("U0ANA", "C0GENERAL")) == 4
    assert await quick.outcomes("U0ANA", "C0GENERAL") == ["answer"] * 4
