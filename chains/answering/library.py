"""What Postgres knows of documents: their facts, their successors, and scopes in sight."""

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    Text,
    Uuid,
    any_,
    bindparam,
    func,
    select,
    union_all,
)

from chains.access.principals import WorkspaceId
from chains.access.reader import Reader
from chains.answering.passages.evidence import DocumentFacts
from chains.database.arrays import ids, numbers, texts
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import DocumentRow, SourceRow

_OLD = timedelta(days=730)
"""How long ago a document was updated to be shown with a warning."""
MOST_LANGUAGES = 4
MOST_AT_ONE_ADDRESS = 20
"""Documents that are looked at under one address: two sources may hold the same folder."""


_COLUMNS = (
    DocumentRow.id,
    DocumentRow.source_id.label("source"),
    DocumentRow.external_id,
    DocumentRow.title,
    DocumentRow.url,
    DocumentRow.scope,
    DocumentRow.language,
    DocumentRow.updated,
    DocumentRow.supersedes,
    DocumentRow.owner,
    DocumentRow.content_hash,
)
"""By the names of `DocumentFacts`."""


class Known(NamedTuple):
    """Facts of documents, and for each of them that is superseded all that do, also in turn."""

    facts: Mapping[UUID, DocumentFacts]
    newer: Mapping[UUID, frozenset[UUID]]

    def current(self, readable: Collection[UUID]) -> Mapping[UUID, DocumentFacts]:
        """Those that may be read, less those that a readable one supersedes."""
        return {
            one: facts
            for one, facts in self.facts.items()
            if one in readable and self.newer.get(one, frozenset()).isdisjoint(readable)
        }


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
        found = await self._facts(_present(workspace, DocumentRow.id == any_(ids(documents))))
        return {one.id: one for one in found}

    async def known(self, workspace: WorkspaceId, documents: Collection[UUID]) -> Known:
        """The same, and for each that is superseded all that supersede it, in one statement.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        asked = frozenset(documents)
        found = await self._facts(_KNOWN, {"workspace": workspace, "documents": [*asked]})
        facts = {one.id: one for one in found if one.id in asked}
        return Known(facts, _successors(facts.values(), found))

    async def at(self, workspace: WorkspaceId, addresses: Collection[str]) -> tuple[UUID, ...]:
        """The documents that are kept under one of these addresses, in connected sources.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        wanted = (
            _present(workspace, DocumentRow.url == any_(texts(addresses)))
            .with_only_columns(DocumentRow.id)
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
        with reaching_database("state"):
            async with self._sessions() as session:
                row = await session.scalar(wanted)
        if row is None:
            return IndexState()
        indexed = row.passages > 0 and bool(row.content_hash)
        return IndexState(indexed, row.indexed_list_id == row.access_list_id)

    async def successors(
        self, workspace: WorkspaceId, documents: Collection[DocumentFacts]
    ) -> Mapping[UUID, frozenset[UUID]]:
        """For each superseded document, all that supersede it, directly or in turn.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        sources = ids({one.source for one in documents})
        superseding = DocumentRow.supersedes.is_not(None) & (DocumentRow.source_id == any_(sources))
        return _successors(documents, await self._facts(_present(workspace, superseding)))

    async def _facts(
        self,
        wanted: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]],
        given: Mapping[str, Any] | None = None,
    ) -> list[DocumentFacts]:
        with reaching_database("documents"):
            async with self._sessions() as session:
                return [_of_row(row) for row in await session.execute(wanted, given)]


def _present(
    workspace: WorkspaceId | BindParameter[str], which: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Those of the documents that exist, in sources that are connected."""
    return (
        select(*_COLUMNS)
        .join(SourceRow, DocumentRow.source_id == SourceRow.id)
        .where(
            DocumentRow.workspace == workspace,
            DocumentRow.deleted_at.is_(None),
            SourceRow.removed_at.is_(None),
            which,
        )
    )


def _known(workspace: BindParameter[str], documents: BindParameter[Any]) -> CompoundSelect[Any]:
    theirs = select(DocumentRow.source_id).where(DocumentRow.id == any_(documents))
    superseding = DocumentRow.supersedes.is_not(None) & (
        DocumentRow.source_id == any_(theirs.scalar_subquery())
    )
    # Two selects, each with an index of its own, where one with "or" would read all documents.
    return union_all(
        _present(workspace, DocumentRow.id == any_(documents)), _present(workspace, superseding)
    )


_KNOWN = _known(bindparam("workspace", type_=Text), bindparam("documents", type_=ARRAY(Uuid)))
"""Made once: to make it took longer than to run it."""


def _open_to(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    return (
        SourceRow.workspace == reader.workspace,
        SourceRow.removed_at.is_(None),
        DocumentRow.deleted_at.is_(None),
        DocumentRow.access_list_id == any_(numbers(reader.access_lists)),
    )


def _successors(
    documents: Collection[DocumentFacts], superseding: Collection[DocumentFacts]
) -> dict[UUID, frozenset[UUID]]:
    naming = [one for one in superseding if one.supersedes is not None]
    found = {one.id: _successors_of(one, naming) for one in documents}
    return {old: new for old, new in found.items() if new}


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


def _of_row(row: Row[*tuple[Any, ...]]) -> DocumentFacts:
    old = row.updated is not None and row.updated < datetime.now(UTC).date() - _OLD
    return DocumentFacts(**row._mapping, is_old=old)
