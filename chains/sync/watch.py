"""Notices edits in connected folders, so that the next answer knows them."""

import asyncio
from pathlib import Path

import structlog
from watchfiles import awatch

from chains.errors import StoreUnavailable
from chains.sources.catalog import FOLDER
from chains.sync.connected import ConnectedSource
from chains.sync.jobs import SyncRequests
from chains.sync.ledger import Ledger

LOOK_AGAIN_SECONDS = 2.0
"""How soon a newly connected folder is watched; its first sync does not wait for that."""
SETTLE_MILLISECONDS = 300
"""Edits closer together than this are one: editors write a file in several steps."""


async def watch_folders(ledger: Ledger, requests: SyncRequests) -> None:
    """Ask for a sync of every connected folder in which something changes; until cancelled."""
    while True:
        try:
            folders = await _folders(ledger)
            await _watch(folders, ledger, requests)
        # watchfiles has no error of its own for a folder that the system cannot watch.
        except (StoreUnavailable, OSError, RuntimeError) as error:
            structlog.get_logger().warning("watch_interrupted", error=type(error).__name__)
            await asyncio.sleep(LOOK_AGAIN_SECONDS)


async def _folders(ledger: Ledger) -> dict[Path, list[ConnectedSource]]:
    found: dict[Path, list[ConnectedSource]] = {}
    for source in await ledger.active_sources():
        if source.kind == FOLDER:
            found.setdefault(Path(source.config.get("path", "")), []).append(source)
    return await asyncio.to_thread(_existing, found)


def _existing(folders: dict[Path, list[ConnectedSource]]) -> dict[Path, list[ConnectedSource]]:
    return {path: sources for path, sources in folders.items() if path.is_dir()}


async def _watch(
    folders: dict[Path, list[ConnectedSource]], ledger: Ledger, requests: SyncRequests
) -> None:
    """Watch these folders until others are connected."""
    if not folders:
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
        return
    unseen = True
    async for changes in awatch(
        *folders,
        step=50,
        debounce=SETTLE_MILLISECONDS,
        rust_timeout=int(LOOK_AGAIN_SECONDS * 1000),
        yield_on_timeout=True,
    ):
        changed = {Path(path) for _, path in changes}
        for folder, sources in folders.items():
            # What was edited before we watched was seen by nobody.
            if unseen or any(path.is_relative_to(folder) for path in changed):
                for source in sources:
                    await requests.request(source.workspace, source.id)
        unseen = False
        if (await _folders(ledger)).keys() != folders.keys():
            return
