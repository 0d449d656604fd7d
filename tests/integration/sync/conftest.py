"""Folders on disk, synced into real Postgres and Weaviate, with a writer that can fail once."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from weaviate import WeaviateAsyncClient
from weaviate.classes.query import Filter

from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.directory import Directory, MembersFact
from chains.access.principals import WorkspaceId, handle, person
from chains.access.seal import Seal
from chains.administration import Administration
from chains.administration.status import SourceStatus
from chains.answering.outcome import Outcome, SoFar, Stage
from chains.answering.question import Question
from chains.answering.records import Records
from chains.answering.triaged import TriagedCopilot
from chains.answering_path import copilot_on
from chains.config import ChainsConfig
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow
from chains.errors import RetrievalUnavailable
from chains.index.connection import connect
from chains.index.passages import PassageRecord
from chains.index.schema import PassageCollection, open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.embedder import EmbeddingModel, load_embeddings
from chains.models.files import local_model_files
from chains.operations.services import Services
from chains.settings import FolderSettings, FootnoteSettings
from chains.sources.catalog import FolderSource
from chains.sync.ledger import Ledger, document_id
from chains.sync.run import Synchroniser, SyncReport
from chains.sync.splitting import Splitter

FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)
ANA = Asker("U0ANA", Standing.MEMBER)
DANA = Asker("U0DANA", Standing.MEMBER)
PRIVATE = Venue(VenueKind.PRIVATE)


@dataclass(frozen=True)
class Index:
    """The index, and the model that fills it."""

    client: WeaviateAsyncClient
    collection: PassageCollection
    model: EmbeddingModel


class BreakableWriter(PassageWriter):
    """The real writer; it fails where a test says so, once for each time it is said."""

    def __init__(self, index: Index) -> None:
        super().__init__(index.client, index.collection)
        self.fails: list[str] = []

    async def write(self, workspace: str, records: Sequence[PassageRecord]) -> None:
        self._fail("before writing")
        await super().write(workspace, records)
        self._fail("after writing")

    async def remove_stale(self, workspace: str, document: UUID, keep_content_hash: str) -> None:
        await super().remove_stale(workspace, document, keep_content_hash)
        self._fail("after removing")

    async def move(self, workspace: str, document: UUID, access_list: int) -> None:
        self._fail("moving")
        await super().move(workspace, document, access_list)

    async def remove_documents(self, workspace: str, documents: Sequence[UUID]) -> None:
        self._fail("deleting")
        await super().remove_documents(workspace, documents)

    def _fail(self, where: str) -> None:
        if where in self.fails:
            self.fails.remove(where)
            raise RetrievalUnavailable(where)


@dataclass
class Shelf:
    """One connected folder, and what can be seen of it on either side."""

    workspace: WorkspaceId
    sessions: Sessions
    index: Index
    writer: BreakableWriter
    administration: Administration
    synchroniser: Synchroniser
    ledger: Ledger
    folder: Path
    source: UUID = field(default_factory=lambda: UUID(int=0))

    def write(self, name: str, body: str, **front: str) -> None:
        """A document on disk."""
        head = "".join(f"{field}: {value}\n" for field, value in front.items())
        text = f"---\ntitle: {name.removesuffix('.md')}\n{head}---\n{body}\n"
        (self.folder / name).write_text(text, encoding="utf-8")

    async def connect(self, *readers: str) -> None:
        """Connect the folder, readable by everyone unless told otherwise."""
        source = FolderSource(path=self.folder, scope="shelf", readers=readers or ("everyone",))
        self.source = await self.administration.connect_folder(self.workspace, FINN, source)

    async def sync(self) -> SyncReport:
        """One run."""
        return await self.synchroniser.sync(self.workspace, self.source)

    async def status(self) -> SourceStatus:
        """What an administrator sees of the source."""
        found = await self.administration.source(self.workspace, self.source)
        assert found is not None
        return found

    async def texts(self) -> list[str]:
        """The texts of every passage in the index, whoever may read them."""
        tenant = self.index.client.collections.use(self.index.collection.name).with_tenant(
            self.workspace
        )
        found = await tenant.query.fetch_objects(limit=1_000, return_properties=["text"])
        return sorted(str(one.properties["text"]) for one in found.objects)

    async def lists(self, name: str) -> set[int]:
        """The access lists that the passages of a document carry."""
        tenant = self.index.client.collections.use(self.index.collection.name).with_tenant(
            self.workspace
        )
        wanted = Filter.by_property("document").equal(str(document_id(self.source, name)))
        found = await tenant.query.fetch_objects(filters=wanted, return_properties=["access_list"])
        return {int(str(one.properties["access_list"]).split(".")[0]) for one in found.objects}

    async def documents(self) -> set[str]:
        """The documents that Postgres holds."""
        return await self.ledger.readable(self.source)

    async def unfinished(self) -> int:
        """Documents of which nobody knows what the index holds."""
        wanted = select(func.count()).where(
            DocumentRow.source_id == self.source,
            DocumentRow.content_hash == "",
            DocumentRow.deleted_at.is_(None),
        )
        async with self.sessions() as session:
            return await session.scalar(wanted) or 0

    async def ask(self, asker: Asker, text: str, venue: Venue = PRIVATE) -> str:
        """Everything that can be seen of an outcome."""
        outcomes: list[Outcome] = []
        question = Question("R1", self.workspace, asker, venue, text)
        async for step in self._copilot().ask(question):
            if not isinstance(step, Stage | SoFar):
                outcomes.append(step)
        (outcome,) = outcomes
        return repr(outcome)

    def _copilot(self) -> TriagedCopilot:
        embeddings = self.index.model.embeddings
        search = PassageSearch(self.index.client, self.index.collection, embeddings)
        records = Records(self.sessions, Seal(b"sync"))
        return copilot_on(self.sessions, search, embeddings, records)


@pytest.fixture(scope="session")
async def index(services: Services, config: ChainsConfig) -> AsyncIterator[Index]:
    """The real index."""
    model = load_embeddings(None, local_model_files(config.cache))
    address = services.weaviate
    async with connect(address.url, address.grpc_port, address.api_key) as client:
        yield Index(client, await open_collection(client, model.name, model.dimensions), model)


@pytest.fixture
async def shelf(sessions: Sessions, workspace: WorkspaceId, index: Index, tmp_path: Path) -> Shelf:
    """A folder that nobody has connected; Dana is in the people team."""

    async def request_sync(_workspace: WorkspaceId, _source: UUID) -> None:
        """Tests sync by themselves."""

    folder = tmp_path / "shelf"
    folder.mkdir()
    settings = FootnoteSettings(
        folders=FolderSettings(allowed_roots=(tmp_path,), link="https://docs.example")
    )
    team = MembersFact(
        handle("people-team"), frozenset({person("U0DANA")}), "test", datetime.now(UTC)
    )
    await Directory(sessions).record(workspace, [team])
    ledger, writer = Ledger(sessions), BreakableWriter(index)
    splitter = Splitter(index.model.count_tokens)
    return Shelf(
        workspace,
        sessions,
        index,
        writer,
        Administration(sessions, request_sync, settings),
        Synchroniser(ledger, writer, index.model.embeddings, splitter),
        ledger,
        folder,
    )
