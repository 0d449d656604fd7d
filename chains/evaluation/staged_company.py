"""A company in the product's own stores: connected as a source, changed as a source changes."""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from langchain_core.embeddings import Embeddings

from chains.access.audience import Asker, Standing
from chains.access.directory import Directory, MembersFact
from chains.access.principals import EVERYONE, Principal, WorkspaceId, person, user_group
from chains.database.engine import Sessions
from chains.database.tables import SourceRow
from chains.evaluation.companies import (
    Acl,
    AclChanged,
    ChangeEvent,
    Company,
    CompanyDocument,
    DocumentDeleted,
    MembershipChanged,
)
from chains.index.stems import DEFAULT_LANGUAGE, language_of
from chains.index.writer import PassageWriter
from chains.settings import Sends
from chains.sources.base import (
    Change,
    Connector,
    Cursor,
    Deleted,
    Permissions,
    SourceDocument,
    Upserted,
)
from chains.sync.connected import ConnectedSource
from chains.sync.ledger import Ledger, document_id
from chains.sync.permissions import map_permissions, source_group
from chains.sync.run import Synchroniser
from chains.sync.splitting import Splitter

_ORIGIN = "evaluation"
Told = Callable[[int], None]
"""Told how many documents were indexed since it was told last."""


class StagedCompany:
    """A company's documents, people and groups, stored as those of any workspace.

    Every method raises RetryLater when a store or the model does not answer.
    """

    def __init__(
        self,
        company: Company,
        workspace: WorkspaceId,
        sessions: Sessions,
        writer: PassageWriter,
        embeddings: Embeddings,
        splitter: Splitter,
        sends: Sends = Sends.OPEN,
    ) -> None:
        """``sends``: which of its documents may be sent to a chat model."""
        self.workspace = workspace
        self._sends = sends
        self._source = uuid4()
        self._sessions = sessions
        self._directory = Directory(sessions)
        self._ledger = Ledger(sessions)
        self._groups = {name: set(members) for name, members in company.groups.items()}
        self._connector = _CompanyConnector(company.documents)
        self._synchroniser = Synchroniser(
            self._ledger, writer, embeddings, splitter, self._connected
        )
        self._names = {
            document_id(self._source, document): document for document in company.documents
        }

    async def load(self, told: Told = lambda _: None) -> None:
        """Connect the source for everyone, record the groups and index every document."""
        now = datetime.now(UTC)
        row = SourceRow(
            id=self._source,
            workspace=self.workspace,
            kind="company",
            scope="company",
            config={},
            readers=[EVERYONE],
            sends=self._sends.value,
        )
        async with self._sessions.begin() as session:
            session.add(row)
        readers = MembersFact(source_group(self._source), frozenset({EVERYONE}), _ORIGIN, now)
        groups = [self._members(name) for name in self._groups]
        await self._directory.record(self.workspace, [readers, *groups])
        await self._synchroniser.sync(self.workspace, self._source, told)

    async def commit(self, change: ChangeEvent) -> None:
        """Make a change the way its news arrive: true in Postgres, unknown to the index."""
        source = await self._ledger.source(self.workspace, self._source)
        match change:
            case AclChanged(doc=doc, acl=acl):
                document = self._connector.readable_for(doc, acl)
                mapped = map_permissions(self._source, document.permissions, sign_in=False)
                (number,) = await self._ledger.intern(self.workspace, [mapped])
                await self._ledger.put(_present(source), document, number)
            case DocumentDeleted(doc=doc):
                self._connector.without(doc)
                await self._ledger.mark_deleted(_present(source), [doc])
            case MembershipChanged(user=user, group=group, event=event):
                members = self._groups.setdefault(group, set())
                (members.add if event == "joined-group" else members.discard)(user)
                await self._directory.record(self.workspace, [self._members(group)])

    async def follow(self) -> None:
        """Bring the index to what was committed."""
        await self._synchroniser.sync(self.workspace, self._source)

    def name_of(self, document: UUID) -> str:
        """The company's id of a document; of one that is not the company's, its own."""
        return self._names.get(document, str(document))

    def _members(self, group: str) -> MembersFact:
        members = frozenset(_person(member) for member in self._groups[group])
        return MembersFact(_group(group), members, _ORIGIN, datetime.now(UTC))

    def _connected(self, _kind: str, _config: Mapping[str, Any]) -> Connector:
        return self._connector


def asker_of(user: str) -> Asker:
    """The company's person as a full member of the workspace."""
    return Asker(_opaque(user), Standing.MEMBER)


class _CompanyConnector:
    """Gives all documents once, then what changed since; see `Connector`."""

    def __init__(self, documents: Mapping[str, CompanyDocument]) -> None:
        self._documents = {name: _source_document(one) for name, one in documents.items()}
        self._news: list[Change] = [Upserted(name) for name in documents]

    async def changes(self, cursor: Cursor) -> AsyncIterator[tuple[Change, Cursor]]:
        seen = int(cursor.get("seen", 0))
        for place, change in enumerate(self._news[seen:], start=seen + 1):
            yield change, {"seen": place}

    async def fetch(self, external_id: str) -> SourceDocument:
        return self._documents[external_id]

    def readable_for(self, name: str, acl: Acl) -> SourceDocument:
        known = self._documents[name]
        changed = replace(known, permissions=_permissions(acl))
        self._documents[name] = changed
        self._news.append(Upserted(name))
        return changed

    def without(self, name: str) -> None:
        self._news.append(Deleted(name))


def _source_document(document: CompanyDocument) -> SourceDocument:
    return SourceDocument(
        external_id=document.id,
        title=document.title,
        url=document.url,
        text=document.text,
        language=language_of(document.text) or DEFAULT_LANGUAGE,
        permissions=_permissions(document.acl),
    )


def _permissions(acl: Acl) -> Permissions:
    return Permissions(
        (*(_person(user) for user in acl.users), *(_group(one) for one in acl.groups))
    )


def _person(user: str) -> Principal:
    return person(_opaque(user))


def _group(name: str) -> Principal:
    return user_group(_opaque(name))


def _opaque(id: str) -> str:
    """An id that is like no other: principals are trimmed and normalised, these must not be."""
    return hashlib.sha256(id.encode()).hexdigest()


def _present(source: ConnectedSource | None) -> ConnectedSource:
    if source is None:
        raise ValueError("the company was not loaded")
    return source
