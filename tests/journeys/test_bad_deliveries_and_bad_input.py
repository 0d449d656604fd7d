"""What no well-behaved Slack sends, and what people type."""

import time
from typing import Any

import pytest

from chains.answering.question import LONGEST_QUESTION
from tests.journeys.conftest import Journey, heard, until
from tests.journeys.signed import deliver, event, mention


async def test_what_is_not_signed_by_slack_is_refused(journey: Journey) -> None:
    secret, send = journey.playground.signing_secret, journey.bot_url
    body = mention()
    assert await deliver(journey.http, send, body, secret="guessed") == 401
    old = time.time() - 600
    assert await deliver(journey.http, send, body, secret=secret, at=old) == 401
    async with journey.http.post(f"{send}/slack/events", json=body) as response:
        assert response.status == 401
    assert await journey.rows() == []


@pytest.mark.parametrize(
    "body",
    [
        "{not json",
        "payload={not json",
        event({"type": "app_mention", "user": "U0ANA", "text": "no channel, no ts"}),
        event({"type": "app_mention", "user": 7, "channel": ["C0GENERAL"], "ts": {}}),
        event({"type": "member_joined_channel"}),
    ],
)
async def test_what_cannot_be_read_is_refused_and_not_kept(journey: Journey, body: Any) -> None:
    secret = journey.playground.signing_secret
    assert await deliver(journey.http, journey.bot_url, body, secret=secret) == 400
    assert await journey.rows() == []


async def test_a_replayed_delivery_is_not_asked_again(journey: Journey) -> None:
    secret, body = journey.playground.signing_secret, mention()
    for _ in range(3):
        assert await deliver(journey.http, journey.bot_url, body, secret=secret) == 200
    await journey.drained()
    assert len(await journey.rows()) == 1


@pytest.mark.parametrize(
    "inner",
    [
        {"type": "reaction_added", "user": "U0ANA"},
        {"type": "message", "channel_type": "channel", "channel": "C0GENERAL", "ts": "1.2"},
        {"type": "message", "channel_type": "im", "channel": "D0ANA", "ts": "1.3"}
        | {"subtype": "message_changed", "message": {}},
        {"type": "message", "channel_type": "im", "channel": "D0ANA", "ts": "1.4"}
        | {"user": "U0OTHER", "bot_id": "B0OTHER", "text": "beep"},
        {"type": "something_of_next_year"},
    ],
)
async def test_what_nothing_handles_is_acknowledged(
    journey: Journey, inner: dict[str, Any]
) -> None:
    secret = journey.playground.signing_secret
    assert await deliver(journey.http, journey.bot_url, event(inner), secret=secret) == 200
    assert await journey.rows() == []


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("🎉🎉🎉", "🎉🎉🎉"),
        ("```SELECT 1;```", "```SELECT 1;```"),
        ("متى يوم الدفع؟", "متى يوم الدفع؟"),
        ("<!channel> when is *payday*?", "when is *payday*?"),
        ("a <b> & c", "a <b> & c"),
        ("word " * 7_990, ("word " * 7_990)[:LONGEST_QUESTION].strip()),
    ],
)
async def test_any_text_has_an_outcome(journey: Journey, said: str, asked: str) -> None:
    ts = await journey.say("U0ANA", "C0GENERAL", f"<@U0FOOTNOTE> {said}")
    assert await journey.settled("C0GENERAL", ts) == "answer"
    assert journey.copilot.asked[0].text == asked
    (reply,) = await journey.seen("U0ANA", "C0GENERAL")
    assert "<!channel>" not in reply["text"]


async def test_an_empty_mention_is_told_how_to_ask(journey: Journey) -> None:
    ts = await journey.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE>")
    assert await journey.settled("C0GENERAL", ts) == "help"
    assert journey.copilot.asked == []
    (reply,) = await journey.seen("U0ANA", "C0GENERAL")
    assert reply["ephemeral"]


@pytest.mark.parametrize("said", ["", "help", "dance", "status"])
async def test_footnote_commands_answer_whatever_is_typed(journey: Journey, said: str) -> None:
    ts = await journey.command("U0ANA", "C0GENERAL", "/footnote", said)
    assert await journey.settled("C0GENERAL", ts) == "help"
    (reply,) = await journey.seen("U0ANA", "C0GENERAL")
    assert reply["ephemeral"]
    assert ("There is no command" in reply["text"]) == (said == "dance")
    # How many documents there are is for administrators.
    assert "documents: 40" not in str(reply["blocks"])


async def test_status_shows_numbers_to_administrators(journey: Journey) -> None:
    ts = await journey.command("U0FINN", "C0GENERAL", "/footnote", "status")
    assert await journey.settled("C0GENERAL", ts) == "help"
    (reply,) = await journey.seen("U0FINN", "C0GENERAL")
    assert "documents: 40" in str(reply["blocks"])


@pytest.mark.parametrize("tab", ["home", "messages"])
async def test_the_apps_tabs_say_how_to_ask(journey: Journey, tab: str) -> None:
    await journey.post("home", {"as": "U0ANA", "tab": tab})
    await until(lambda: heard(journey, "app_home_opened"))
    await journey.drained()
    method = "views.publish" if tab == "home" else "assistant.threads.setSuggestedPrompts"
    (call,) = journey.calls(method)
    assert call["verdict"] == "ok"
