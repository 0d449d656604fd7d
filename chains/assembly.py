"""Composition root of the knowledge side: what a process of Footnote opens once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import procrastinate

from chains.access.directory import Directory
from chains.access.reader import Readers
from chains.access.seal import Seal
from chains.administration.oversight import Oversight
from chains.administration.sources import Administration
from chains.answering.explaining.cited import CitedDocuments
from chains.answering.explaining.explanations import Explanations
from chains.answering.explaining.quotations import Quotations
from chains.answering.explaining.titles import Titles
from chains.answering.library import Library
from chains.answering.pipeline import chosen_pipeline
from chains.answering.records import Records
from chains.answering.triaged import TriagedCopilot
from chains.answering.unanswered import Unanswered
from chains.answering_path import cited_on, copilot_on, explanations_on, model_steps, quotations_on
from chains.config import ChainsConfig
from chains.database.engine import Sessions, libpq_url, open_sessions
from chains.database.migrate import migrate
from chains.errors import ConfigurationError
from chains.index.connection import IndexClient, connect
from chains.index.schema import PassageCollection, open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.metrics import Metrics
from chains.models.embedder import EmbeddingModel, load_embeddings
from chains.models.fallback import ChatModels, configured_models
from chains.models.files import local_model_files
from chains.models.prices import Prices
from chains.operations.embedded import embedded_services
from chains.operations.secret import PROOFS, derived, load_secret
from chains.operations.services import Progress
from chains.settings import FootnoteSettings, load_settings
from chains.spending.accounts import Accounts
from chains.sync.jobs import SyncRequests, register
from chains.sync.ledger import Ledger
from chains.sync.run import Synchroniser
from chains.sync.splitting import Splitter
from chains.triage.gate import Gate
from chains.triage.local import Deciding, LocalTriage, RuleTriage, local_triage
from chains.triage.prompted import PromptedTriage


@dataclass(frozen=True)
class Knowledge:
    """Everything `bot` may use of the knowledge side, open."""

    copilot: TriagedCopilot
    records: Records
    titles: Titles
    explanations: Explanations
    cited: CitedDocuments
    quotations: Quotations
    directory: Directory
    administration: Administration
    oversight: Oversight
    gate: Gate
    secret: bytes
    sessions: Sessions
    jobs: procrastinate.App
    synchroniser: Synchroniser
    ledger: Ledger
    requests: SyncRequests


@asynccontextmanager
async def open_knowledge(
    config: ChainsConfig,
    *,
    settings_folder: Path = Path(),
    progress: Progress | None = None,
) -> AsyncIterator[Knowledge]:
    """Open both stores, the models and the queue; everything is closed on leaving.

    The embedded Postgres is migrated here; one named by DATABASE_URL by `python -m bot migrate`.

    Raises:
        ConfigurationError: something is missing or wrong.
        RetryLater: a store or a model does not answer.
    """
    async with embedded_services(config, progress) as services:
        if config.database_url is None:
            migrate(services.database_url)
        address = services.weaviate
        async with (
            open_sessions(services.database_url) as sessions,
            open_queue(services.database_url) as jobs,
            connect(address.url, address.grpc_port, address.api_key) as client,
        ):
            model = embedding_model(config)
            collection = await open_collection(client, model.name, model.dimensions)
            opened = Opened(sessions, jobs, client, collection, model)
            yield assemble(config, settings_folder, opened)


@asynccontextmanager
async def open_sessions_of(config: ChainsConfig) -> AsyncIterator[Sessions]:
    """Postgres alone, for a command beside the processes.

    Raises:
        ConfigurationError: the embedded one cannot be started.
    """
    async with (
        embedded_services(config, None) as services,
        open_sessions(services.database_url) as sessions,
    ):
        yield sessions


@asynccontextmanager
async def open_queue(database_url: str) -> AsyncIterator[procrastinate.App]:
    """The job queue on this Postgres."""
    connector = procrastinate.PsycopgConnector(conninfo=libpq_url(database_url))
    async with procrastinate.App(connector=connector).open_async() as jobs:
        yield jobs


def embedding_model(config: ChainsConfig) -> EmbeddingModel:
    """The configured embedding model.

    Raises:
        ConfigurationError: it is unknown, or the local one was not fetched.
    """
    files = None if config.embeddings else local_model_files(config.cache)
    return load_embeddings(config.embeddings, files)


@dataclass(frozen=True)
class Opened:
    """The open connections of a process, and the model that made the index."""

    sessions: Sessions
    jobs: procrastinate.App
    weaviate: IndexClient
    collection: PassageCollection
    model: EmbeddingModel


def assemble(config: ChainsConfig, settings_folder: Path, opened: Opened) -> Knowledge:
    """Put the parts together; nothing runs yet."""
    sessions, model = opened.sessions, opened.model
    ledger = Ledger(sessions)
    requests = SyncRequests(opened.jobs)
    synchroniser = Synchroniser(
        ledger,
        PassageWriter(opened.weaviate, opened.collection),
        model.embeddings,
        Splitter(model.count_tokens),
    )
    register(opened.jobs, synchroniser=synchroniser, ledger=ledger, requests=requests)
    secret = load_secret(config)
    seal = Seal(derived(secret, PROOFS))
    records = Records(sessions, seal)
    settings, metrics = load_settings(settings_folder), Metrics()
    local = local_triage_of(config)
    triage = triage_of(config, local, configured_models(config))
    return Knowledge(
        copilot=copilot(config, opened, records, settings, metrics, triage),
        records=records,
        titles=Titles(Readers(sessions), Library(sessions)),
        explanations=explanations_on(sessions, passage_search(opened), seal),
        cited=cited_on(sessions, seal),
        quotations=quotations_on(sessions, passage_search(opened), seal),
        directory=Directory(sessions),
        administration=Administration(sessions, requests.request, settings),
        oversight=Oversight.on(
            sessions, settings, metrics, named_models(config), triage_refused=triage.refused
        ),
        gate=Gate(local),
        secret=secret,
        sessions=sessions,
        jobs=opened.jobs,
        synchroniser=synchroniser,
        ledger=ledger,
        requests=requests,
    )


def copilot(
    config: ChainsConfig,
    opened: Opened,
    records: Records,
    settings: FootnoteSettings,
    metrics: Metrics | None = None,
    triage: Deciding | None = None,
) -> TriagedCopilot:
    """The path of a question, by the configured pipeline."""
    search = passage_search(opened)
    models = configured_models(config)
    accounts = Accounts(opened.sessions, settings, Prices.load(settings.prices))
    accounts.require_prices(*(models.names if models else ()))
    chosen = chosen_pipeline(config.pipeline, settings.pipelines, has_model=models is not None)
    return copilot_on(
        opened.sessions,
        search,
        opened.model.embeddings,
        records,
        model_steps(chosen, models),
        metrics,
        accounts,
        settings.answers,
        triage=triage,
        unanswered=Unanswered(opened.sessions, opened.model.embeddings),
    )


def named_models(config: ChainsConfig) -> tuple[str, ...]:
    """The chat models that are configured, as ``provider:model``."""
    return tuple(one for one in (config.chat_model, config.chat_fallback) if one)


def local_triage_of(config: ChainsConfig) -> LocalTriage:
    """What decides on this machine."""
    return RuleTriage() if config.triage == "rules" else local_triage(config.home / "triage")


def triage_of(config: ChainsConfig, local: LocalTriage, models: ChatModels | None) -> Deciding:
    """What decides what a message that is asked is.

    Raises:
        ConfigurationError: the chat model is to do it, and there is none.
    """
    if config.triage != "model":
        return local
    if models is None:
        raise ConfigurationError(
            "TRIAGE=model is set, but CHAT_MODEL is not.",
            "Set CHAT_MODEL=provider:model, or TRIAGE=local.",
        )
    return PromptedTriage(models, local)


def passage_search(opened: Opened) -> PassageSearch:
    """The search of the open collection."""
    return PassageSearch(opened.weaviate, opened.collection, opened.model.embeddings)
