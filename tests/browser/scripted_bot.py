"""A tiny bot on the real Bolt framework: the page is tested without the product behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import Playground

Json = dict[str, Any]

ANSWERS = {"U0DANA": "The band is *78,000 to 96,000 euros*.", "U0ANA": "I could not find this."}


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def answer(text: str, ts: str) -> list[Json]:
    """An answer as the product marks one, with the buttons that stand under it."""
    thumbs = {
        side: {"text": plain(name), "value": side, "accessibility_label": name}
        for side, name in (("positive_button", "Right"), ("negative_button", "Wrong"))
    }
    return [
        {
            "type": "section",
            "block_id": f"outcome.answer.{ts}",
            "text": {"type": "mrkdwn", "text": text},
        },
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": "<http://127.0.0.1:9/doc|1 Payroll calendar>"}],
        },
        {
            "type": "actions",
            "elements": [{"type": "button", "action_id": "why", "text": plain("Why may I?")}],
        },
        {
            "type": "context_actions",
            "elements": [{"type": "feedback_buttons", "action_id": "feedback", **thumbs}],
        },
    ]


def settings_view() -> Json:
    """A modal with one input of each kind that the page draws."""
    options = [{"text": plain("Handbook"), "value": "handbook"}]
    elements: Json = {
        "folder": {"type": "plain_text_input"},
        "scope": {"type": "static_select", "options": options},
        "scopes": {"type": "multi_static_select", "options": options},
        "owner": {"type": "users_select"},
        "readers": {"type": "multi_users_select"},
        "channel": {"type": "conversations_select"},
        "channels": {"type": "multi_conversations_select"},
        "flags": {"type": "checkboxes", "options": options},
        "when": {"type": "radio_buttons", "options": options},
    }
    inputs = [
        {
            "type": "input",
            "block_id": name,
            "optional": name != "folder",
            "label": plain(name.capitalize()),
            "element": {**element, "action_id": "value"},
        }
        for name, element in elements.items()
    ]
    more = {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "push", "text": plain("More")}],
    }
    return {
        "type": "modal",
        "callback_id": "settings",
        "title": plain("Connect a folder"),
        "submit": plain("Connect"),
        "blocks": [more, *inputs],
    }


class ScriptedBot:
    """Answers each question by who asks, and remembers what was submitted and pressed."""

    def __init__(self, playground: Playground) -> None:
        client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        self.app = AsyncApp(client=client, signing_secret=playground.signing_secret)
        self.client = client
        self.submitted: list[Json] = []
        self.pressed: list[Json] = []
        self.app.event("app_mention")(self.asked)
        self.app.event("message")(self.asked)
        self.app.event("app_home_opened")(self.home)
        self.app.command("/ask")(self.ask)
        self.app.command("/footnote")(self.settings)
        self.app.action("push")(self.push)
        self.app.action("why")(self.press)
        self.app.action("feedback")(self.press)
        self.app.view("settings")(self.submit)

    async def asked(self, event: Json) -> None:
        """Answer in the thread of the question."""
        if event.get("subtype") or event.get("bot_id"):
            return
        thread = event.get("thread_ts") or event["ts"]
        text = ANSWERS.get(event["user"], "On the 25th.")
        await self.client.chat_postMessage(
            channel=event["channel"], thread_ts=thread, text=text, blocks=answer(text, event["ts"])
        )

    async def ask(self, ack: Any, respond: Any, command: Json) -> None:
        """Answer a command for its asker only."""
        await ack()
        text = f"Privately: {command['text']}"
        await respond(text=text, blocks=answer(text, "command"), response_type="ephemeral")

    async def settings(self, ack: Any, command: Json) -> None:
        """Open the modal."""
        await ack()
        await self.client.views_open(trigger_id=command["trigger_id"], view=settings_view())

    async def push(self, ack: Any, body: Json) -> None:
        """Push another modal on the stack."""
        await ack()
        await self.client.views_push(trigger_id=body["trigger_id"], view=settings_view())

    async def press(self, ack: Any, body: Json) -> None:
        """Remember what was pressed."""
        self.pressed.append(body["actions"][0])
        await ack()

    async def submit(self, ack: Any, view: Json) -> None:
        """Refuse a folder that is not a path, keep the rest."""
        values = view["state"]["values"]
        if not values["folder"]["value"]["value"].startswith("/"):
            await ack(response_action="errors", errors={"folder": "Begin the folder with a slash."})
            return
        self.submitted.append(values)
        await ack()

    async def home(self, event: Json) -> None:
        """Publish App Home."""
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "You read *7 sources*."}}]
        await self.client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": blocks}
        )


@asynccontextmanager
async def serve(bot: ScriptedBot) -> AsyncIterator[str]:
    """Serve the bot on a free loopback port and give its address."""
    runner = web.AppRunner(bot.app.web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
