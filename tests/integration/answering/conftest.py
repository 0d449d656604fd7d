"""A small company in real Postgres and Weaviate, and a copilot that answers from it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.principals import WorkspaceId
from chains.access.reader import Reader
from chains.access.seal import Seal
from chains.administration import Administration
from chains.answering.drafts.draft import Writer
from chains.answering.outcome import Outcome, SoFar, Stage
from chains.answering.pipeline import ModelSteps
from chains.answering.question import Question, Wants
from chains.answering.records import Records
from chains.answering.triaged import TriagedCopilot
from chains.answering_path import copilot_on
from chains.config import ChainsConfig
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow
from chains.index.connection import connect
from chains.index.passages import Hit
from chains.index.retriever import Search
from chains.index.schema import PassageCollection, open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.embedder import EmbeddingModel, load_embeddings
from chains.models.files import local_model_files
from chains.operations.services import Services
from chains.settings import FolderSettings, FootnoteSettings, Sends
from chains.sources.catalog import FolderSource
from chains.spending.accounts import Accounts
from chains.sync.ledger import Ledger, document_id
from chains.sync.run import Synchroniser
from chains.sync.splitting import Splitter
from chains.triage.local import LocalTriage, released_triage

FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)
ANA = Asker("U0ANA", Standing.MEMBER)
TOM = Asker("U0TOM", Standing.GUEST)
PRIYA = Asker("U0PRIYA", Standing.PARTNER)
WORKFLOW = Asker("U0FLOW", Standing.NOBODY)

PRIVATE = Venue(VenueKind.PRIVATE)
SEAL_KEY = b"of this company"
SEAL = Seal(SEAL_KEY)
GENERAL = Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")
SHARED = Venue(VenueKind.PUBLIC_CHANNEL, "C0ACME", is_shared=True)

Act = Callable[[], Awaitable[None]]


@dataclass
class WatchedSearch:
    """The real search; ``after`` runs once when it has found something, before anything else."""

    inner: PassageSearch
    after: list[Act] = field(default_factory=list)
    asked: int = 0

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """What the real search finds."""
        self.asked += 1
        hits = await self.inner.search(query, reader, scopes=scopes, limit=limit)
        while self.after:
            await self.after.pop()()
        return hits


@dataclass
class Company:
    """Connects folders, asks questions and takes documents away."""

    workspace: WorkspaceId
    sessions: Sessions
    administration: Administration
    synchroniser: Synchroniser
    search: WatchedSearch
    model: EmbeddingModel
    root: Path
    sources: dict[str, UUID] = field(default_factory=dict)
    seal: Seal = SEAL
    triage: LocalTriage = field(default_factory=released_triage)

    async def publish(
        self,
        scope: str,
        documents: dict[str, str],
        readers: tuple[str, ...] = ("everyone",),
        sends: Sends = Sends.OPEN,
    ) -> None:
        """Connect a folder with these documents and sync it."""
        folder = self.root / scope
        folder.mkdir()
        for name, text in documents.items():
            (folder / name).write_text(text, encoding="utf-8")
        source = FolderSource.parse(
            {
                "path": folder,
                "scope": scope,
                "readers": readers,
                "link": f"https://docs.example/{scope}",
                "sends": sends,
            }
        )
        self.sources[scope] = await self.administration.connect_folder(self.workspace, FINN, source)
        await self.synchroniser.sync(self.workspace, self.sources[scope])

    async def take_away(self, scope: str, name: str) -> None:
        """Delete a document in Postgres alone: the index does not know yet."""
        wanted = document_id(self.sources[scope], name)
        async with self.sessions.begin() as session:
            done = await session.execute(
                update(DocumentRow)
                .where(DocumentRow.id == wanted)
                .values(deleted_at=DocumentRow.permissions_confirmed_at)
                .returning(DocumentRow.id)
            )
            assert done.scalars().all() == [wanted]

    def copilot(
        self,
        writer: Writer | None = None,
        search: Search | None = None,
        accounts: Accounts | None = None,
        steps: ModelSteps | None = None,
    ) -> TriagedCopilot:
        """The copilot on this company's stores."""
        embeddings, found_by = self.model.embeddings, search or self.search
        records = Records(self.sessions, self.seal)
        steps = steps or ModelSteps(writer=writer)
        return copilot_on(
            self.sessions,
            found_by,
            embeddings,
            records,
            steps,
            accounts=accounts,
            triage=self.triage,
        )

    async def ask(
        self,
        text: str,
        asker: Asker = ANA,
        venue: Venue = PRIVATE,
        *,
        scopes: tuple[str, ...] = (),
        wants: Wants = Wants.ANSWER,
        writer: Writer | None = None,
        accounts: Accounts | None = None,
        during: Mapping[Stage | type[SoFar], Act] | None = None,
        request: str = "R1",
    ) -> Outcome:
        """The outcome; ``during`` acts when a stage is announced, or a part may be shown."""
        question = Question(request, self.workspace, asker, venue, text, scopes, wants)
        outcomes: list[Outcome] = []
        async for step in self.copilot(writer, accounts=accounts).ask(question):
            if isinstance(step, Stage | SoFar):
                act = (during or {}).get(step if isinstance(step, Stage) else SoFar)
                if act is not None:
                    await act()
            else:
                outcomes.append(step)
        assert len(outcomes) == 1
        return outcomes[0]


@pytest.fixture(scope="session")
async def model(config: ChainsConfig) -> EmbeddingModel:
    """The product's own embedding model."""
    return load_embeddings(None, local_model_files(config.cache))


@pytest.fixture(scope="session")
async def index(
    services: Services, model: EmbeddingModel
) -> AsyncIterator[tuple[PassageSearch, PassageWriter]]:
    """Search and writer on the real index."""
    address = services.weaviate
    async with connect(address.url, address.grpc_port, address.api_key) as client:
        collection: PassageCollection = await open_collection(client, model.name, model.dimensions)
        yield (
            PassageSearch(client, collection, model.embeddings),
            PassageWriter(client, collection),
        )


@pytest.fixture
async def company(
    sessions: Sessions,
    workspace: WorkspaceId,
    index: tuple[PassageSearch, PassageWriter],
    model: EmbeddingModel,
    tmp_path: Path,
) -> Company:
    """A company without documents."""

    async def request_sync(_workspace: WorkspaceId, _source: UUID) -> None:
        """Tests sync by themselves."""

    search, writer = index
    settings = FootnoteSettings(folders=FolderSettings(allowed_roots=(tmp_path,)))
    synchroniser = Synchroniser(
        Ledger(sessions), writer, model.embeddings, Splitter(model.count_tokens)
    )
    return Company(
        workspace,
        sessions,
        Administration(sessions, request_sync, settings),
        synchroniser,
        WatchedSearch(search),
        model,
        tmp_path,
    )


def page(title: str, body: str, **front: str) -> str:
    """A document as it lies on disk."""
    head = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\ntitle: {title}\n{head}---\n# {title}\n\n{body}\n"


def words(outcome: Outcome) -> str:
    """Everything a reader could see of an outcome."""
    return re.sub(r"\s+", " ", repr(outcome))
