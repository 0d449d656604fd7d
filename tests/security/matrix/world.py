"""The lantern company alive: what its people can do, what changes, and who may read what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import yaml
from aiohttp import ClientSession
from sqlalchemy import text

from bot.app import Bot
from bot.playground.company import BOT_USER, dm_of
from bot.playground.server import Playground
from chains.access.principals import WorkspaceId
from chains.assembly import Knowledge
from tests.journeys.demo.living import until
from tests.journeys.signed import deliver, event
from tests.security.matrix.company import OUTSIDE_SLACK, RAW, LanternRules, readable
from tests.security.matrix.watched import Act, WatchedCopilot, WatchedSearch
from tests.unit.demo.company_rules import Page

Json = dict[str, Any]
WORKSPACE = WorkspaceId(RAW["workspace"]["id"])
Moment = tuple[int, str]
"""The number of the last payload, and a timestamp of Slack's."""
SOON = 30.0


@dataclass(frozen=True)
class Pressed:
    """A button or menu that was there to be pressed: when, and the whole message above it."""

    since: Moment
    message: str


@dataclass(frozen=True)
class Explained:
    """An answer, asked by somebody somewhere, that a viewer has explained; the whole message."""

    viewer: str
    where: str
    asked_by: str
    answer: str


@dataclass
class World:
    """Hands on everything."""

    playground: Playground
    bot: Bot
    knowledge: Knowledge
    search: WatchedSearch
    copilot: WatchedCopilot
    http: ClientSession
    bot_url: str
    root: Path
    sources: Mapping[str, UUID]
    rules: LanternRules
    pages: dict[str, Page] = field(default_factory=dict)
    in_flight: Act | None = None
    """What is to happen while the last gesture of a surface is answered: when something was found,
    or ``late``, when there is a draft."""
    late: bool = False
    since: Moment = (0, "")
    """When the last gesture of a surface was made."""
    pressed: Pressed | None = None
    """What the last gesture pressed, if it did."""
    explained: Explained | None = None
    """What it asked to have explained of what somebody else was answered."""

    # What people do.

    async def say(
        self, who: str, where: str, said: str, thread: str = "", *, last: bool = True
    ) -> str:
        """A message, with a mention where one is needed; its timestamp, once it was dealt with."""
        self._arm(last=last)
        words = said if where == dm_of(who) else f"<@{BOT_USER}> {said}"
        if who in OUTSIDE_SLACK:
            ts = await self._signed(who, where, words, thread)
        else:
            more = {"channel": where, "text": words, "thread_ts": thread or None}
            ts = str((await self.post("message", who, **more))["ts"])
            await until(lambda: self._heard(ts), SOON)
        await self.idle()
        return ts

    async def unmentioned(self, who: str, where: str, said: str, thread: str) -> None:
        """A message that mentions nobody, where the app hears those; dealt with."""
        self._arm(last=True)
        told = await self.post("message", who, channel=where, text=said, thread_ts=thread or None)
        inner = {
            "type": "message",
            "user": who,
            "text": said,
            "ts": told["ts"],
            **({"thread_ts": thread} if thread else {}),
            "channel": where,
            "channel_type": "channel",
            "event_ts": told["ts"],
        }
        await self._deliver({**event(inner), "team_id": WORKSPACE})
        await self.idle()

    async def command(
        self, who: str, where: str, name: str, said: str, *, last: bool = True
    ) -> None:
        """A slash command, dealt with."""
        self._arm(last=last)
        if who in OUTSIDE_SLACK:
            form = {
                "command": name,
                "text": said,
                "user_id": who,
                "channel_id": where,
                "team_id": WORKSPACE,
                "response_url": f"{self.playground.url}/response/nobody",
                "trigger_id": uuid4().hex,
            }
            await self._deliver(urlencode(form), form=True)
        else:
            await self.post("command", who, channel=where, command=name, text=said)
        await self.idle()

    async def press(
        self,
        who: str,
        where: str,
        action: str,
        since: str = "",
        *,
        answered: bool = False,
        choice: str = "",
    ) -> bool:
        """The newest button or menu of this action that somebody sees in a conversation, if any.

        ``since``: those of older messages than this timestamp do not count. ``answered``: the
        answer is not a job of its own, and is waited for. ``choice``: what an option begins with.
        """
        self._arm(last=True)
        for message in reversed(await self.get("messages", who, channel=where, after=since)):
            if f'"{action}"' in json.dumps(message["blocks"]):
                value = first_value(message, action, choice)
                if choice and value is None:
                    continue
                self.pressed = Pressed(self.mark(), json.dumps(message))
                before, _ = self.pressed.since
                body = {"channel": where, "ts": message["ts"], "action_id": action}
                await self.post("interact", who, **body, value=value)
                if answered:
                    await until(partial(self._responded, before), SOON)
                await self.idle()
                return True
        return False

    async def open_tab(self, who: str, tab: str) -> None:
        """A tab of the app."""
        before, _ = self.mark()
        await self.post("home", who, tab=tab)
        await until(lambda: self._acknowledged("app_home_opened", before), SOON)
        await self.idle()

    # What changes.

    async def put(self, page: Page) -> None:
        """Write a document, new or in place of itself, and have it indexed."""
        head = yaml.safe_dump(page.matter, allow_unicode=True)
        file = self.root / page.path
        file.write_text(f"---\n{head}---\n{page.text}", encoding="utf-8")
        self.pages[page.path] = page
        await self.knowledge.synchroniser.sync(WORKSPACE, self.sources[page.folder])

    async def remove(self, page: Page) -> None:
        """Delete a document."""
        (self.root / page.path).unlink(missing_ok=True)
        del self.pages[page.path]
        await self.knowledge.synchroniser.sync(WORKSPACE, self.sources[page.folder])

    async def changed(self, route: str, heard_as: str, **body: Any) -> None:
        """Change something in Slack and wait until the bot has acknowledged the event."""
        before, _ = self.mark()
        async with self.http.post(f"/control/{route}", json=body) as response:
            assert response.status == 200, await response.text()
        await until(lambda: self._acknowledged(heard_as, before), SOON)

    # What may be read, and what happened.

    def readable(self, where: str, who: str) -> set[str]:
        """The paths of the documents that a reply in this place to this asker may draw on."""
        return readable(self.rules, self.pages.values(), where, who)

    def open_to(self, who: str) -> set[str]:
        """The paths of the documents that somebody may read, also where a newer one is theirs."""
        return readable(self.rules, self.pages.values(), dm_of(who), who, superseded=True)

    def payloads(self, after: int = 0) -> list[Json]:
        """What went to and from the bot."""
        return self.playground.workspace.payloads.list(after=after)

    def mark(self) -> Moment:
        """This moment: the last payload and a timestamp."""
        entries = self.payloads()
        return (entries[-1]["id"] if entries else 0), self.playground.workspace.timestamps.next()

    async def idle(self) -> None:
        """Wait until no job waits or runs."""
        await until(self._idle, SOON)

    async def get(self, route: str, who: str, **query: str) -> Any:
        """What a screen shows."""
        async with self.http.get(f"/control/{route}", params={"as": who, **query}) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, route: str, who: str, **body: Any) -> Json:
        """What the playground says to a gesture that must go well."""
        async with self.http.post(f"/control/{route}", json={"as": who, **body}) as response:
            told: Json = await response.json()
        assert told["ok"], told
        return told

    def disarm(self) -> None:
        """Nothing more happens in flight."""
        self.in_flight = self.search.after = self.copilot.after = None

    def _arm(self, *, last: bool) -> None:
        self.pressed = self.explained = None
        if last:
            self.since = self.mark()
            watched = self.copilot if self.late else self.search
            watched.after, self.in_flight = self.in_flight, None

    async def _signed(self, who: str, where: str, said: str, thread: str) -> str:
        ts = self.playground.workspace.timestamps.next()
        direct = where.startswith("D0")
        inner = {
            "type": "message" if direct else "app_mention",
            "user": who,
            "text": said,
            "ts": ts,
            "channel": where,
            "event_ts": ts,
            **({"channel_type": "im"} if direct else {}),
            **({"thread_ts": thread} if thread else {}),
        }
        await self._deliver({**event(inner), "team_id": WORKSPACE})
        return ts

    async def _deliver(self, body: Json | str, *, form: bool = False) -> None:
        secret = self.playground.signing_secret
        send = partial(deliver, self.http, self.bot_url, body, secret=secret, form=form)
        status = await send()
        if status == HTTPStatus.SERVICE_UNAVAILABLE:  # it stood still: Slack tries again
            status = await send(retry=1)
        assert status == HTTPStatus.OK

    async def _heard(self, ts: str) -> bool:
        return any(
            entry["direction"] == "to_bot"
            and entry["status"] == 200
            and entry["request"].get("event", {}).get("ts") == ts
            for entry in reversed(self.payloads())
        )

    async def _acknowledged(self, name: str, after: int) -> bool:
        return any(one["name"] == name and one["status"] == 200 for one in self.payloads(after))

    async def _responded(self, after: int) -> bool:
        return any(one["name"] == "response_url" for one in self.payloads(after))

    async def _idle(self) -> bool:
        async with self.knowledge.sessions() as session:
            left = await session.scalar(
                text("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
            )
        return left == 0


def first_value(message: Json, action: str, choice: str = "") -> str | None:
    """The first such choice of a menu; a button's value is its own."""
    every = [
        one
        for block in message["blocks"]
        for one in (block.get("accessory", {}), *block.get("elements", []))
    ]
    menus = [one for one in every if one.get("action_id") == action and "options" in one]
    values = [str(option["value"]) for one in menus for option in one["options"]]
    return next((value for value in values if value.startswith(choice)), None)
