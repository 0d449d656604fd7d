"""A database of the journeys' own: they empty tables that other tests fill."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from sqlalchemy import make_url

from chains.database.engine import libpq_url
from chains.database.migrate import migrate

NAME = "journeys"


@asynccontextmanager
async def own_database(database_url: str) -> AsyncIterator[str]:
    """The address of a migrated database on the same server, dropped on leaving."""
    await _run(database_url, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    await _run(database_url, f"CREATE DATABASE {NAME}")
    address = make_url(database_url).set(database=NAME).render_as_string(hide_password=False)
    await asyncio.to_thread(migrate, address)
    try:
        yield address
    finally:
        await _run(database_url, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


async def _run(database_url: str, statement: str) -> None:
    async with await psycopg.AsyncConnection.connect(
        libpq_url(database_url), autocommit=True
    ) as connection:
        await connection.execute(statement.encode())
