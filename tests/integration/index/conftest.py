"""An index on real Weaviate, with vectors that need no model."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID, uuid4

import pytest
from langchain_core.embeddings import Embeddings
from weaviate import WeaviateAsyncClient

from chains.access.audience import Audience
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Reader
from chains.index.connection import connect
from chains.index.passages import PassageRecord
from chains.index.schema import PassageCollection, open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.onnx import DIMENSIONS, MODEL_ID
from chains.operations.services import Services
from tests.fakes.word_vectors import WordVectors


@pytest.fixture
def embeddings() -> Embeddings:
    return WordVectors()


@pytest.fixture
def other_embeddings() -> Embeddings:
    """Another model: the same words have other directions."""
    return WordVectors("another model ")


@pytest.fixture(scope="session")
async def client(services: Services) -> AsyncIterator[WeaviateAsyncClient]:
    address = services.weaviate
    async with connect(address.url, address.grpc_port, address.api_key) as connected:
        yield connected


@pytest.fixture
async def collection(client: WeaviateAsyncClient) -> PassageCollection:
    return await open_collection(client, MODEL_ID, DIMENSIONS)


@pytest.fixture
async def writer(
    client: WeaviateAsyncClient, collection: PassageCollection, workspace: WorkspaceId
) -> AsyncIterator[PassageWriter]:
    """A writer, with room for the test's workspace."""
    made = PassageWriter(client, collection)
    await made.add_workspace(workspace)
    yield made
    await made.drop_workspace(workspace)


@pytest.fixture
def search(
    client: WeaviateAsyncClient, collection: PassageCollection, embeddings: Embeddings
) -> PassageSearch:
    return PassageSearch(client, collection, embeddings)


@pytest.fixture
def reader(workspace: WorkspaceId) -> Callable[..., Reader]:
    """A reader of the given access lists."""
    everyone = Audience.of(EVERYONE)
    return lambda *access_lists: Reader(workspace, everyone, tuple(sorted(access_lists)), 0)


@pytest.fixture
def passage(embeddings: Embeddings) -> Callable[..., PassageRecord]:
    """A passage of a new document, unless the test says otherwise."""

    def make(
        text: str,
        *,
        access_list: int = 1,
        document: UUID | None = None,
        ordinal: int = 0,
        scope: str = "handbook",
        content_hash: str = "v1",
        language: str = "en",
        anchor: str = "heading",
    ) -> PassageRecord:
        return PassageRecord(
            document=document or uuid4(),
            ordinal=ordinal,
            title="Title",
            heading=("Heading",),
            anchor=anchor,
            text=text,
            source="source",
            scope=scope,
            access_list=access_list,
            content_hash=content_hash,
            language=language,
            vector=embeddings.embed_query(text),
        )

    return make
