"""Puts the lantern company together: real stores, the real bot, and a Slack on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from aiohttp import ClientSession
from pydantic import SecretStr

from bot.app import Bot, build
from bot.config import BotConfig
from bot.conversation.pace import Pace
from bot.directory.mirror import Mirror
from bot.jobs import register, run_worker
from bot.knowledge import Asks
from bot.playground.company import Company
from bot.playground.rules import Rules as Limits
from bot.playground.server import Playground
from bot.serving import serving_http
from chains.access.audience import Asker, Standing
from chains.access.principals import WorkspaceId, handle, principal
from chains.access.proof import Proofs
from chains.access.reader import Readers
from chains.access.seal import Seal
from chains.administration import Administration
from chains.answering.copilot import Copilot
from chains.answering.drafts.draft import Writer
from chains.answering.finding import Finder
from chains.answering.library import Library
from chains.answering.pipeline import ModelSteps
from chains.answering.questions.memory import Memory
from chains.answering.questions.understanding import Understanding
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer
from chains.answering.records import Records
from chains.answering.retrieval import Retrieval
from chains.answering.unanswered import Unanswered
from chains.answering_path import copilot_on, unlimited_accounts, writing_on
from chains.assembly import Knowledge, Opened, assemble, open_queue
from chains.config import ChainsConfig
from chains.database.engine import Sessions, open_sessions
from chains.index.connection import IndexClient
from chains.index.retriever import Search
from chains.index.schema import PassageCollection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.embedder import EmbeddingModel, estimate_tokens
from chains.models.onnx import DIMENSIONS, MODEL_ID
from chains.settings import AnswerSettings, FolderSettings, FootnoteSettings
from chains.sources.catalog import FolderSource
from tests.fakes.word_vectors import WordVectors
from tests.journeys.database import own_database
from tests.security.matrix.company import (
    BESIDE,
    BOSS,
    OPENED,
    PUBLIC,
    RAW,
    VISITORS,
    LanternRules,
)
from tests.security.matrix.watched import WatchedCopilot, WatchedSearch
from tests.security.matrix.world import WORKSPACE, World

ADMINISTRATOR = Asker(BOSS, Standing.MEMBER, is_admin=True)
SEAL = Seal(b"of lantern works")
LIMITS = Limits(silence_seconds=1.0)
PACE = Pace(opens=0.0, starts_a_minute=10_000)
CopilotOf: TypeAlias = Callable[[Search, Sessions], Asks]
MirrorOf: TypeAlias = Callable[[Mirror], Mirror]


def product_copilot(search: Search, sessions: Sessions) -> Copilot:
    """The copilot as the product puts it together."""
    records, answers = Records(sessions, SEAL), AnswerSettings(effort=True)
    unanswered = Unanswered(sessions, WordVectors())
    parts = sessions, search, WordVectors(), records
    return copilot_on(*parts, answers=answers, unanswered=unanswered)


def finder_on(retrieval: Retrieval, sessions: Sessions) -> Finder:
    """The product's finder on a retrieval that may be faulty."""
    return Finder(retrieval, Library(sessions), Extractive(Scorer()))


def copilot_of_parts(
    retrieval: Retrieval, proofs: Proofs, sessions: Sessions, writer: Writer | None = None
) -> Copilot:
    """The product's copilot on parts that may be faulty."""
    finder, records = finder_on(retrieval, sessions), Records(sessions, SEAL)
    writing = writing_on(sessions, retrieval, ModelSteps(writer=writer))
    understanding = Understanding(Memory(sessions))
    accounts = unlimited_accounts(sessions)
    parts = finder, writing, proofs, records, understanding
    return Copilot(Readers(sessions), retrieval, *parts, accounts=accounts)


@asynccontextmanager
async def open_world(
    database_url: str,
    weaviate: IndexClient,
    collection: PassageCollection,
    root: Path,
    *,
    copilot_of: CopilotOf = product_copilot,
    mirror_of: MirrorOf = lambda mirror: mirror,
) -> AsyncIterator[World]:
    """The company, alive, with what lies beside the secrets; the last two are for faulty copies."""
    async with (
        own_database(database_url, "lantern") as address,
        open_sessions(address) as sessions,
        open_queue(address) as jobs,
        Playground(Company.model_validate(RAW), rules=LIMITS) as playground,
    ):
        model = EmbeddingModel(MODEL_ID, DIMENSIONS, WordVectors(), estimate_tokens)
        opened = Opened(sessions, jobs, weaviate, collection, model)
        search = WatchedSearch(PassageSearch(weaviate, collection, WordVectors()))
        watched = WatchedCopilot(copilot_of(search, sessions))
        knowledge = _knowledge(opened, watched, root)
        bot = await _bot(playground, knowledge, mirror_of)
        sources = await _connect(knowledge.administration, root, playground.url)
        async with (
            serving_http(bot, sessions, host="127.0.0.1", port=0) as url,
            ClientSession(playground.url) as http,
            _worker(bot),
        ):
            playground.connect(url)
            parts = playground, bot, knowledge, search, watched, http, url, root, sources
            world = World(*parts, LanternRules(deepcopy(RAW)))
            for one in BESIDE:
                await world.put(one.page())
            yield world
    await PassageWriter(weaviate, collection).drop_workspace(WORKSPACE)


async def _bot(playground: Playground, knowledge: Knowledge, mirror_of: MirrorOf) -> Bot:
    """The bot of this playground, which has read its lists."""
    config = BotConfig(
        bot_token=SecretStr(playground.bot_token),
        signing_secret=SecretStr(playground.signing_secret),
        api_url=playground.api_url,
    )
    made = await build(config, knowledge=knowledge, mirror_of=mirror_of, pace=PACE)
    register(made.jobs, made.work)
    await made.work.full_pass.run()
    return made


def _knowledge(opened: Opened, watched: WatchedCopilot, root: Path) -> Knowledge:
    """The knowledge side as the product puts it together, with a copilot that can be watched."""

    async def no_sync(_workspace: WorkspaceId, _source: UUID) -> None:
        """The tests sync, step by step."""

    help_ = f'[help]\nrecipients = ["{PUBLIC}"]\n'
    (root / "footnote.toml").write_text(help_, encoding="utf-8")
    settings = FootnoteSettings(folders=FolderSettings(allowed_roots=(root,)))
    return replace(
        assemble(ChainsConfig(home=root), root, opened),
        administration=Administration(opened.sessions, no_sync, settings),
        copilot=watched,
    )


async def _connect(administration: Administration, root: Path, link: str) -> Mapping[str, UUID]:
    """The sources, and the channel that is opened; the sources' ids by their folder."""
    actor = WORKSPACE, ADMINISTRATOR
    await administration.set_channel_scopes(
        *actor, OPENED, (), members_read=True, passive_help=True
    )
    for followed in (PUBLIC, VISITORS):
        await administration.set_channel_scopes(
            *actor, followed, (), follow_ups=True, passive_help=True
        )
    sources = {}
    for source in RAW["sources"]:
        folder = root / source["folder"]
        folder.mkdir()
        words = [one.removeprefix("group:") for one in source["readers"]]
        readers = tuple(
            handle(word) if f"group:{word}" in source["readers"] else principal(word)
            for word in words
        )
        form = FolderSource(
            path=folder, scope=source["scope"], readers=readers, link=f"{link}/documents"
        )
        sources[source["folder"]] = await administration.connect_folder(
            WORKSPACE, ADMINISTRATOR, form
        )
    return sources


@asynccontextmanager
async def _worker(bot: Bot) -> AsyncIterator[None]:
    """A worker for as long as the block lasts."""
    task = asyncio.create_task(run_worker(bot.jobs, bot.work))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
