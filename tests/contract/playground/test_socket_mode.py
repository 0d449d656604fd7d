"""Socket Mode: the real slack_sdk client and bolt adapter connect to the playground."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, RealBot, section

Json = dict[str, Any]
Ack = Any


@pytest.fixture
async def socket_bot(playground: Playground, client: AsyncWebClient) -> AsyncIterator[RealBot]:
    app = AsyncApp(client=client)
    real = RealBot(app, client)

    @app.middleware
    async def keep(body: Json, next) -> None:  # type: ignore[no-untyped-def]
        real.heard.append(body)
        real.bell.ring()
        await next()

    handler = AsyncSocketModeHandler(app, playground.app_token, web_client=client)
    assert isinstance(handler.client, SocketModeClient)
    await handler.connect_async()
    yield real
    await handler.close_async()
    await handler.client.aiohttp_client_session.close()


async def test_a_mention_is_delivered_and_answered_over_the_socket(
    socket_bot: RealBot, hands: Hands
) -> None:
    @socket_bot.app.event("app_mention")
    async def handle(event: Json, client: AsyncWebClient) -> None:
        await client.chat_postMessage(
            channel=event["channel"],
            thread_ts=event["ts"],
            text="25th",
            blocks=[section("25th", "outcome.answer.r1")],
        )

    ts = await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    assert (await hands.settled("C0GENERAL", ts))["outcome"] == "answer"
    assert socket_bot.heard[0]["authorizations"][0]["team_id"] == "T0TIDE"


async def test_an_event_the_bot_does_not_acknowledge_is_sent_again(
    socket_bot: RealBot, hands: Hands, playground: Playground
) -> None:
    playground._sockets._ack_seconds = 0.05
    await hands.say("U0ANA", "D0ANA", "nobody listens")
    await socket_bot.until(lambda: len(socket_bot.heard) == 4)
    assert len({body["event_id"] for body in socket_bot.heard}) == 1


async def test_commands_and_submissions_are_answered_in_the_acknowledgement(
    socket_bot: RealBot, hands: Hands, playground: Playground
) -> None:
    @socket_bot.app.command("/footnote")
    async def handle(ack: Ack) -> None:
        await ack("Help is here")

    @socket_bot.app.view("connect")
    async def submitted(ack: Ack) -> None:
        await ack(response_action="errors", errors={"path": "No such folder."})

    await hands.post("command", as_="U0ANA", channel="D0ANA", command="/footnote")
    assert (await hands.seen("U0ANA", "D0ANA"))[-1]["text"] == "Help is here"
    field = {"type": "plain_text_input", "action_id": "typed"}
    label = {"type": "plain_text", "text": "Folder"}
    view = {
        "type": "modal",
        "callback_id": "connect",
        "title": label,
        "submit": label,
        "blocks": [{"type": "input", "block_id": "path", "label": label, "element": field}],
    }
    trigger = playground.workspace.tickets.trigger("U0ANA")
    opened = await socket_bot.client.views_open(trigger_id=trigger.id, view=view)
    answer = await hands.post(
        "submit",
        as_="U0ANA",
        view_id=opened["view"]["id"],
        values={"path": {"typed": "x"}},
    )
    assert answer == {"ok": False, "errors": {"path": "No such folder."}}


async def test_a_ticket_connects_once(playground: Playground, client: AsyncWebClient) -> None:
    opened = await client.apps_connections_open(app_token=playground.app_token)
    async with ClientSession() as session:
        async with session.ws_connect(opened["url"]) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        async with session.get(opened["url"].replace("ws:", "http:")) as response:
            assert response.status == 403
