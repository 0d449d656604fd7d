"""The ledger: what of each source is stored in Postgres and in the index."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import any_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.directory import advance_epoch
from chains.access.interning import intern_access_list
from chains.access.principals import WorkspaceId
from chains.database.arrays import ids
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow, SourceRow
from chains.errors import StoreUnavailable
from chains.sources.base import SourceDocument
from chains.sync.connected import ConnectedSource, connected_source, hold
from chains.sync.permissions import Mapped

MOST_PROBLEMS = 50
"""Problems kept of a source: more than a person reads."""
_ACTIVE = SourceRow.removed_at.is_(None) & SourceRow.paused.is_(False)


@dataclass(frozen=True)
class Entry:
    """What the index holds of one document."""

    content_hash: str
    indexed_list: int
    deleted: bool


def document_id(source: UUID, external_id: str) -> UUID:
    """The id of a document: the same place in the same source is the same document."""
    return uuid5(source, external_id)


class Ledger:
    """Reads and writes the rows of sources and documents.

    Every method raises StoreUnavailable when Postgres does not answer.
    """

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def source(self, workspace: WorkspaceId, source: UUID) -> ConnectedSource | None:
        """The source, if this workspace has it."""
        async with self._begin() as session:
            row = await session.get(SourceRow, source)
        if row is None or row.workspace != workspace:
            return None
        return connected_source(row)

    async def active_sources(self) -> list[ConnectedSource]:
        """All sources of all workspaces that are neither paused nor removed."""
        return await self._sources(_ACTIVE)

    async def sources_with_work(self) -> list[ConnectedSource]:
        """The active sources, and those removed whose passages are still in the index."""
        left = (
            select(DocumentRow.id)
            .where(DocumentRow.source_id == SourceRow.id, DocumentRow.passages > 0)
            .exists()
        )
        return await self._sources(or_(_ACTIVE, SourceRow.removed_at.is_not(None) & left))

    async def entries(self, documents: Sequence[UUID]) -> dict[UUID, Entry]:
        """What is held of these documents."""
        async with self._begin() as session:
            rows = await session.scalars(
                select(DocumentRow).where(DocumentRow.id == any_(ids(documents)))
            )
            return {
                row.id: Entry(row.content_hash, row.indexed_list_id, row.deleted_at is not None)
                for row in rows
            }

    async def intern(self, workspace: WorkspaceId, mapped: Iterable[Mapped]) -> list[int]:
        """The numbers of these access lists, in their order."""
        async with self._begin() as session:
            return [await intern_access_list(session, workspace, one.access_list) for one in mapped]

    async def put(
        self, source: ConnectedSource, document: SourceDocument, access_list: int
    ) -> None:
        """Store what the source says of a document; its new readers hold from here on.

        What describes the index stays until `indexed`. Raises `SourceChanged` too.
        """
        facts = {
            "url": document.url,
            "title": document.title,
            "scope": source.scope,
            "language": document.language,
            "updated": document.updated,
            "owner": document.owner,
            "supersedes": document.supersedes,
            "access_list_id": access_list,
            "permissions_confirmed_at": datetime.now(UTC),
            "deleted_at": None,
        }
        row = {
            "id": document_id(source.id, document.external_id),
            "workspace": source.workspace,
            "source_id": source.id,
            "external_id": document.external_id,
            "indexed_list_id": access_list,
            "content_hash": "",
            "passages": 0,
            **facts,
        }
        async with self._begin() as session:
            await hold(session, source)
            await session.execute(
                insert(DocumentRow)
                .values(row)
                .on_conflict_do_update(index_elements=["id"], set_=facts)
            )
            await advance_epoch(session, source.workspace)

    async def writing(self, documents: Mapping[UUID, int]) -> None:
        """Note that the index is about to get new passages, so many of each document.

        Until `indexed`, nobody knows what it holds of them: they are unfinished.
        """
        async with self._begin() as session:
            for document, passages in documents.items():
                most = func.greatest(DocumentRow.passages, passages)
                await session.execute(
                    update(DocumentRow)
                    .where(DocumentRow.id == document)
                    .values(content_hash="", passages=most)
                )

    async def has_unfinished(self, source: UUID) -> bool:
        """Whether a run was cut off while it wrote to the index."""
        wanted = select(DocumentRow.id).where(
            DocumentRow.source_id == source,
            DocumentRow.deleted_at.is_(None),
            DocumentRow.content_hash == "",
        )
        async with self._begin() as session:
            return (await session.scalars(wanted.limit(1))).first() is not None

    async def readable(self, source: UUID) -> set[str]:
        """The external ids of the source's documents that are not deleted."""
        wanted = select(DocumentRow.external_id).where(
            DocumentRow.source_id == source, DocumentRow.deleted_at.is_(None)
        )
        async with self._begin() as session:
            return set(await session.scalars(wanted))

    async def indexed(
        self, document: UUID, *, content_hash: str, passages: int, access_list: int
    ) -> None:
        """Note what the index now holds of a document."""
        async with self._begin() as session:
            await session.execute(
                update(DocumentRow)
                .where(DocumentRow.id == document)
                .values(content_hash=content_hash, passages=passages, indexed_list_id=access_list)
            )

    async def moved(self, document: UUID, access_list: int) -> None:
        """Note that the document's passages carry this access list now."""
        async with self._begin() as session:
            await session.execute(
                update(DocumentRow)
                .where(DocumentRow.id == document)
                .values(indexed_list_id=access_list)
            )

    async def mark_deleted(self, source: ConnectedSource, external_ids: Iterable[str]) -> None:
        """Nobody may be shown these documents from here on."""
        identities = [document_id(source.id, external_id) for external_id in external_ids]
        async with self._begin() as session:
            await _mark_deleted(session, source.workspace, DocumentRow.id == any_(ids(identities)))

    async def mark_all_deleted(self, source: ConnectedSource) -> None:
        """Nobody may be shown any document of this source from here on."""
        async with self._begin() as session:
            await _mark_deleted(session, source.workspace, DocumentRow.source_id == source.id)

    async def leftovers(self, source: UUID) -> list[UUID]:
        """Deleted documents of which the index may still hold passages."""
        wanted = select(DocumentRow.id).where(
            DocumentRow.source_id == source,
            DocumentRow.deleted_at.is_not(None),
            DocumentRow.passages > 0,
        )
        async with self._begin() as session:
            return list(await session.scalars(wanted))

    async def unmoved(self, source: UUID) -> list[tuple[UUID, int]]:
        """Documents whose passages do not carry their access list yet, with that list."""
        wanted = select(DocumentRow.id, DocumentRow.access_list_id).where(
            DocumentRow.source_id == source,
            DocumentRow.deleted_at.is_(None),
            DocumentRow.indexed_list_id != DocumentRow.access_list_id,
        )
        async with self._begin() as session:
            return [(row.id, row.access_list_id) for row in await session.execute(wanted)]

    async def forget_passages(self, documents: Sequence[UUID]) -> None:
        """Note that the index holds nothing of these documents any more."""
        async with self._begin() as session:
            await session.execute(
                update(DocumentRow).where(DocumentRow.id == any_(ids(documents))).values(passages=0)
            )

    async def save(
        self,
        source: UUID,
        cursor: Mapping[str, Any],
        problems: Mapping[str, str],
        touched: Collection[str] | None,
    ) -> None:
        """Everything up to this cursor is stored; this is wrong with what was touched.

        ``touched`` is ``None`` when every document was: no other problem is left then.
        """
        async with self._begin() as session:
            row = await session.get_one(SourceRow, source, with_for_update=True)
            _tell(row, problems, touched)
            row.cursor = dict(cursor)

    async def finish(
        self, source: UUID, problems: Mapping[str, str], touched: Collection[str], *, listed: bool
    ) -> None:
        """Note the end of a run over a source that could be ``listed`` as a whole or could not."""
        async with self._begin() as session:
            row = await session.get_one(SourceRow, source, with_for_update=True)
            _tell(row, problems, touched)
            if listed:
                row.synced_at = datetime.now(UTC)

    async def _sources(self, *which: Any) -> list[ConnectedSource]:
        async with self._begin() as session:
            wanted = select(SourceRow.id, SourceRow.workspace).where(*which)
            rows = (await session.execute(wanted)).all()
        found = [await self.source(WorkspaceId(row.workspace), row.id) for row in rows]
        return [source for source in found if source is not None]

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncSession]:
        try:
            async with self._sessions.begin() as session:
                yield session
        except (OperationalError, InterfaceError, PoolTimeout, OSError) as error:
            raise StoreUnavailable("ledger") from error


def _tell(row: SourceRow, problems: Mapping[str, str], touched: Collection[str] | None) -> None:
    untouched = set() if touched is None else row.problems.keys() - touched
    told = {where: row.problems[where] for where in untouched} | dict(problems)
    row.problems = dict(sorted(told.items())[:MOST_PROBLEMS])


async def _mark_deleted(session: AsyncSession, workspace: WorkspaceId, which: Any) -> None:
    await session.execute(
        update(DocumentRow)
        .where(which, DocumentRow.deleted_at.is_(None))
        .values(deleted_at=datetime.now(UTC))
    )
    await advance_epoch(session, workspace)
