"""What several benchmarks are run on: the product's model, and stores with nothing else in them."""

from collections.abc import AsyncIterator

import pytest
from weaviate import WeaviateAsyncClient

from chains.config import ChainsConfig
from chains.database.engine import Sessions, open_sessions
from chains.index.connection import connect
from chains.models.embedder import EmbeddingModel, load_embeddings
from chains.models.files import fetch_model_files
from chains.operations.services import Services
from tests.journeys.database import own_database


@pytest.fixture(scope="module")
def model(config: ChainsConfig) -> EmbeddingModel:
    return load_embeddings(None, fetch_model_files(config.cache))


@pytest.fixture(scope="module")
async def client(services: Services) -> AsyncIterator[WeaviateAsyncClient]:
    address = services.weaviate
    async with connect(address.url, address.grpc_port, address.api_key) as connected:
        yield connected


@pytest.fixture(scope="module")
async def sessions(services: Services) -> AsyncIterator[Sessions]:
    async with (
        own_database(services.database_url) as address,
        open_sessions(address) as opened,
    ):
        yield opened
