"""The demo: stores, documents, playground, bot and worker in one process, with nobody's account."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from pydantic import SecretStr

from bot.app import Bot, build
from bot.config import DEMO_PORT, BotConfig
from bot.jobs import register
from bot.logs import configure_logs
from bot.playground.company import Company, Source, load_company
from bot.playground.faults import Fault
from bot.playground.server import Playground, refuse_beside_real_token
from bot.serving import serving_http
from bot.working import work
from chains.access.audience import Asker, Standing
from chains.access.principals import WorkspaceId, handle, principal
from chains.assembly import Knowledge, open_knowledge
from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.operations.heap import settle_heap
from chains.operations.layout import prepare
from chains.operations.locks import opened, take
from chains.operations.services import Progress
from chains.operations.terminal import shown_progress
from chains.sources.catalog import FolderSource

DEMO = Path(__file__).parents[1] / "infra" / "demo"
DOCUMENTS = DEMO / "documents"
REVOKED = "engineering"
"""The scope that the fault panel closes."""


@dataclass(frozen=True)
class Demo:
    """A demo that is set up; `working` makes it answer."""

    company: Company
    knowledge: Knowledge
    playground: Playground
    bot: Bot


async def run_demo(config: BotConfig) -> None:
    """Run until stopped.

    Raises:
        ConfigurationError: a real token is set, a demo of this data home runs already, or a part
            is missing.
    """
    refuse_beside_real_token(config.bot_token.get_secret_value() if config.bot_token else None)
    refuse_beside_real_token(config.app_token.get_secret_value() if config.app_token else None)
    knowledge_config = ChainsConfig()
    port = DEMO_PORT if config.port is None else config.port
    with (
        alone(knowledge_config.home, port),
        logging_to(knowledge_config.home / "logs" / "demo.log") as log,
        shown_progress() as progress,
    ):
        async with (
            open_demo(knowledge_config, port=port, progress=progress) as demo,
            working(demo) as worker,
        ):
            progress("Ready", 1.0)
            sys.stdout.write(
                f"\nFootnote answers at {demo.playground.url} (Ctrl-C stops it; log: {log})\n"
            )
            sys.stdout.flush()
            await open_conversation(demo)
            settle_heap()
            await worker


@contextmanager
def alone(home: Path, port: int) -> Iterator[None]:
    """Keep other demos off this data home: they would take each other's questions.

    Raises:
        ConfigurationError: one runs already; it says where.
    """
    lock = prepare(home).run / "demo.lock"
    with opened(lock) as descriptor:
        if not take(descriptor, alone=True):
            where = lock.read_text(encoding="utf-8").strip() or "another address"
            raise ConfigurationError(
                f"A demo of this data home runs already, at {where}.",
                "Open that address, or set FOOTNOTE_HOME to another directory and PORT to another"
                " port.",
            )
        os.truncate(descriptor, 0)
        os.write(descriptor, f"http://127.0.0.1:{port}\n".encode())
        yield


@contextmanager
def logging_to(file: Path) -> Iterator[Path]:
    """Keep the terminal for people: the log goes to a file."""
    with file.open("a", encoding="utf-8") as stream:
        configure_logs(stream=stream)
        try:
            yield file
        finally:
            configure_logs()


@asynccontextmanager
async def open_demo(
    config: ChainsConfig,
    *,
    port: int = 0,
    progress: Progress = lambda _step, _fraction: None,
    documents: Path = DOCUMENTS,
) -> AsyncIterator[Demo]:
    """The company's Slack and its documents, with a bot that takes deliveries.

    ``documents`` is the folder of the sources' folders. Raises as `run_demo`.
    """
    company = load_company(DEMO / "company.yaml")
    folders = {source.scope: documents / source.folder for source in company.sources}
    async with open_knowledge(config, settings_folder=documents, progress=progress) as knowledge:
        fault = _revocation(company, knowledge)
        playground = Playground(company, port=port, faults=[fault], documents=folders)
        async with playground:
            bot = await build(_as_app_of(playground), knowledge=knowledge)
            register(bot.jobs, bot.work)
            serving = serving_http(bot, knowledge.sessions, host="127.0.0.1", port=0)
            async with serving as address:
                playground.connect(address)
                demo = Demo(company, knowledge, playground, bot)
                progress("Reading the company's directory", 0.0)
                await bot.work.full_pass.run()
                await _connect_sources(demo, folders)
                await _index(demo, folders, progress)
                yield demo


@asynccontextmanager
async def working(demo: Demo) -> AsyncIterator[asyncio.Task[None]]:
    """Answer questions and notice edits until the block is left; yields the work."""

    async def directory_is_read() -> None:
        """Opening the demo did that."""

    task = asyncio.create_task(work(demo.bot, demo.knowledge, beforehand=directory_is_read))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def open_conversation(demo: Demo) -> None:
    """Ask the company's opening questions, so that the page starts with something to see."""
    async with aiohttp.ClientSession(demo.playground.url) as browser:
        for message in demo.company.opening:
            body = {"as": message.author, "channel": message.channel, "text": message.text}
            async with browser.post("/control/message", json=body) as reply:
                told = await reply.json()
            wait = {"channel": message.channel, "ts": told["ts"]}
            async with browser.get("/control/settled", params=wait) as reply:
                await reply.read()


def _as_app_of(playground: Playground) -> BotConfig:
    return BotConfig(
        bot_token=SecretStr(playground.bot_token),
        signing_secret=SecretStr(playground.signing_secret),
        api_url=playground.api_url,
    )


async def _connect_sources(demo: Demo, folders: dict[str, Path]) -> None:
    """Connect what is not connected yet; what an administrator changed stays changed."""
    administration, workspace = demo.knowledge.administration, _workspace(demo.company)
    administrator = _administrator(demo.company)
    connected = {one.scope: one for one in await administration.sources(workspace)}
    for source in demo.company.sources:
        link = f"{demo.playground.url}/documents/{source.scope}"
        known = connected.get(source.scope)
        if known is not None and known.link != link:
            await administration.remove(workspace, administrator, known.id)
            known = None
        if known is None:
            form = FolderSource(
                path=folders[source.scope],
                scope=source.scope,
                readers=_readers(source),
                link=link,
            )
            await administration.connect_folder(workspace, administrator, form)


async def _index(demo: Demo, folders: dict[str, Path], progress: Progress) -> None:
    step = "Indexing the company's documents"
    total = sum(1 for folder in folders.values() for _ in folder.rglob("*.md"))
    done = 0

    def handled(count: int) -> None:
        nonlocal done
        done += count
        progress(step, min(1.0, done / max(1, total)))

    progress(step, 0.0)
    workspace = _workspace(demo.company)
    for source in await demo.knowledge.administration.sources(workspace):
        await demo.knowledge.synchroniser.sync(workspace, source.id, handled)


def _revocation(company: Company, knowledge: Knowledge) -> Fault:
    """Closes one source to everybody but its administrator, and opens it again."""
    workspace, administrator = _workspace(company), _administrator(company)
    source = next(one for one in company.sources if one.scope == REVOKED)

    async def switch(on: bool) -> None:  # noqa: FBT001 - the fault panel's own signature
        for one in await knowledge.administration.sources(workspace):
            if one.scope == REVOKED:
                readers = (f"person:{administrator.identity}",) if on else _readers(source)
                await knowledge.administration.change_readers(
                    workspace, administrator, one.id, readers
                )

    return Fault(
        name="document_revoked",
        title=f"Documents of {REVOKED} are revoked",
        effect="Only the administrator may read them; the next reply no longer uses them.",
        switch=switch,
    )


def _readers(source: Source) -> tuple[str, ...]:
    """The principals that the words of `company.yaml` stand for; groups go by their handle."""
    return tuple(
        handle(word.removeprefix("group:")) if word.startswith("group:") else principal(word)
        for word in source.readers
    )


def _workspace(company: Company) -> WorkspaceId:
    return WorkspaceId(company.workspace.id)


def _administrator(company: Company) -> Asker:
    person = next(one for one in company.people if one.admin)
    return Asker(person.id, Standing.MEMBER, is_admin=True)
