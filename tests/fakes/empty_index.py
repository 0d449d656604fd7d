"""An index that holds nothing, or does not answer."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from chains.access.reader import Reader
from chains.index.passages import Hit


@dataclass
class FindsNothing:
    """A search without passages: ``trouble`` is raised by each; each waits at ``gate``."""

    trouble: Exception | None = None
    gate: asyncio.Event | None = None

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """Nothing."""
        del query, reader, scopes, limit
        return await self._nothing()

    async def section(self, document: UUID, anchor: str, reader: Reader) -> list[Hit]:
        """Nothing."""
        del document, anchor, reader
        return await self._nothing()

    async def _nothing(self) -> list[Hit]:
        if self.gate is not None:
            await self.gate.wait()
        if self.trouble is not None:
            raise self.trouble
        return []
