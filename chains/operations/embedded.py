"""Embedded Postgres and Weaviate: started once per data home, shared, stopped after last use."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.operations import launcher, state
from chains.operations.layout import Layout, prepare
from chains.operations.locks import open_lock, opened, release, take, wait_until_free
from chains.operations.services import Progress, Services, configured_weaviate

WAIT_SECONDS = 90.0
STOP_SECONDS = 30.0
TICK_SECONDS = 0.1
START_TRIES = 3


@asynccontextmanager
async def embedded_services(
    config: ChainsConfig, progress: Progress | None = None
) -> AsyncIterator[Services]:
    """Yield both stores, starting those no variable names, or attaching when this home runs them.

    They stop once the last process that uses them has left, however it ended. Raises
    ConfigurationError when a part is missing or cannot start.
    """
    database_url = config.database_url.get_secret_value() if config.database_url else None
    weaviate = configured_weaviate(config)
    if database_url and weaviate:
        yield Services(database_url, weaviate)
        return
    wanted = launcher.Wanted(
        postgres=database_url is None, weaviate=weaviate is None, cache=config.cache
    )
    layout = prepare(config.home)
    with opened(layout.users_lock) as users:
        try:
            record = await _attach_or_start(layout, users, wanted, progress or _silent)
            database_url = database_url or record.database_url
            weaviate = weaviate or record.weaviate(layout)
            if not database_url or not weaviate:
                raise ConfigurationError(
                    f"Another process runs {layout.home} with a store of its own choice.",
                    "Use the same DATABASE_URL and WEAVIATE_URL, or another FOOTNOTE_HOME.",
                )
            yield Services(database_url, weaviate)
        finally:
            await _leave(layout, users)


async def _attach_or_start(
    layout: Layout, users: int, wanted: launcher.Wanted, report: Progress
) -> state.Running:
    """Take the home if nobody has it, else wait for what its owner starts."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + WAIT_SECONDS
    while loop.time() < deadline:
        if record := await _start(layout, users, wanted, report):
            return record
        if take(users, alone=False):
            if record := state.read(layout.state):
                return record
            release(users)
        report("Waiting for another process of this home", 0.0)
        await asyncio.sleep(TICK_SECONDS)
    raise ConfigurationError(
        f"Another process holds {layout.home}, but its stores do not get ready.",
        f"Stop that process and start again; {layout.logs} says what happened.",
    )


async def _start(
    layout: Layout, users: int, wanted: launcher.Wanted, report: Progress
) -> state.Running | None:
    """Start the stores, or return None when another process owns this home."""
    for attempt in range(1, START_TRIES + 1):
        owner = open_lock(layout.owner_lock)
        if not take(owner, alone=True):
            os.close(owner)
            return None
        take(users, alone=False)
        report("Starting Postgres and Weaviate", 0.0)
        record = await asyncio.to_thread(launcher.spawn, layout, owner, wanted)
        try:
            await launcher.wait_until_ready(layout, record, report)
        except launcher.StartAgain as again:
            if attempt == START_TRIES:
                raise again.reason from again
        else:
            return record
    return None


async def _leave(layout: Layout, users: int) -> None:
    """Stop using the stores; when nobody else does, return only once they have stopped."""
    last = take(users, alone=True)
    release(users)
    if last:
        await asyncio.to_thread(wait_until_free, layout.owner_lock, STOP_SECONDS)


def _silent(step: str, fraction: float) -> None:
    """Report to nobody."""
