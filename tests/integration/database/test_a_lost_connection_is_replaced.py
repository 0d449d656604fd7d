"""Connections that Postgres has closed, and those that led nowhere without a word."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from chains.database.engine import Sessions, driver_url, open_sessions
from chains.database.liveness import TRUSTED, watch
from chains.operations.services import Services

_ME = text("SELECT pg_backend_pid()")
_END = text("SELECT pg_terminate_backend(:pid, 5000)")


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Relay:
    """Carries bytes to Postgres; once it leads nowhere, the next ones end the connection."""

    server: str
    nowhere: bool = False
    ended: list[asyncio.StreamWriter] = field(default_factory=list)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self.server)
        back = asyncio.create_task(self._back(far_reader, writer))
        with suppress(ConnectionError):
            while (data := await reader.read(65536)) and not self.nowhere:
                far_writer.write(data)
        back.cancel()
        self.nowhere = False
        writer.transport.abort()
        far_writer.close()

    async def _back(self, far: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await far.read(65536):
            writer.write(data)


@asynccontextmanager
async def relayed(database_url: str) -> AsyncIterator[tuple[Relay, str]]:
    """A relay, and the address of Postgres through it."""
    url = make_url(database_url)
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    relay = Relay(str(Path(str(url.query["host"])) / ".s.PGSQL.5432"))
    server = await asyncio.start_unix_server(relay.carry, folder / ".s.PGSQL.5432")
    address = url.set(query={**url.query, "host": str(folder)})
    try:
        yield relay, address.render_as_string(hide_password=False)
    finally:
        server.close()
        shutil.rmtree(folder)


@asynccontextmanager
async def watched(address: str, clock: Clock) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(driver_url(address), pool_size=1, isolation_level="AUTOCOMMIT")
    watch(engine, clock)
    try:
        yield engine
    finally:
        await engine.dispose()


async def pid(sessions: Sessions) -> int:
    async with sessions() as session:
        return int(await session.scalar(_ME))


@asynccontextmanager
async def one_closed(services: Services, others: Sessions) -> AsyncIterator[tuple[Sessions, int]]:
    """A pool of one connection that Postgres has closed since, and who served it there."""
    async with open_sessions(services.database_url, pool_size=1) as one:
        before = await pid(one)
        async with others() as other:
            assert await other.scalar(_END, {"pid": before})
        yield one, before


async def test_what_postgres_closed_a_moment_ago_is_replaced_and_no_error(
    services: Services, sessions: Sessions
) -> None:
    async with one_closed(services, sessions) as (one, before):
        assert await pid(one) != before


async def test_what_postgres_closed_is_replaced_for_a_transaction_too(
    services: Services, sessions: Sessions
) -> None:
    async with one_closed(services, sessions) as (one, before), one.begin() as session:
        assert await session.scalar(_ME) != before


async def test_one_that_leads_nowhere_is_found_by_asking_after_a_moment(
    services: Services,
) -> None:
    clock = Clock()
    async with (
        relayed(services.database_url) as (relay, address),
        watched(address, clock) as engine,
    ):
        before = await pid(Sessions(engine))
        relay.nowhere = True
        clock.now += TRUSTED
        assert await pid(Sessions(engine)) != before
        # Within a moment nothing is asked, which is why this is an error.
        relay.nowhere = True
        with pytest.raises(OperationalError):
            await pid(Sessions(engine))


async def test_a_read_is_one_statement_and_a_transaction_is_whole(sessions: Sessions) -> None:
    told: list[str] = []

    def heard(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        told.append(statement)

    state = text("SELECT transaction_timestamp() = statement_timestamp()")
    event.listen(sessions.engine.sync_engine, "before_cursor_execute", heard)
    try:
        async with sessions() as session:
            assert await session.scalar(state)
            assert await session.scalar(state)
        async with sessions.begin() as session:
            await session.scalar(_ME)
            assert not await session.scalar(state)
    finally:
        event.remove(sessions.engine.sync_engine, "before_cursor_execute", heard)
    assert len(told) == 4
    # Whoever used it before: a read stands by itself again.
    async with sessions() as session:
        await session.scalar(_ME)
        assert await session.scalar(state)
