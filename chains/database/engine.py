"""Opens Postgres for a process."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeAlias

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from chains.errors import StoreUnavailable

Sessions: TypeAlias = async_sessionmaker[AsyncSession]


def driver_url(database_url: str) -> str:
    """The same database through psycopg, whichever way an operator wrote the address."""
    url = make_url(database_url)
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def libpq_url(database_url: str) -> str:
    """The same database as libpq reads it, for Procrastinate."""
    url = make_url(database_url)
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@asynccontextmanager
async def open_sessions(database_url: str, *, pool_size: int = 10) -> AsyncIterator[Sessions]:
    """A session maker on a pool of at most ``2 * pool_size`` connections, closed on exit.

    Connections are tested before use: a restarted Postgres costs one reconnect, not an error.
    """
    engine = create_async_engine(
        driver_url(database_url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        pool_timeout=5,
        connect_args={"connect_timeout": 5},
    )
    try:
        yield async_sessionmaker(engine, expire_on_commit=False)
    finally:
        await engine.dispose()


@contextmanager
def reaching_database(what: str) -> Iterator[None]:
    """Around statements; ``what`` names in the log what was wanted.

    Raises:
        StoreUnavailable: Postgres did not answer.
    """
    try:
        yield
    except (DBAPIError, PoolTimeout, OSError) as error:
        raise StoreUnavailable(what) from error
