"""What should never happen, counted: the guards that caught something."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import structlog
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions, reaching_database
from chains.database.oversight import OddityRow
from chains.metrics import Metrics


class Oddity(StrEnum):
    """A kind of them."""

    DROPPED = "dropped"
    """A passage that the index gave to a reader who may not read it."""
    UNPROVED = "unproved"
    """A document that the re-check allowed and the proof did not."""


class Oddities:
    """Counts them: in this process' metrics, in its log, and for all processes in Postgres."""

    def __init__(self, sessions: Sessions, metrics: Metrics) -> None:
        self._sessions = sessions
        self._metrics = metrics
        self._log = structlog.get_logger(__name__)

    async def dropped(self, workspace: WorkspaceId, *, passages: int, documents: int) -> None:
        """The re-check took away what search had found. Raises `StoreUnavailable`."""
        self._metrics.recheck_drops.inc(passages)
        self._log.warning("recheck.dropped", passages=passages, documents=documents)
        await self._add(workspace, Oddity.DROPPED, passages)

    async def unproved(self, workspace: WorkspaceId, documents: int) -> None:
        """Documents were readable, and no proof was found. Raises `StoreUnavailable`."""
        self._metrics.unproved.inc(documents)
        self._log.warning("recheck.unproved", documents=documents)
        await self._add(workspace, Oddity.UNPROVED, documents)

    async def since(self, workspace: WorkspaceId, age: timedelta) -> dict[Oddity, int]:
        """How many of each kind, over the days of this age. Raises `StoreUnavailable`."""
        wanted = (
            select(OddityRow.kind, func.sum(OddityRow.number))
            .where(
                OddityRow.workspace == workspace,
                OddityRow.day >= (datetime.now(UTC) - age).date(),
            )
            .group_by(OddityRow.kind)
        )
        with reaching_database("oddities"):
            async with self._sessions() as session:
                found = {
                    Oddity(kind): int(number) for kind, number in await session.execute(wanted)
                }
        return {kind: found.get(kind, 0) for kind in Oddity}

    async def _add(self, workspace: WorkspaceId, kind: Oddity, number: int) -> None:
        key = {"workspace": workspace, "day": datetime.now(UTC).date(), "kind": kind.value}
        statement = insert(OddityRow).values(**key, number=number)
        with reaching_database("oddities"):
            async with self._sessions.begin() as session:
                await session.execute(
                    statement.on_conflict_do_update(
                        index_elements=list(key), set_={"number": OddityRow.number + number}
                    )
                )
