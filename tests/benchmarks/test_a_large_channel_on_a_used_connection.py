"""A channel of 50,000 members costs a long-used connection what it costs a new one."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from chains.access.directory import Directory, MembersFact
from chains.access.principals import WorkspaceId, channel, person
from chains.database.engine import Sessions, driver_url
from chains.operations.services import Services
from tests.journeys.database import own_database

WORKSPACE = WorkspaceId("T1")
MEMBERS = 50_000
DEAREST = 5
"""Times as long as on a new connection: it was 38 while old plans were kept."""


@asynccontextmanager
async def one_connection(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(driver_url(database_url), pool_size=1, max_overflow=0)
    try:
        yield engine
    finally:
        await engine.dispose()


async def record(engine: AsyncEngine, name: str, members: int) -> float:
    """Seconds that it takes to record a channel of people nobody knew."""
    directory = Directory(Sessions(engine))
    people = frozenset(person(f"U{name}{number}") for number in range(members))
    fact = MembersFact(channel(f"C{name}"), people, "slack", datetime.now(UTC))
    began = time.perf_counter()
    await directory.record(WORKSPACE, [fact])
    return time.perf_counter() - began


@pytest.mark.benchmark
async def test_a_used_connection_takes_a_large_channel_as_a_new_one_does(
    services: Services,
) -> None:
    async with own_database(services.database_url, "large") as address:
        async with one_connection(address) as used:
            for number in range(20):
                await record(used, f"SMALL{number}A", 2)
            async with used.connect() as connection:
                # As the server does by itself, whose plans then expect a small table.
                alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
                await alone.execute(text("VACUUM ANALYZE"))
            for number in range(20):
                await record(used, f"SMALL{number}B", 2)
            on_used = await record(used, "USED", MEMBERS)
        async with one_connection(address) as new:
            on_new = await record(new, "NEW", MEMBERS)
    print(f"{MEMBERS} members: used {on_used:.2f} s, new {on_new:.2f} s")  # noqa: T201
    assert on_used <= DEAREST * on_new
