"""A tiny bot on the real Bolt framework: the page is tested without the product behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import Playground

Json = dict[str, Any]

SOURCES = ("acme", "people", "handbook")
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


def button(name: str, value: str) -> Json:
    """A button whose action is its name."""
    return {"type": "button", "action_id": name.lower(), "text": plain(name), "value": value}


def sources_view(paused: frozenset[str]) -> Json:
    """A modal that lists sources; each row has the same actions as the next."""
    blocks: list[Json] = []
    for source in SOURCES:
        state = "Resume" if source in paused else "Pause"
        menu = {"type": "overflow", "action_id": "rename", "options": [option("Rename")]}
        words = {"type": "mrkdwn", "text": f"*{source}* {state}"}
        blocks.append({"type": "section", "text": words, "accessory": menu})
        row = [button("Sync", source), button(state, source), button("Readers", source)]
        blocks.append({"type": "actions", "elements": row})
    return {
        "type": "modal",
        "callback_id": "sources",
        "title": plain("Sources"),
        "submit": plain("Send"),
        "blocks": blocks,
    }


def option(text: str) -> Json:
    """A choice of a menu."""
    return {"text": plain(text), "value": text.lower()}


class ScriptedBot:
    """Answers each question by who asks, and remembers what was submitted and pressed."""

    def __init__(self, playground: Playground) -> None:
        client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        self.app = AsyncApp(client=client, signing_secret=playground.signing_secret)
        self.client = client
        self.submitted: list[Json] = []
        self.pressed: list[Json] = []
        self.paused: frozenset[str] = frozenset()
        self.app.event("app_mention")(self.asked)
        self.app.event("message")(self.asked)
        self.app.event("app_home_opened")(self.home)
        self.app.command("/ask")(self.ask)
        self.app.command("/footnote")(self.settings)
        self.app.command("/find")(self.sources)
        self.app.action("pause")(self.pause)
        self.app.action("resume")(self.pause)
        self.app.action("sync")(self.redraw)
        self.app.action("readers")(self.readers)
        self.app.view("readers")(self.save_readers)
        self.app.view("sources")(self.confirm)
        self.app.action("dismiss")(self.dismiss)
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

    async def sources(self, ack: Any, command: Json) -> None:
        """Open the list of sources."""
        await ack()
        view = sources_view(self.paused)
        await self.client.views_open(trigger_id=command["trigger_id"], view=view)

    async def pause(self, ack: Any, body: Json) -> None:
        """Pause a source or let it run again, and show it."""
        self.paused ^= {body["actions"][0]["value"]}
        await self.redraw(ack, body)

    async def redraw(self, ack: Any, body: Json) -> None:
        """Show the list of sources anew."""
        await ack()
        self.pressed.append(body["actions"][0])
        await self.client.views_update(view_id=body["view"]["id"], view=sources_view(self.paused))

    async def readers(self, ack: Any, body: Json) -> None:
        """Push the form of a source's readers on the list."""
        await ack()
        form = settings_view() | {"callback_id": "readers", "title": plain("Readers")}
        form["submit"] = plain("Save")
        await self.client.views_push(trigger_id=body["trigger_id"], view=form)

    async def save_readers(self, ack: Any, view: Json) -> None:
        """Close the form, and show the list below it anew."""
        await ack()
        below = view["previous_view_id"]
        await self.client.views_update(view_id=below, view=sources_view(self.paused))

    async def confirm(self, ack: Any) -> None:
        """Turn the dialog into a confirmation, which has nothing to send."""
        words = {"type": "mrkdwn", "text": "Ben Okafor hears of it."}
        sent = {"type": "modal", "title": plain("Sent"), "close": plain("Close")}
        view = sent | {"blocks": [{"type": "section", "text": words}]}
        await ack(response_action="update", view=view)

    async def dismiss(self, ack: Any, body: Json) -> None:
        """Take away what was pressed, with its message."""
        await ack()
        where = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        await self.client.chat_delete(**where)

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
