"""Journeys: Slack on loopback, the real app and Postgres, a copilot that is told what to say."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import procrastinate
import pytest
from aiohttp import ClientSession
from sqlalchemy import delete, select, text

from bot.app import Bot, build
from bot.config import BotConfig
from bot.conversation.pace import Pace
from bot.conversation.tables import NoticedRow
from bot.delivery.tables import DeliveryRow
from bot.directory.tables import ConfirmedRow, MirroredRow
from bot.jobs import register
from bot.linking.tables import LinkedIdentityRow, LinkTokenRow
from bot.playground.company import load_company
from bot.playground.rules import Rules
from bot.playground.server import Playground
from bot.serving import serving_http
from chains.access.directory import Directory
from chains.access.seal import Seal
from chains.answering.records import Records
from chains.answering_path import cited_on, explanations_on, quotations_on
from chains.assembly import open_queue
from chains.database.engine import Sessions, open_sessions
from chains.operations.services import Services
from tests.fakes.empty_index import FindsNothing
from tests.fakes.scripted_copilot import ScriptedCopilot, ScriptedTitles
from tests.journeys.database import overseen, own_database
from tests.journeys.office import office
from tests.journeys.scripted import Clock, FixedSettings, ScriptedKnowledge

__all__ = ["office"]
COMPANY = Path(__file__).parents[2] / "infra" / "demo" / "company.yaml"
SEAL = Seal(b"of a journey")
SOON = 20.0
Json = dict[str, Any]


@dataclass
class Journey:
    """Somebody's hands on the playground, and the bot behind it."""

    playground: Playground
    knowledge: ScriptedKnowledge
    clock: Clock
    bot: Bot
    sessions: Sessions
    http: ClientSession
    bot_url: str

    @property
    def copilot(self) -> ScriptedCopilot:
        """What answers, as the test says."""
        return self.knowledge.copilot

    @property
    def titles(self) -> ScriptedTitles:
        """What names documents."""
        return self.knowledge.titles

    @property
    def settings(self) -> FixedSettings:
        """What an administrator chose."""
        return self.knowledge.administration

    @property
    def jobs(self) -> procrastinate.App:
        """The queue."""
        return self.knowledge.jobs

    @property
    def bot_directory(self) -> Directory:
        """What the knowledge side knows of people."""
        return Directory(self.sessions)

    async def say(self, who: str, channel: str, said: str, **more: str) -> str:
        """A message; its timestamp."""
        body = {"as": who, "channel": channel, "text": said, **more}
        return str((await self.post("message", body))["ts"])

    async def command(self, who: str, channel: str, command: str, said: str = "") -> str:
        """A slash command; its timestamp."""
        body = {"as": who, "channel": channel, "command": command, "text": said}
        return str((await self.post("command", body))["ts"])

    async def settled(self, channel: str, ts: str) -> str:
        """The kind of outcome a message had."""
        return str((await self.get("settled", channel=channel, ts=ts))["outcome"])

    async def seen(self, who: str, channel: str) -> list[Json]:
        """What the bot has said to somebody in a conversation."""
        messages = await self.get("messages", channel=channel, **{"as": who})
        return [one for one in messages if one["user"] == self.bot.workspace.bot_user]

    async def outcomes(self, who: str, channel: str) -> list[str]:
        """The kinds of outcomes somebody sees in a conversation."""
        found = []
        for message in await self.seen(who, channel):
            for block in message["blocks"]:
                if block["block_id"].startswith("outcome."):
                    found.append(block["block_id"].split(".")[1])
        return found

    async def get(self, route: str, **query: str) -> Any:
        url = f"{self.playground.url}/control/{route}"
        async with self.http.get(url, params=query) as response:
            return await response.json()

    async def post(self, route: str, body: Json) -> Any:
        async with self.http.post(f"{self.playground.url}/control/{route}", json=body) as response:
            told = await response.json()
            assert told.get("ok"), told
            return told

    async def fault(self, name: str, *, on: bool = True) -> None:
        await self.post("fault", {"name": name, "on": on})

    async def rows(self) -> list[DeliveryRow]:
        """What the inbox holds, oldest first."""
        async with self.sessions() as session:
            found = await session.scalars(select(DeliveryRow).order_by(DeliveryRow.received_at))
            return list(found)

    def calls(self, method: str) -> list[Any]:
        """The Web API calls of one method that the bot made."""
        return [one for one in self.playground.workspace.payloads.list() if one["name"] == method]

    async def drained(self) -> None:
        """Wait until no job waits or runs."""
        await until(self._idle)

    async def _idle(self) -> bool:
        async with self.sessions() as session:
            left = await session.scalar(
                text("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
            )
        return left == 0


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = SOON) -> None:
    """Wait for a condition, which is what the test is about."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the condition is in another process
            await asyncio.sleep(0.02)


async def heard(journey: Journey, event: str) -> bool:
    """Whether the bot has acknowledged an event of this name."""
    return any(one["status"] == 200 for one in journey.calls(event))


@pytest.fixture(scope="session")
async def prepared(services: Services) -> AsyncIterator[str]:
    """The address of the journeys' own database."""
    async with own_database(services.database_url) as address:
        yield address


@pytest.fixture(scope="session")
async def sessions(prepared: str) -> AsyncIterator[Sessions]:
    """Sessions on the journeys' own database."""
    async with open_sessions(prepared) as opened:
        yield opened


@asynccontextmanager
async def travelling(
    database_url: str,
    sessions: Sessions,
    *,
    worker: bool = True,
    rules: Rules | None = None,
    patience: float = 30.0,
    inbox_sessions: Sessions | None = None,
    http: bool = True,
    configured: dict[str, Any] | None = None,
    pace: Pace = Pace(),  # noqa: B008 - frozen
) -> AsyncIterator[Journey]:
    """A playground, a bot and, unless told otherwise, a worker."""
    copilot, settings, clock = ScriptedCopilot(), FixedSettings(), Clock()
    async with AsyncExitStack() as stack:
        jobs = await stack.enter_async_context(open_queue(database_url))
        await _emptied(sessions)
        playground = await stack.enter_async_context(
            Playground(load_company(COMPANY), rules=rules or Rules(silence_seconds=2.0))
        )
        config, stores = app_of(playground, configured or {}), inbox_sessions or sessions
        told = Records(stores, SEAL), ScriptedTitles(), Directory(stores)
        index = FindsNothing()
        quotations = quotations_on(stores, index, SEAL)
        explained = explanations_on(stores, index, SEAL), index, cited_on(stores, SEAL), quotations
        opened = settings, overseen(stores), stores, jobs, *explained
        knowledge = ScriptedKnowledge(copilot, *told, *opened)
        bot = await build(config, knowledge=knowledge, clock=clock, patience=patience, pace=pace)
        register(jobs, bot.work)
        await bot.work.full_pass.run()  # as the worker does before its first job
        url = await stack.enter_async_context(serving_http(bot, sessions, host="127.0.0.1", port=0))
        if http:
            playground.connect(url)
        browser = await stack.enter_async_context(ClientSession())
        if worker:
            await stack.enter_async_context(working(jobs))
        yield Journey(playground, knowledge, clock, bot, sessions, browser, url)


def app_of(playground: Playground, configured: dict[str, Any]) -> BotConfig:
    """The playground's app, and what else is configured."""
    return BotConfig(
        bot_token=playground.bot_token,
        signing_secret=playground.signing_secret,
        api_url=playground.api_url,
        **configured,
    )


@asynccontextmanager
async def working(jobs: procrastinate.App) -> AsyncIterator[asyncio.Task[None]]:
    """A worker for as long as the block lasts."""
    task = asyncio.create_task(
        jobs.run_worker_async(
            concurrency=4,
            install_signal_handlers=False,
            fetch_job_polling_interval=0.2,
            shutdown_graceful_timeout=2.0,
        )
    )
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def journey(prepared: str, sessions: Sessions) -> AsyncIterator[Journey]:
    """The whole way, with a worker."""
    async with travelling(prepared, sessions) as made:
        yield made


async def _emptied(sessions: Sessions) -> None:
    async with sessions.begin() as session:
        links = LinkedIdentityRow, LinkTokenRow
        for one in (DeliveryRow, ConfirmedRow, MirroredRow, *links, NoticedRow):
            await session.execute(delete(one))
        others = (
            "procrastinate_workers, person, conversation, membership, answer, audit, setting,"
            " usage, turn, unanswered, feedback, verified_answer, export_link"
        )
        await session.execute(text(f"TRUNCATE procrastinate_jobs, {others} CASCADE"))
