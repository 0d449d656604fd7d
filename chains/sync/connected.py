"""A connected source as one run of the sync sees it, from beginning to end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.principals import WorkspaceId
from chains.database.tables import SourceRow
from chains.errors import SourceChanged


@dataclass(frozen=True)
class ConnectedSource:
    """A source as the sync needs it."""

    id: UUID
    workspace: WorkspaceId
    kind: str
    scope: str
    config: Mapping[str, Any]
    cursor: Mapping[str, Any]
    requires_sign_in: bool
    active: bool
    removed: bool


def connected_source(row: SourceRow) -> ConnectedSource:
    """The source of a row."""
    removed = row.removed_at is not None
    return ConnectedSource(
        row.id,
        WorkspaceId(row.workspace),
        row.kind,
        row.scope,
        row.config,
        row.cursor,
        row.requires_sign_in,
        active=not (row.paused or removed),
        removed=removed,
    )


async def hold(session: AsyncSession, source: ConnectedSource) -> None:
    """Keep what the source demands as it is until the caller's transaction ends.

    Raises:
        SourceChanged: it demands something else by now than when this run began.
    """
    demand = select(SourceRow.requires_sign_in).where(SourceRow.id == source.id)
    if await session.scalar(demand.with_for_update(read=True)) is not source.requires_sign_in:
        raise SourceChanged(str(source.id))
