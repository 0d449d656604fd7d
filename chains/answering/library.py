"""What Postgres knows of documents: their facts, their successors, and scopes in sight."""

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, any_, func, select

from chains.access.principals import WorkspaceId
from chains.access.reader import Reader
from chains.answering.evidence import DocumentFacts
from chains.database.arrays import ids, numbers, texts
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import DocumentRow, SourceRow

_OLD = timedelta(days=730)
"""How long ago a document was updated to be shown with a warning."""
MOST_LANGUAGES = 4
MOST_AT_ONE_ADDRESS = 20
"""Documents that are looked at under one address: two sources may hold the same folder."""


@dataclass(frozen=True)
class IndexState:
    """Whether the index holds a document, and under its present access list."""

    indexed: bool = False
    in_place: bool = False


class Library:
    """Reads facts of documents; who may see them is decided elsewhere."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def scopes(self, reader: Reader) -> frozenset[str]:
        """The scopes in which this reader may read anything; any other is unknown to it.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        joined = select(SourceRow.scope).join(DocumentRow, DocumentRow.source_id == SourceRow.id)
        with reaching_database("scopes"):
            async with self._sessions() as session:
                found = await session.scalars(joined.where(*_open_to(reader)).distinct())
                return frozenset(found)

    async def languages(self, reader: Reader, scopes: Collection[str] = ()) -> tuple[str, ...]:
        """The languages of what this reader may read in these scopes, or all: as documents name
        them, the one of most documents first, `MOST_LANGUAGES` at most.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        wanted = (
            select(DocumentRow.language)
            .join(SourceRow, DocumentRow.source_id == SourceRow.id)
            .where(*_open_to(reader))
            .group_by(DocumentRow.language)
            .order_by(func.count().desc(), DocumentRow.language)
            .limit(MOST_LANGUAGES)
        )
        if scopes:
            wanted = wanted.where(SourceRow.scope == any_(texts(scopes)))
        with reaching_database("languages"):
            async with self._sessions() as session:
                return tuple(await session.scalars(wanted))

    async def facts(
        self, workspace: WorkspaceId, documents: Collection[UUID]
    ) -> Mapping[UUID, DocumentFacts]:
        """The facts of those documents that exist, in sources that are connected.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        wanted = (
            select(DocumentRow)
            .join(SourceRow, DocumentRow.source_id == SourceRow.id)
            .where(
                DocumentRow.workspace == workspace,
                DocumentRow.id == any_(ids(documents)),
                DocumentRow.deleted_at.is_(None),
                SourceRow.removed_at.is_(None),
            )
        )
        return {row.id: _facts(row) for row in await self._rows(wanted)}

    async def at(self, workspace: WorkspaceId, addresses: Collection[str]) -> tuple[UUID, ...]:
        """The documents that are kept under one of these addresses, in connected sources.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        wanted = (
            select(DocumentRow.id)
            .join(SourceRow, DocumentRow.source_id == SourceRow.id)
            .where(
                DocumentRow.workspace == workspace,
                DocumentRow.url == any_(texts(addresses)),
                DocumentRow.deleted_at.is_(None),
                SourceRow.removed_at.is_(None),
            )
            .order_by(DocumentRow.id)
            .limit(MOST_AT_ONE_ADDRESS)
        )
        with reaching_database("address"):
            async with self._sessions() as session:
                return tuple(await session.scalars(wanted))

    async def state(self, workspace: WorkspaceId, document: UUID) -> IndexState:
        """What the index holds of a document; nothing where there is no such document.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        wanted = select(DocumentRow).where(
            DocumentRow.workspace == workspace, DocumentRow.id == document
        )
        for row in await self._rows(wanted):
            indexed = row.passages > 0 and bool(row.content_hash)
            return IndexState(indexed, row.indexed_list_id == row.access_list_id)
        return IndexState()

    async def successors(
        self, workspace: WorkspaceId, documents: Collection[DocumentFacts]
    ) -> Mapping[UUID, frozenset[UUID]]:
        """For each superseded document, all that supersede it, directly or in turn.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        wanted = select(DocumentRow).where(
            DocumentRow.workspace == workspace,
            DocumentRow.source_id == any_(ids({one.source for one in documents})),
            DocumentRow.supersedes.is_not(None),
            DocumentRow.deleted_at.is_(None),
        )
        superseding = [_facts(row) for row in await self._rows(wanted)]
        found = {one.id: _successors_of(one, superseding) for one in documents}
        return {old: new for old, new in found.items() if new}

    async def _rows(self, wanted: object) -> list[DocumentRow]:
        with reaching_database("documents"):
            async with self._sessions() as session:
                return list(await session.scalars(wanted))  # type: ignore[call-overload]


def _open_to(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    return (
        SourceRow.workspace == reader.workspace,
        SourceRow.removed_at.is_(None),
        DocumentRow.deleted_at.is_(None),
        DocumentRow.access_list_id == any_(numbers(reader.access_lists)),
    )


def _successors_of(
    document: DocumentFacts, superseding: Collection[DocumentFacts]
) -> frozenset[UUID]:
    found: dict[UUID, DocumentFacts] = {}
    waiting = [document]
    while waiting:
        old = waiting.pop()
        for new in superseding:
            if new.id not in found and new.id != document.id and _supersedes(new, old):
                found[new.id] = new
                waiting.append(new)
    return frozenset(found)


def _supersedes(new: DocumentFacts, old: DocumentFacts) -> bool:
    """Whether ``new`` names ``old``, by a path beside itself or from the root of their source."""
    if new.supersedes is None or new.source != old.source:
        return False
    beside = posixpath.join(posixpath.dirname(new.external_id), new.supersedes)
    return old.external_id in {posixpath.normpath(beside), posixpath.normpath(new.supersedes)}


def _facts(row: DocumentRow) -> DocumentFacts:
    return DocumentFacts(
        id=row.id,
        source=row.source_id,
        external_id=row.external_id,
        title=row.title,
        url=row.url,
        scope=row.scope,
        language=row.language,
        updated=row.updated,
        supersedes=row.supersedes,
        owner=row.owner,
        content_hash=row.content_hash,
        is_old=row.updated is not None and row.updated < datetime.now(UTC).date() - _OLD,
    )
