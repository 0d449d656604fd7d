"""What every tier shares: real Postgres and Weaviate of their own, and a workspace to each test."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from chains.access.principals import WorkspaceId
from chains.config import ChainsConfig
from chains.database.engine import Sessions, open_sessions
from chains.database.migrate import migrate
from chains.operations.embedded import embedded_services
from chains.operations.heap import settle_heap
from chains.operations.services import Services


def pytest_addoption(parser: pytest.Parser) -> None:
    """What can be said of a run that would take hours."""
    parser.addoption(
        "--sample", type=int, help="cases of each exhaustive test, by chance; else all"
    )
    parser.addoption("--seed", default="1", help="what the chance of --sample is drawn from")


def pytest_collection_finish() -> None:
    """What was collected stays to the end of the run; the bots here have a heap like real ones."""
    settle_heap()


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> ChainsConfig:
    """The knowledge side's configuration, with a data home of this run."""
    return ChainsConfig(home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
async def services(config: ChainsConfig) -> AsyncIterator[Services]:
    """Both stores, started once a run, or those that DATABASE_URL and WEAVIATE_URL name."""
    async with embedded_services(config) as running:
        migrate(running.database_url)
        yield running


@pytest.fixture(scope="session")
async def sessions(services: Services) -> AsyncIterator[Sessions]:
    """Sessions on the migrated Postgres."""
    async with open_sessions(services.database_url) as opened:
        yield opened


@pytest.fixture
def workspace() -> WorkspaceId:
    """A workspace that no other test uses."""
    return WorkspaceId(f"T{uuid4().hex[:12].upper()}")
