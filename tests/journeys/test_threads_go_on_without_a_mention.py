"""Where it is switched on, whoever was answered in a thread goes on there without a mention."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.rules import Rules
from chains.answering.outcome import NotFound
from chains.database.engine import Sessions
from tests.journeys.conftest import Journey, travelling, until

MANIFEST = Path(__file__).parents[2] / "infra" / "slack" / "manifest.json"
ASKED = "<@U0FOOTNOTE> When is payday?"
WHERE = "C0GENERAL"


def listening() -> dict[str, Any]:
    """The manifest of an app that hears what is said in conversations."""
    manifest: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    heard = manifest["settings"]["event_subscriptions"]["bot_events"]
    heard += ["message.channels", "message.groups", "message.mpim"]
    return manifest


@pytest.fixture
async def journey(prepared: str, sessions: Sessions) -> AsyncIterator[Journey]:
    rules = Rules(silence_seconds=2.0, manifest=listening())
    async with travelling(prepared, sessions, rules=rules) as made:
        made.settings.followed.add(WHERE)
        yield made


async def heard(journey: Journey, ts: str) -> None:
    """Wait until a message was delivered, and whatever it asked for was done."""

    async def acknowledged() -> bool:
        told = [one for one in journey.calls("message") if one["status"] == 200]
        return any(one["request"]["event"]["ts"] == ts for one in told)

    await until(acknowledged)
    await journey.drained()


async def answered(journey: Journey, who: str = "U0ANA", where: str = WHERE) -> str:
    top = await journey.say(who, where, ASKED)
    assert await journey.settled(where, top) == "answer"
    await journey.drained()
    return top


async def unmentioned(journey: Journey, who: str, said: str, thread: str | None) -> int:
    """How many questions were asked by a message without a mention."""
    before = len(journey.copilot.asked)
    more = {"thread_ts": thread} if thread else {}
    await heard(journey, await journey.say(who, WHERE, said, **more))
    return len(journey.copilot.asked) - before


async def test_whoever_was_answered_goes_on_for_those_who_read_it_there(journey: Journey) -> None:
    top = await answered(journey)
    assert await unmentioned(journey, "U0ANA", "And for contractors?", top) == 1
    first, second = journey.copilot.asked
    assert second.text == "And for contractors?"
    assert (second.venue, second.conversation) == (first.venue, first.conversation)
    assert len(await journey.seen("U0BEN", WHERE)) == 2


@pytest.mark.parametrize(
    "said",
    [
        "And for contractors, <@U0BEN>?",
        "Does <!subteam^S0PEOPLE> know?",
        "<!here> anybody?",
        "thanks!",
        "that looks good",
    ],
)
async def test_what_is_for_others_or_asks_nothing_is_neither_answered_nor_kept(
    journey: Journey, said: str
) -> None:
    top = await answered(journey)
    assert await unmentioned(journey, "U0ANA", said, top) == 0
    assert len(await journey.rows()) == 1


async def test_only_who_was_answered_in_that_thread_is_followed(journey: Journey) -> None:
    top = await answered(journey)
    assert await unmentioned(journey, "U0BEN", "And for contractors?", top) == 0
    assert await unmentioned(journey, "U0ANA", "And for contractors?", None) == 0
    other = await journey.say("U0BEN", WHERE, "Lunch?")
    assert await unmentioned(journey, "U0ANA", "And for contractors?", other) == 0
    journey.copilot.script = lambda _question: NotFound()
    top = await journey.say("U0BEN", WHERE, ASKED)
    assert await journey.settled(WHERE, top) == "not_found"
    assert await unmentioned(journey, "U0BEN", "And for contractors?", top) == 0


async def test_it_is_off_unless_an_administrator_has_switched_it_on(journey: Journey) -> None:
    journey.settings.followed.clear()
    top = await answered(journey)
    assert await unmentioned(journey, "U0ANA", "And for contractors?", top) == 0
    assert len(await journey.rows()) == 1


async def test_a_mention_and_its_message_are_one_question(journey: Journey) -> None:
    await journey.fault("twin_events")
    top = await answered(journey)
    ts = await journey.say("U0ANA", WHERE, ASKED, thread_ts=top)
    assert await journey.settled(WHERE, ts) == "answer"
    await heard(journey, ts)
    assert len(journey.copilot.asked) == 2
    assert len(await journey.rows()) == 2
