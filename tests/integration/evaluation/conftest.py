"""The product's own parts on the stores of this run, as the commands put them together."""

from collections.abc import AsyncIterator

import pytest

from chains.access.seal import Seal
from chains.answering.records import Records
from chains.answering_path import copilot_on
from chains.assembly import Opened, open_queue
from chains.config import ChainsConfig
from chains.database.engine import Sessions
from chains.evaluation.access import AccessParts, WatchedSearch
from chains.evaluation.embedding_cache import CachedEmbeddings
from chains.index.connection import connect
from chains.index.schema import open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.embedder import load_embeddings
from chains.models.files import fetch_model_files
from chains.operations.services import Services
from chains.sync.splitting import Splitter


@pytest.fixture
async def opened(
    services: Services, sessions: Sessions, config: ChainsConfig
) -> AsyncIterator[Opened]:
    """The product's own parts, its real model included."""
    model = load_embeddings(None, fetch_model_files(config.cache))
    address = services.weaviate
    async with (
        open_queue(services.database_url) as jobs,
        connect(address.url, address.grpc_port, address.api_key) as client,
    ):
        collection = await open_collection(client, model.name, model.dimensions)
        yield Opened(sessions, jobs, client, collection, model)


@pytest.fixture
def parts(opened: Opened, config: ChainsConfig) -> AccessParts:
    """What the command puts together."""
    model = opened.model
    remembered = CachedEmbeddings(
        model.embeddings, model.name, config.cache / "evaluation" / "embeddings.sqlite"
    )
    search = WatchedSearch(PassageSearch(opened.weaviate, opened.collection, model.embeddings))
    return AccessParts(
        copilot=copilot_on(
            opened.sessions,
            search,
            model.embeddings,
            Records(opened.sessions, Seal(b"of a measurement")),
        ),
        search=search,
        sessions=opened.sessions,
        writer=PassageWriter(opened.weaviate, opened.collection),
        embeddings=remembered,
        splitter=Splitter(model.count_tokens),
    )
