"""What may leave for the provider of a chat model: decided here alone, right before it leaves."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import any_, select

from chains.access.audience import Audience
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Readers
from chains.answering.passages.evidence import Evidence
from chains.database.arrays import ids
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import SourceRow
from chains.settings import Sends


@dataclass(frozen=True)
class Cleared:
    """Passages whose text may be sent; a writer with a chat model takes nothing else."""

    evidence: tuple[Evidence, ...]

    def holds(self, documents: Iterable[UUID]) -> bool:
        """Whether passages of all these documents are among them."""
        return set(documents) <= {one.document.id for one in self.evidence}


class Clearance:
    """Clears passages as their sources say: `Sends`."""

    def __init__(self, sessions: Sessions, readers: Readers) -> None:
        self._sessions = sessions
        self._readers = readers

    async def cleared(self, workspace: WorkspaceId, evidence: Sequence[Evidence]) -> Cleared:
        """Those of the passages that may be sent at this moment.

        Raises:
            StoreUnavailable: Postgres did not answer; nothing may be sent then.
        """
        said = await self._said({one.document.source for one in evidence})
        unsaid = {
            one.document.id for one in evidence if said.get(one.document.source) is Sends.OPEN
        }
        open_to_all = await self._open(workspace, unsaid)
        return Cleared(
            tuple(
                one
                for one in evidence
                if said.get(one.document.source) is Sends.ALL or one.document.id in open_to_all
            )
        )

    async def _said(self, sources: Collection[UUID]) -> dict[UUID, Sends]:
        wanted = select(SourceRow.id, SourceRow.sends).where(SourceRow.id == any_(ids(sources)))
        with reaching_database("sending"):
            async with self._sessions() as session:
                return {source: Sends(sends) for source, sends in await session.execute(wanted)}

    async def _open(self, workspace: WorkspaceId, documents: Collection[UUID]) -> frozenset[UUID]:
        """Those that every full member may read, and nobody is denied."""
        if not documents:
            return frozenset()
        everybody = await self._readers.reader_for(workspace, Audience.of(EVERYONE))
        return await self._readers.still_readable(everybody, documents)
