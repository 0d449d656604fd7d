"""Composition root of the knowledge side: what a process of Footnote opens once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import procrastinate
from langchain_core.embeddings import Embeddings

from chains.access.directory import Directory
from chains.access.oddities import Oddities
from chains.access.proof import Proofs
from chains.access.reader import Readers
from chains.access.seal import Seal
from chains.administration.oversight import Oversight
from chains.administration.sources import Administration
from chains.answering.cited import CitedDocuments
from chains.answering.contacts import Contacts
from chains.answering.copilot import Copilot
from chains.answering.draft import Writer
from chains.answering.drafting import Drafting
from chains.answering.explanations import Explanations
from chains.answering.extractive import Extractive
from chains.answering.finding import Finder
from chains.answering.kept import KeptAnswers
from chains.answering.library import Library
from chains.answering.memory import Memory
from chains.answering.records import Records
from chains.answering.retrieval import Retrieval
from chains.answering.scoring import Scorer
from chains.answering.sending import Clearance
from chains.answering.titles import Titles
from chains.answering.triaged import TriagedCopilot
from chains.answering.understanding import Understanding
from chains.answering.verification import Verification
from chains.answering.verified import VerifiedAnswers
from chains.answering.writing import Writing
from chains.config import ChainsConfig
from chains.database.engine import Sessions, libpq_url, open_sessions
from chains.database.migrate import migrate
from chains.errors import ConfigurationError
from chains.index.connection import IndexClient, connect
from chains.index.retriever import Search
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
from chains.triage.local import Deciding, RuleTriage, local_triage, released_triage
from chains.triage.prompted import PromptedTriage


@dataclass(frozen=True)
class Knowledge:
    """Everything `bot` may use of the knowledge side, open."""

    copilot: TriagedCopilot
    records: Records
    titles: Titles
    explanations: Explanations
    cited: CitedDocuments
    directory: Directory
    administration: Administration
    oversight: Oversight
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
    triage = triage_of(config, configured_models(config))
    return Knowledge(
        copilot=copilot(config, opened, records, settings, metrics, triage),
        records=records,
        titles=Titles(Readers(sessions), Library(sessions)),
        explanations=explanations_on(sessions, passage_search(opened), seal),
        cited=cited_on(sessions, seal),
        directory=Directory(sessions),
        administration=Administration(sessions, requests.request, settings),
        oversight=Oversight.on(sessions, settings, metrics, triage_refused=triage.refused),
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
    """The path of a question, with drafting models where any are configured."""
    search = passage_search(opened)
    models = configured_models(config)
    accounts = Accounts(opened.sessions, settings, Prices.load(settings.prices))
    accounts.require_prices(*(models.names if models else ()))
    writer = Drafting(models) if models else None
    return copilot_on(
        opened.sessions, search, opened.model.embeddings, records, writer, metrics, accounts, triage
    )


def triage_of(config: ChainsConfig, models: ChatModels | None) -> Deciding:
    """What decides what a message is.

    Raises:
        ConfigurationError: the chat model is to do it, and there is none.
    """
    if config.triage == "rules":
        return RuleTriage()
    local = local_triage(config.home / "triage")
    if config.triage == "local":
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


def explanations_on(sessions: Sessions, search: Search, seal: Seal) -> Explanations:
    """What explains answers on these stores; ``seal`` is that of the records.

    What it proves is for explaining: that a document has no proof is no oddity here.
    """
    readers, library = Readers(sessions), Library(sessions)
    return Explanations(KeptAnswers(sessions, seal), readers, Proofs(sessions), library, search)


def cited_on(sessions: Sessions, seal: Seal) -> CitedDocuments:
    """What tells what answers show."""
    return CitedDocuments(KeptAnswers(sessions, seal), Readers(sessions), Library(sessions))


def copilot_on(
    sessions: Sessions,
    search: Search,
    embeddings: Embeddings,
    records: Records,
    writer: Writer | None = None,
    metrics: Metrics | None = None,
    accounts: Accounts | None = None,
    triage: Deciding | None = None,
) -> TriagedCopilot:
    """The path of a question on these stores; without a ``writer`` it quotes.

    Without a ``triage`` the released model decides what a message is.
    """
    metrics = metrics or Metrics()
    oddities = Oddities(sessions, metrics)
    readers, library = Readers(sessions, metrics), Library(sessions)
    retrieval = Retrieval(search, library, readers, oddities)
    finder = Finder(retrieval, library, Extractive(Scorer(embeddings)))
    accounts = accounts or Accounts(sessions, FootnoteSettings(), Prices.load())
    writing = writing_on(sessions, retrieval, writer, accounts)
    proofs, understanding = Proofs(sessions, oddities), Understanding(Memory(sessions))
    verified = Contacts(VerifiedAnswers(sessions, readers, library), retrieval)
    steps = readers, retrieval, finder, writing, proofs, records, understanding, verified
    return TriagedCopilot(Copilot(*steps), triage or released_triage(), records, accounts, metrics)


def writing_on(
    sessions: Sessions,
    retrieval: Retrieval,
    writer: Writer | None = None,
    accounts: Accounts | None = None,
) -> Writing:
    """What quotes or drafts; without ``accounts`` there are no budgets."""
    return Writing(
        retrieval,
        Verification(),
        Clearance(sessions, Readers(sessions)),
        accounts or Accounts(sessions, FootnoteSettings(), Prices.load()),
        writer,
    )
