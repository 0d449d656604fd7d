"""Postgres away when a delivery comes, and away in the middle of a question."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.jobs import run_worker
from chains.database.engine import Sessions, open_sessions
from tests.journeys.conftest import travelling, until
from tests.journeys.cuttable import Line, cuttable
from tests.journeys.signed import deliver, mention

QUESTION = "<@U0FOOTNOTE> When is payday?"


@pytest.fixture
def tmp_socket() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    yield folder
    shutil.rmtree(folder)


async def test_what_comes_while_postgres_is_away_is_answered_when_it_is_back(
    prepared: str, sessions: Sessions, tmp_socket: Path
) -> None:
    async with (
        cuttable(prepared, tmp_socket) as line,
        open_sessions(line.address) as through,
        travelling(prepared, sessions, inbox_sessions=through) as journey,
    ):
        secret, body = journey.playground.signing_secret, mention(QUESTION)
        ts = await journey.say("U0BEN", "C0GENERAL", QUESTION)
        assert await journey.settled("C0GENERAL", ts) == "answer"
        line.cut()
        assert await deliver(journey.http, journey.bot_url, body, secret=secret) == 503
        assert len(await journey.rows()) == 1
        line.mend()
        assert await deliver(journey.http, journey.bot_url, body, secret=secret, retry=1) == 200
        await journey.drained()
        assert len(await journey.rows()) == 2
        assert len(journey.copilot.asked) == 2


async def test_a_question_that_postgres_dies_under_is_answered_once_it_is_back(
    prepared: str, sessions: Sessions, tmp_socket: Path
) -> None:
    async with (
        cuttable(prepared, tmp_socket) as line,
        open_sessions(line.address) as through,
        travelling(line.address, sessions, worker=False, inbox_sessions=through) as journey,
    ):
        worker = asyncio.create_task(run_worker(journey.jobs, journey.bot.work))
        journey.copilot.gate = asyncio.Event()
        ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
        await asyncio.wait_for(journey.copilot.reached.wait(), 20)
        line.cut()
        journey.copilot.gate.set()
        await until(lambda: _missed(line))
        line.mend()
        assert await journey.settled("C0GENERAL", ts) == "answer"
        assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)


async def _missed(line: Line) -> bool:
    return line.refused > 1
