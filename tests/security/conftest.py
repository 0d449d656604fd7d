"""The demo company, alive; and the product's parts over an index that needs no model."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias
from uuid import UUID, uuid4

import pytest

from chains.access.principals import WorkspaceId
from chains.access.proof import Proofs
from chains.access.reader import Readers
from chains.administration import Administration
from chains.answering.library import Library
from chains.answering.retrieval import Retrieval
from chains.database.engine import Sessions
from chains.index.connection import IndexClient, connect
from chains.index.schema import PassageCollection, open_collection
from chains.index.search import PassageSearch
from chains.models.embedder import estimate_tokens
from chains.models.onnx import DIMENSIONS, MODEL_ID
from chains.operations.services import Services
from chains.settings import FolderSettings, FootnoteSettings
from chains.sync.ledger import Ledger
from chains.sync.run import Synchroniser
from chains.sync.splitting import Splitter
from tests.fakes.word_vectors import WordVectors
from tests.journeys.demo.living import hands
from tests.security.drawn.product import Product
from tests.security.faulty.forgetful_writer import ForgetfulWriter

__all__ = ["hands"]

Opens: TypeAlias = Callable[[], AbstractAsyncContextManager[Product]]


@pytest.fixture(scope="session")
async def weaviate(services: Services) -> AsyncIterator[IndexClient]:
    """A connection to the index."""
    address = services.weaviate
    async with connect(address.url, address.grpc_port, address.api_key) as client:
        yield client


@pytest.fixture(scope="session")
async def collection(weaviate: IndexClient) -> PassageCollection:
    """The passages."""
    return await open_collection(weaviate, MODEL_ID, DIMENSIONS)


@pytest.fixture(scope="session")
def opens(sessions: Sessions, weaviate: IndexClient, collection: PassageCollection) -> Opens:
    """Opens a workspace of its own, gone on leaving."""

    async def no_sync(_workspace: WorkspaceId, _source: UUID) -> None:
        """The product under test is synced step by step."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Product]:
        workspace = WorkspaceId(f"T{uuid4().hex[:12].upper()}")
        vectors, readers = WordVectors(), Readers(sessions)
        writer = ForgetfulWriter(weaviate, collection)
        search = PassageSearch(weaviate, collection, vectors)
        with TemporaryDirectory() as root:
            settings = FootnoteSettings(folders=FolderSettings(allowed_roots=(Path(root),)))
            yield Product(
                workspace,
                sessions,
                Administration(sessions, no_sync, settings),
                Synchroniser(Ledger(sessions), writer, vectors, Splitter(estimate_tokens)),
                writer,
                search,
                readers,
                Proofs(sessions),
                Retrieval(search, Library(sessions), readers),
                Path(root),
            )
        await writer.drop_workspace(workspace)

    return opened
