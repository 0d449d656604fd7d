"""What administrators see of sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from chains.access.directory import SOURCE_CONFIRMED
from chains.database.tables import SourceRow
from chains.settings import Sends

OUTDATED = "It could not be read for more than 24 hours, so nobody may read it."


@dataclass(frozen=True)
class SourceStatus:
    """A connected source and what of it can be found."""

    id: UUID
    scope: str
    kind: str
    path: str
    link: str
    readers: tuple[str, ...]
    requires_sign_in: bool
    paused: bool
    documents: int
    passages: int
    synced_at: datetime | None
    problems: tuple[str, ...]
    sends: Sends = Sends.OPEN
    outdated: bool = False
    """It could not be listed for so long that nobody may read it."""


@dataclass(frozen=True)
class WorkspaceStatus:
    """All sources of a workspace in numbers; ``synced_at`` is that of the one synced longest ago,
    ``None`` while any waits for its first sync."""

    sources: int
    paused: int
    documents: int
    passages: int
    problems: int
    synced_at: datetime | None


def status_of(row: SourceRow, documents: int, passages: int) -> SourceStatus:
    """A source's row and its counts, for administrators."""
    confirmed = row.synced_at or row.created_at
    outdated = not row.paused and datetime.now(UTC) - confirmed > SOURCE_CONFIRMED
    problems = tuple(f"{where}: {what}" for where, what in sorted(row.problems.items()))
    return SourceStatus(
        id=row.id,
        scope=row.scope,
        kind=row.kind,
        path=str(row.config.get("path", "")),
        link=str(row.config.get("link", "")),
        readers=tuple(row.readers),
        requires_sign_in=row.requires_sign_in,
        paused=row.paused,
        documents=documents,
        passages=int(passages),
        synced_at=row.synced_at,
        problems=(OUTDATED, *problems) if outdated else problems,
        sends=Sends(row.sends),
        outdated=outdated,
    )


def summary_of(sources: Sequence[SourceStatus]) -> WorkspaceStatus:
    """All sources in numbers."""
    synced = [one.synced_at for one in sources if one.synced_at is not None]
    return WorkspaceStatus(
        sources=len(sources),
        paused=sum(one.paused for one in sources),
        documents=sum(one.documents for one in sources),
        passages=sum(one.passages for one in sources),
        problems=sum(len(one.problems) for one in sources),
        synced_at=min(synced) if synced and len(synced) == len(sources) else None,
    )
