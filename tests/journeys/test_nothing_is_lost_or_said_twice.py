"""Crashes between any two steps, and stores that go away."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from bot.delivery.deliveries import State
from bot.delivery.tables import DeliveryRow
from bot.errors import SlackUnavailable
from bot.jobs import STALLED_SECONDS, sweep_up
from chains.access.principals import WorkspaceId
from chains.answering.outcome import Outcome
from chains.answering.question import Question
from chains.database.engine import Sessions
from chains.errors import RetrievalUnavailable
from tests.fakes.scripted_copilot import answer
from tests.journeys.conftest import Journey, travelling, until, working

QUESTION = "<@U0FOOTNOTE> When is payday?"
WORKSPACE = WorkspaceId("T0TIDE")


async def test_a_worker_that_dies_midway_leaves_one_answer(
    prepared: str, sessions: Sessions
) -> None:
    async with travelling(prepared, sessions, worker=False) as journey:
        journey.copilot.gate = asyncio.Event()
        async with working(journey.jobs):
            ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
            await asyncio.wait_for(journey.copilot.reached.wait(), 10)
            # What a killed process leaves: a job at work, and a worker that is not heard of.
            frozen = await _snapshot(sessions)
        journey.copilot.gate = None
        await _restore_as_stalled(sessions, frozen)
        assert await sweep_up(journey.jobs, journey.bot.inbox) == 1
        async with working(journey.jobs):
            assert await journey.settled("C0GENERAL", ts) == "answer"
            await journey.drained()
        assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]


async def test_a_crash_after_posting_does_not_post_again(prepared: str, sessions: Sessions) -> None:
    async with travelling(prepared, sessions) as journey:
        ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
        assert await journey.settled("C0GENERAL", ts) == "answer"
        await journey.drained()
        async with sessions.begin() as session:
            await session.execute(update(DeliveryRow).values(state=State.POSTING, outcome=None))
        (row,) = await journey.rows()
        await journey.bot.inbox.requeue(row.id)
        await journey.drained()
        assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]
        (row,) = await journey.rows()
        assert (row.state, row.outcome) == (State.DONE, "answer")
        assert len(journey.copilot.asked) == 1


async def test_an_earlier_attempt_that_wakes_up_late_does_not_post(journey: Journey) -> None:
    journey.copilot.gate = asyncio.Event()
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
    await asyncio.wait_for(journey.copilot.reached.wait(), 10)
    (row,) = await journey.rows()
    late = await journey.bot.inbox.take(row.id)
    assert late is not None
    assert late.attempt == 2
    journey.copilot.gate.set()
    await journey.drained()
    assert await journey.outcomes("U0ANA", "C0GENERAL") == []
    await journey.bot.inbox.requeue(row.id)
    assert await journey.settled("C0GENERAL", ts) == "answer"


async def test_a_stored_delivery_without_a_job_is_found_by_the_sweep(
    prepared: str, sessions: Sessions
) -> None:
    async with travelling(prepared, sessions, worker=False) as journey:
        ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
        await until(lambda: _stored(journey))
        async with sessions.begin() as session:
            await session.execute(text("DELETE FROM procrastinate_jobs"))
            await session.execute(
                update(DeliveryRow).values(
                    received_at=DeliveryRow.received_at - timedelta(minutes=5)
                )
            )
        assert await sweep_up(journey.jobs, journey.bot.inbox) == 1
        assert await sweep_up(journey.jobs, journey.bot.inbox) == 0
        async with working(journey.jobs):
            assert await journey.settled("C0GENERAL", ts) == "answer"


@pytest.mark.parametrize("failures", [1, 2])
async def test_a_store_that_comes_back_costs_a_moment(journey: Journey, failures: int) -> None:
    journey.copilot.script = _failing(RetrievalUnavailable("down"), times=failures)
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]


@pytest.mark.parametrize("error", [RetrievalUnavailable("down"), SlackUnavailable("x"), KeyError()])
async def test_what_does_not_come_back_is_told_once(journey: Journey, error: Exception) -> None:
    journey.copilot.script = _failing(error, times=99)
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
    assert await journey.settled("C0GENERAL", ts) == "failed"
    await journey.drained()
    (row,) = await journey.rows()
    (message,) = await journey.seen("U0ANA", "C0GENERAL")
    assert row.request in message["text"]
    assert "down" not in message["text"]
    statuses = [one["request"]["status"] for one in journey.calls("agents.sessions.setStatus")]
    assert statuses[-1] == "active"


async def test_a_question_that_takes_too_long_is_told_so(prepared: str, sessions: Sessions) -> None:
    async with travelling(prepared, sessions, patience=0.2) as journey:
        journey.copilot.gate = asyncio.Event()
        ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
        assert await journey.settled("C0GENERAL", ts) == "failed"


def _failing(error: Exception, *, times: int) -> Callable[[Question], Outcome]:
    left = [times]

    def script(question: Question) -> Outcome:
        del question
        if left[0]:
            left[0] -= 1
            raise error
        return answer()

    return script


async def _stored(journey: Journey) -> bool:
    return len(await journey.rows()) == 1


async def _snapshot(sessions: Sessions) -> int:
    async with sessions() as session:
        found = await session.scalar(
            text("SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND task_name = :task"),
            {"task": "bot.answer"},
        )
    assert found is not None
    return int(found)


async def _restore_as_stalled(sessions: Sessions, job: int) -> None:
    async with sessions.begin() as session:
        worker = await session.scalar(
            text(
                "INSERT INTO procrastinate_workers (last_heartbeat)"
                " VALUES (now() - make_interval(secs => :age)) RETURNING id"
            ),
            {"age": STALLED_SECONDS + 1},
        )
        await session.execute(
            text(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker"
                " WHERE id = :job"
            ),
            {"worker": worker, "job": job},
        )
