"""Opens Postgres for a process."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from chains.database.liveness import watch
from chains.errors import StoreUnavailable


class Sessions:
    """Makes sessions: of statements that stand by themselves, or in a transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        together = engine.execution_options(isolation_level="READ COMMITTED")
        self._alone = async_sessionmaker(engine, expire_on_commit=False)
        self._together = async_sessionmaker(together, expire_on_commit=False)

    def __call__(self) -> AsyncSession:
        """A session of which each statement sees what is committed, and is committed as it ends.

        It begins no transaction, which saves a round trip before each read and one after it.
        Nothing that locks, or must be written together with more, may use it.
        """
        return self._alone()

    def begin(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session in a transaction: committed at the end, or not at all."""
        return self._together.begin()


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

    A restarted Postgres costs one reconnect, not an error.
    """
    engine = create_async_engine(
        driver_url(database_url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_use_lifo=True,
        pool_timeout=5,
        isolation_level="AUTOCOMMIT",
        connect_args={"connect_timeout": 5},
    )
    watch(engine)
    try:
        yield Sessions(engine)
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
