"""Slash commands and response_urls between a person and the real slack-bolt app."""

from typing import Any

from aiohttp import ClientSession
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, ManualClock, RealBot, section

Ack = Any
Json = dict[str, Any]


async def test_a_command_is_echoed_to_its_author_and_answered_in_private(
    bot: RealBot, hands: Hands
) -> None:
    @bot.app.command("/ask")
    async def handle(ack: Ack, command: Json, respond: Any) -> None:
        await ack()
        await respond(text="25th", blocks=[section(f"{command['text']}", "outcome.answer.r1")])

    answer = await hands.post(
        "command", as_="U0ANA", channel="C0GENERAL", command="/ask", text="payday for @Ben Okafor?"
    )
    outcome = await hands.settled("C0GENERAL", answer["ts"])
    assert outcome["outcome"] == "answer"
    echo, reply = await hands.seen("U0ANA", "C0GENERAL")
    assert (echo["text"], echo["ephemeral"]) == ("/ask payday for @Ben Okafor?", True)
    assert (reply["ts"], reply["ephemeral"]) == (outcome["ts"], True)
    assert reply["blocks"][0]["text"]["text"] == "payday for <@U0BEN|ben.okafor>?"
    assert await hands.seen("U0BEN", "C0GENERAL") == []
    form = bot.heard[0]
    assert (form["team_id"], form["channel_name"], form["user_id"]) == (
        "T0TIDE",
        "general",
        "U0ANA",
    )


async def test_a_command_may_be_answered_in_its_acknowledgement(bot: RealBot, hands: Hands) -> None:
    @bot.app.command("/footnote")
    async def handle(ack: Ack) -> None:
        await ack("Help is here")

    await hands.post("command", as_="U0ANA", channel="D0ANA", command="/footnote")
    assert (await hands.seen("U0ANA", "D0ANA"))[-1]["text"] == "Help is here"


async def test_a_command_that_opens_a_modal_answers_with_its_id(bot: RealBot, hands: Hands) -> None:
    @bot.app.command("/footnote")
    async def handle(ack: Ack, body: Json, client: Any) -> None:
        await ack()
        view = {"type": "modal", "title": _plain("Settings"), "blocks": [section("x")]}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    answer = await hands.post(
        "command", as_="U0FINN", channel="D0FINN", command="/footnote", text="settings"
    )
    views = await hands.get("views", as_="U0FINN")
    assert [view["id"] for view in views] == [answer["view_id"]]
    assert await hands.settled("D0FINN", answer["ts"]) == {"outcome": "view", "ts": None}
    assert await hands.get("views", as_="U0ANA") == []


async def test_commands_that_slack_refuses_are_refused_in_a_sentence(
    bot: RealBot, hands: Hands
) -> None:
    unknown = await hands.post("command", as_="U0ANA", channel="D0ANA", command="/nope")
    assert unknown["error"].startswith("/nope is not a command")
    partner = await hands.post("command", as_="U0PRIYA", channel="C0ACME", command="/ask")
    assert partner["ok"] is False
    unhandled = await hands.post("command", as_="U0ANA", channel="D0ANA", command="/ask")
    assert "dispatch_failed" in unhandled["error"]
    assert bot.headers[0]["Content-Type"] == "application/x-www-form-urlencoded"


async def test_a_response_url_is_used_five_times_and_for_thirty_minutes(
    playground: Playground, hands: Hands, clock: ManualClock
) -> None:
    url = _url(playground)
    webhook = AsyncWebhookClient(url)
    for number in range(5):
        assert (await webhook.send(text=f"{number}")).status_code == 200
    sixth = await webhook.send(text="6")
    assert (sixth.status_code, sixth.body) == (404, "used_url")

    late = AsyncWebhookClient(_url(playground))
    clock.time += 1801
    assert (await late.send(text="late")).body == "expired_url"
    assert len(await hands.seen("U0ANA", "C0GENERAL")) == 5
    assert await hands.seen("U0BEN", "C0GENERAL") == []


async def test_a_response_url_posts_for_all_replaces_and_deletes(
    playground: Playground, hands: Hands
) -> None:
    posted = await _bot_posts(playground, hands)
    webhook = AsyncWebhookClient(_url(playground, answers=posted))
    await webhook.send(text="for all", response_type="in_channel")
    assert [one["text"] for one in await hands.seen("U0BEN", "C0GENERAL")] == [
        "original",
        "for all",
    ]
    await webhook.send(text="changed", replace_original=True)
    assert (await hands.seen("U0BEN", "C0GENERAL"))[0]["text"] == "changed"
    await webhook.send_dict({"delete_original": True})
    assert [one["text"] for one in await hands.seen("U0BEN", "C0GENERAL")] == ["for all"]


async def test_a_response_url_holds_the_same_limits(playground: Playground) -> None:
    too_long = await AsyncWebhookClient(_url(playground)).send(
        text="x", blocks=[section("y" * 3001)]
    )
    assert (too_long.status_code, too_long.body) == (400, "invalid_blocks")
    assert (await AsyncWebhookClient(_url(playground)).send(text="")).body == "no_text"
    unknown = f"{playground.url}/response/nothing"
    async with ClientSession() as session, session.post(unknown, json={"text": "x"}) as response:
        assert response.status == 404


async def _bot_posts(playground: Playground, hands: Hands) -> str:
    message = playground.workspace.bot_message("C0GENERAL", "original", [])
    playground.workspace.post(message)
    return (await hands.seen("U0ANA", "C0GENERAL"))[0]["ts"]


def _url(playground: Playground, answers: str = "1.000001") -> str:
    made = playground.workspace.tickets.response_url("U0ANA", "C0GENERAL", answers)
    return f"{playground.url}/response/{made.secret}"


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
