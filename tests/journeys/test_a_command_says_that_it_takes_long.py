"""What a command shows before its reply cannot be taken away: only what takes long shows it."""

import asyncio

import pytest

from chains.answering.outcome import Outcome
from chains.answering.question import Question
from chains.errors import StoreUnavailable
from tests.journeys.conftest import Journey, until

LOOKING = "Looking…"
ASKED = "When is payday?"


async def said(journey: Journey) -> list[str]:
    """Each message of the bot: the kind of its outcome, or its words."""
    shown = []
    for message in await journey.seen("U0ANA", "C0GENERAL"):
        marks = [str(one["block_id"]).split(".") for one in message["blocks"]]
        kinds = [mark[1] for mark in marks if mark[0] == "outcome"]
        shown.append(kinds[0] if kinds else str(message["text"]))
    return shown


@pytest.mark.parametrize("command", ["/ask", "/find"])
async def test_a_quick_reply_stands_alone(journey: Journey, command: str) -> None:
    ts = await journey.command("U0ANA", "C0GENERAL", command, ASKED)
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    assert await said(journey) == ["answer"]


async def test_a_slow_one_says_once_that_it_is_looked_for(journey: Journey) -> None:
    journey.copilot.gate = asyncio.Event()
    ts = await journey.command("U0ANA", "C0GENERAL", "/ask", ASKED)

    async def looking() -> bool:
        return await said(journey) == [LOOKING]

    await until(looking)
    journey.copilot.gate.set()
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    assert await said(journey) == [LOOKING, "answer"]


async def test_what_is_tried_again_says_so_at_once_and_then_that_it_failed(
    journey: Journey,
) -> None:
    def fails(question: Question) -> Outcome:
        del question
        raise StoreUnavailable("postgres")

    journey.copilot.script = fails
    ts = await journey.command("U0ANA", "C0GENERAL", "/ask", ASKED)
    assert await said(journey) == [LOOKING]
    assert await journey.settled("C0GENERAL", ts) == "failed"
    assert await said(journey) == [LOOKING, "failed"]
