"""Where nothing can be explained, or not in time, it is said in the same words to everybody."""

import asyncio

import pytest

from bot.language.say import ENGLISH
from bot.views import why as views
from bot.views import wording
from bot.views.ids import WHY, WHY_SOURCE
from chains.errors import RetrievalUnavailable
from tests.fakes.scripted_copilot import answer
from tests.journeys.conftest import Journey, until
from tests.journeys.signed import press


async def said(journey: Journey, who: str, words: str) -> str:
    where = f"D0{who.removeprefix('U0')}"
    ts = await journey.command(who, where, "/footnote", words)
    assert await journey.settled(where, ts) == "why"
    return str((await journey.seen(who, where))[-1]["text"])


@pytest.mark.parametrize("who", ["U0ANA", "U0PRIYA", "U0TOM", "U0NOBODY"])
async def test_a_button_of_no_answer_says_one_sentence(journey: Journey, who: str) -> None:
    assert await press(journey, who, "C0ACME", WHY, "abcd-efgh") == 200

    async def told() -> bool:
        return bool(journey.calls("response_url"))

    await until(told)
    [call] = journey.calls("response_url")
    assert call["request"]["text"] == ENGLISH(views.NOTHING)
    assert call["request"]["response_type"] == "ephemeral"
    assert call["request"]["replace_original"] is False


async def test_an_index_that_does_not_answer_is_said_whatever_was_asked(journey: Journey) -> None:
    journey.knowledge.index.trouble = RetrievalUnavailable("planted")
    assert await said(journey, "U0ANA", "why-not https://x.example/a") == ENGLISH(views.FAILED)


async def test_a_command_gives_up_before_slack_does(journey: Journey) -> None:
    journey.knowledge.index.gate = asyncio.Event()
    assert await said(journey, "U0ANA", "why-not https://x.example/a") == ENGLISH(views.FAILED)


async def test_a_reply_without_a_record_has_nothing_to_explain(journey: Journey) -> None:
    journey.copilot.script = lambda _question: answer()
    ts = await journey.say("U0ANA", "D0ANA", "When is payday?")
    assert await journey.settled("D0ANA", ts) == "answer"
    assert await said(journey, "U0ANA", "why") == ENGLISH(views.NOTHING)


@pytest.mark.parametrize("who", ["U0ANA", "U0PRIYA", "U0TOM", "U0NOBODY"])
async def test_a_passage_of_no_answer_is_one_sentence(journey: Journey, who: str) -> None:
    """Whatever number and request; a trigger that Slack does not know gets no modal."""
    journey.copilot.script = lambda _question: answer()
    for value in ("passage.1.abcd-efgh", "passage.x.abcd-efgh", "passage..", "passage"):
        before = len(journey.calls("response_url"))
        assert await press(journey, who, "C0ACME", WHY_SOURCE, value, option=True) == 200

        async def told(before: int = before) -> bool:
            return len(journey.calls("response_url")) > before

        await until(told)
        call = journey.calls("response_url")[-1]
        assert call["request"]["text"] == ENGLISH(wording.NO_PASSAGE)
        assert [one["text"]["text"] for one in call["request"]["blocks"]] == [
            ENGLISH(wording.NO_PASSAGE)
        ]
        assert call["request"]["response_type"] == "ephemeral"
