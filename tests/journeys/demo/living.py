"""The whole demo in this process, on stores of its own, and somebody's hands on its playground."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.demo import DOCUMENTS, Demo, open_demo, working
from chains.config import ChainsConfig

BOT = "U0FOOTNOTE"
Json = dict[str, Any]


@dataclass
class Hands:
    """What a person can do in the playground, and its documents on disk."""

    demo: Demo
    http: ClientSession
    documents: Path

    async def say(self, who: str, channel: str, said: str) -> str:
        """A message, with a mention where one is needed; its timestamp."""
        text = said if channel.startswith("D0") else f"<@{BOT}> {said}"
        return str((await self.post("message", who, channel, text=text))["ts"])

    async def command(self, who: str, channel: str, command: str, said: str) -> str:
        """A slash command; its timestamp."""
        told = await self.post("command", who, channel, command=command, text=said)
        return str(told["ts"])

    async def post(self, route: str, who: str, channel: str, **more: str) -> Json:
        """What the playground says to a gesture; it must have gone well."""
        told = await self.tried(route, who, channel, **more)
        assert told["ok"], told
        return told

    async def tried(self, route: str, who: str, channel: str, **more: str) -> Json:
        """What the playground says to a gesture."""
        body = {"as": who, "channel": channel, **more}
        async with self.http.post(f"/control/{route}", json=body) as response:
            told: Json = await response.json()
            return told

    async def get(self, route: str, **query: str) -> Any:
        """What a screen shows."""
        async with self.http.get(f"/control/{route}", params=query) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def settled(self, channel: str, ts: str) -> Json:
        """The kind of outcome of what was said, and where it stands."""
        told: Json = await self.get("settled", channel=channel, ts=ts)
        return told

    async def answer(self, who: str, channel: str, ts: str) -> tuple[str, Json | None]:
        """The outcome of what was said, and its message as the asker sees it."""
        told = await self.settled(channel, ts)
        seen = await self.seen(who, channel)
        return told["outcome"], next((one for one in seen if one["ts"] == told["ts"]), None)

    async def ask(self, who: str, channel: str, said: str) -> tuple[str, Json | None]:
        """The outcome of a message, and the message that holds it."""
        return await self.answer(who, channel, await self.say(who, channel, said))

    async def run(self, who: str, channel: str, command: str, said: str) -> tuple[str, Json | None]:
        """The outcome of a command, and the message that holds it."""
        return await self.answer(who, channel, await self.command(who, channel, command, said))

    async def seen(self, who: str, channel: str) -> list[Json]:
        """What the bot has said to somebody in a conversation."""
        messages = await self.get("messages", channel=channel, **{"as": who})
        return [one for one in messages if one["user"] == BOT]

    async def conversations(self, who: str) -> list[str]:
        """Everything somebody can open."""
        state = await self.get("state", **{"as": who})
        return [one["id"] for one in state["conversations"]]

    def payloads(self) -> list[Json]:
        """What went to and from the bot."""
        return self.demo.playground.workspace.payloads.list()


async def until(condition: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Wait for a condition, which is what the test is about."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the condition is in another process
            await asyncio.sleep(0.01)


@asynccontextmanager
async def living(home: Path, config: ChainsConfig, documents: Path) -> AsyncIterator[Hands]:
    """A demo that answers, over documents that may be edited."""
    own = config.model_copy(
        update={"home": home, "database_url": None, "weaviate_url": None, "weaviate_api_key": None}
    )
    async with (
        open_demo(own, documents=documents) as demo,
        working(demo),
        ClientSession(demo.playground.url) as http,
    ):
        yield Hands(demo, http, documents)


_ONE_A_RUN = pytest.StashKey[Hands]()


@pytest.fixture(scope="session")
async def hands(
    request: pytest.FixtureRequest, config: ChainsConfig, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Hands]:
    """The demo company, indexed once a run whichever folders' tests ask for it."""
    if (already := request.config.stash.get(_ONE_A_RUN, None)) is not None:
        yield already
        return
    folder = tmp_path_factory.mktemp("demo")
    documents = folder / "documents"
    shutil.copytree(DOCUMENTS, documents)
    async with living(folder / "home", config, documents) as made:
        request.config.stash[_ONE_A_RUN] = made
        yield made
