"""A command's words are shown to nobody by Slack: who ran it is told at once what is answered."""

import asyncio

import pytest

from tests.journeys.conftest import Journey


async def said(journey: Journey) -> list[str]:
    """Each message of the bot: the kind of its outcome, or its words."""
    shown = []
    for message in await journey.seen("U0ANA", "C0GENERAL"):
        marks = [str(one["block_id"]).split(".") for one in message["blocks"]]
        kinds = [mark[1] for mark in marks if mark[0] == "outcome"]
        shown.append(kinds[0] if kinds else str(message["text"]))
    return shown


@pytest.mark.parametrize("command", ["/ask", "/find"])
async def test_the_question_is_said_before_it_is_answered(journey: Journey, command: str) -> None:
    journey.copilot.gate = asyncio.Event()
    asked = "in:handbook  When is <!here> payday?"
    ts = await journey.command("U0ANA", "C0GENERAL", command, asked)
    assert await said(journey) == ["You asked: When is @here payday? in:handbook"]
    journey.copilot.gate.set()
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    assert len(await said(journey)) == 2
    assert await journey.seen("U0BEN", "C0GENERAL") == []
