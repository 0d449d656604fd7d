"""A database of a tier's own, which it may empty and whose jobs nobody else takes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from sqlalchemy import make_url

from chains.administration.oversight import Oversight
from chains.database.engine import Sessions, libpq_url
from chains.database.migrate import migrate
from chains.metrics import Metrics
from chains.settings import FootnoteSettings


@asynccontextmanager
async def own_database(database_url: str, name: str = "journeys") -> AsyncIterator[str]:
    """The address of a migrated database on the same server, dropped on leaving."""
    await _run(database_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await _run(database_url, f"CREATE DATABASE {name}")
    address = make_url(database_url).set(database=name).render_as_string(hide_password=False)
    await asyncio.to_thread(migrate, address)
    try:
        yield address
    finally:
        await _run(database_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


async def _run(database_url: str, statement: str) -> None:
    async with await psycopg.AsyncConnection.connect(
        libpq_url(database_url), autocommit=True
    ) as connection:
        await connection.execute(statement.encode())


def overseen(sessions: Sessions) -> Oversight:
    """What watches over the journeys, with the defaults of a workspace nobody has changed."""
    return Oversight.on(sessions, FootnoteSettings(), Metrics())
