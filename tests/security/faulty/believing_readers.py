"""Faults: what was computed once is believed later, or for somebody else."""

from collections.abc import Iterable
from uuid import UUID

from chains.access.audience import Audience
from chains.access.principals import WorkspaceId
from chains.access.reader import Reader, Readers


class UncheckedReaders(Readers):
    """Re-checks nothing: what the index brought is readable."""

    async def still_readable(
        self, reader: Reader, documents: Iterable[UUID], *, or_newer: bool = False
    ) -> frozenset[UUID]:
        """All of them."""
        del reader, or_newer
        return frozenset(documents)


class ReadersKeptForAll(Readers):
    """Keeps one reader for a workspace: the second asker gets that of the first."""

    _kept: Reader | None = None

    async def reader_for(self, workspace: WorkspaceId, audience: Audience) -> Reader:
        """The first reader that was made."""
        if self._kept is None:
            self._kept = await super().reader_for(workspace, audience)
        return self._kept


class ReadersKeptForEach(Readers):
    """Keeps a reader for each audience: a revocation does not reach it."""

    async def reader_for(self, workspace: WorkspaceId, audience: Audience) -> Reader:
        """The first reader that was made for this audience."""
        kept = self.__dict__.setdefault("_kept", {})
        if audience not in kept:
            kept[audience] = await super().reader_for(workspace, audience)
        reader: Reader = kept[audience]
        return reader
