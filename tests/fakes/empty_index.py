"""An index that holds nothing, or does not answer."""

from collections.abc import Collection
from dataclasses import dataclass

from chains.access.reader import Reader
from chains.index.passages import Hit


@dataclass
class FindsNothing:
    """A search without passages, for whoever asks; ``trouble`` is raised by every search."""

    trouble: Exception | None = None

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """Nothing."""
        del query, reader, scopes, limit
        if self.trouble is not None:
            raise self.trouble
        return []
