"""One run over a source: what changed goes into Postgres and the index, in batches."""

import hashlib
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import structlog
from langchain_core.embeddings import Embeddings

from chains.access.principals import WorkspaceId
from chains.errors import SourceUnreadable
from chains.index.passages import PassageRecord, embedding_text
from chains.index.writer import PassageWriter
from chains.sources.base import Change, Connector, Cursor, Deleted, SourceDocument, Upserted
from chains.sources.catalog import open_connector
from chains.sync.connected import ConnectedSource
from chains.sync.ledger import Ledger, document_id
from chains.sync.permissions import Mapped, map_permissions
from chains.sync.splitting import PassageText, Splitter

BATCH = 8
"""Documents between two saves of the cursor: what a crash costs at most."""
SPLITTING = "2"
"""Raised when the splitter or the text that is embedded changes, so that every document is
indexed anew."""

Progress = Callable[[int], None]
"""Told how many documents were handled since it was told last."""
Connect = Callable[[str, Mapping[str, Any]], Connector]
"""Opens the connector of a source by its kind and configuration."""


@dataclass
class SyncReport:
    """What one run did."""

    upserted: int = 0
    unchanged: int = 0
    deleted: int = 0
    passages: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Prepared:
    """A document on its way into the index."""

    document: SourceDocument
    id: UUID
    access_list: int
    content_hash: str
    passages: list[PassageText]


class Synchroniser:
    """Brings the index and the ledger to what a source says."""

    def __init__(
        self,
        ledger: Ledger,
        writer: PassageWriter,
        embeddings: Embeddings,
        splitter: Splitter,
        connect: Connect = open_connector,
    ) -> None:
        self._ledger = ledger
        self._writer = writer
        self._embeddings = embeddings
        self._splitter = splitter
        self._connect = connect

    async def sync(
        self, workspace: WorkspaceId, source: UUID, progress: Progress = lambda _: None
    ) -> SyncReport:
        """One run; a removed source loses its passages, a paused one is left alone.

        Raises:
            RetryLater: Postgres, the index or the model did not answer; a second run goes on
                where this one stopped.
        """
        report = SyncReport()
        connected = await self._ledger.source(workspace, source)
        if connected is None:
            return report
        began = time.monotonic()
        if connected.removed:
            await self._ledger.mark_all_deleted(connected)
        await self._clear_leftovers(connected)
        if connected.active:
            await self._writer.add_workspace(workspace)
            await self._run(connected, report, progress)
        structlog.get_logger().info(
            "source_synced",
            source=str(source),
            upserted=report.upserted,
            unchanged=report.unchanged,
            deleted=report.deleted,
            passages=report.passages,
            problems=len(report.problems),
            seconds=round(time.monotonic() - began, 3),
        )
        return report

    async def _run(
        self,
        source: ConnectedSource,
        report: SyncReport,
        progress: Progress,
    ) -> None:
        listed = True
        try:
            connector = self._connect(source.kind, source.config)
            since = await self._since(source)
            cursor: Cursor = {}
            async for batch, cursor in _batches(connector.changes(since or {})):
                await self._store(source, connector, batch, report)
                progress(len(batch))
                if since is not None:
                    await self._save(source, cursor, report, report.touched)
            if since is None:
                # The cursor was of no use, so only a whole run tells what is gone.
                gone = await self._ledger.readable(source.id) - report.touched
                await self._delete(source, sorted(gone), report)
                await self._save(source, cursor, report, None)
        except SourceUnreadable as error:
            report.problems[""] = error.reason
            listed = False
        report.touched.add("")
        await self._ledger.finish(source.id, report.problems, report.touched, listed=listed)

    async def _since(self, source: ConnectedSource) -> Cursor | None:
        """Where the last run ended; None when that says nothing of what the index holds."""
        if source.cursor.get("splitting") != SPLITTING:
            return None
        if await self._ledger.has_unfinished(source.id):
            return None
        since: Cursor = source.cursor["cursor"]
        return since

    async def _save(
        self,
        source: ConnectedSource,
        cursor: Cursor,
        report: SyncReport,
        touched: Collection[str] | None,
    ) -> None:
        saved = {"splitting": SPLITTING, "cursor": dict(cursor)}
        await self._ledger.save(source.id, saved, report.problems, touched)

    async def _store(
        self,
        source: ConnectedSource,
        connector: Connector,
        batch: list[Change],
        report: SyncReport,
    ) -> None:
        gone = [change.external_id for change in batch if isinstance(change, Deleted)]
        found: list[SourceDocument] = []
        for change in batch:
            report.touched.add(change.external_id)
            if not isinstance(change, Upserted):
                continue
            try:
                found.append(await connector.fetch(change.external_id))
            except SourceUnreadable as error:
                # What can no longer be read has readers nobody knows any more.
                gone.append(change.external_id)
                report.problems[change.external_id] = error.reason
        await self._delete(source, gone, report)
        await self._index(source, await self._changed(source, found, report), report)

    async def _delete(self, source: ConnectedSource, gone: list[str], report: SyncReport) -> None:
        if gone:
            await self._ledger.mark_deleted(source, gone)
            await self._clear_leftovers(source)
            report.deleted += len(gone)

    async def _changed(
        self, source: ConnectedSource, found: list[SourceDocument], report: SyncReport
    ) -> list[_Prepared]:
        """Stores what the ledger keeps of each document; those whose text is new come back."""
        demand = source.requires_sign_in
        mapped = [map_permissions(source.id, one.permissions, sign_in=demand) for one in found]
        numbers = await self._ledger.intern(source.workspace, mapped)
        known = await self._ledger.entries(
            [document_id(source.id, document.external_id) for document in found]
        )
        fresh = []
        for document, permissions, number in zip(found, mapped, numbers, strict=True):
            _report_problems(document, permissions, report)
            prepared = self._prepare(source, document, number)
            before = known.get(prepared.id)
            # Postgres first: new readers hold at once, whatever the index still says.
            await self._ledger.put(source, document, number)
            if before is None or before.content_hash != prepared.content_hash or before.deleted:
                fresh.append(prepared)
                continue
            report.unchanged += 1
            if before.indexed_list != number:
                await self._move(source, prepared.id, number)
        return fresh

    def _prepare(
        self, source: ConnectedSource, document: SourceDocument, access_list: int
    ) -> _Prepared:
        facts = (SPLITTING, source.scope, document.title, document.language, document.text)
        return _Prepared(
            document,
            document_id(source.id, document.external_id),
            access_list,
            hashlib.sha256("\n".join(facts).encode()).hexdigest(),
            self._splitter.split(document.text, document.title),
        )

    async def _index(
        self, source: ConnectedSource, fresh: list[_Prepared], report: SyncReport
    ) -> None:
        """New passages first, then the old ones go: no moment without the document."""
        texts = [
            embedding_text(one.document.title, passage.heading, passage.text)
            for one in fresh
            for passage in one.passages
        ]
        vectors = iter(await self._embeddings.aembed_documents(texts) if texts else ())
        records = [
            _record(source, one, passage, next(vectors))
            for one in fresh
            for passage in one.passages
        ]
        # A crash from here on leaves a mark: the next run goes over everything again.
        await self._ledger.writing({one.id: len(one.passages) for one in fresh})
        await self._writer.write(source.workspace, records)
        for one in fresh:
            await self._writer.remove_stale(source.workspace, one.id, one.content_hash)
            await self._ledger.indexed(
                one.id,
                content_hash=one.content_hash,
                passages=len(one.passages),
                access_list=one.access_list,
            )
        report.upserted += len(fresh)
        report.passages += len(records)

    async def _move(self, source: ConnectedSource, document: UUID, access_list: int) -> None:
        await self._writer.move(source.workspace, document, access_list)
        await self._ledger.moved(document, access_list)

    async def _clear_leftovers(self, source: ConnectedSource) -> None:
        """What an interrupted run or a removal left: passages of deleted or moved documents."""
        if leftovers := await self._ledger.leftovers(source.id):
            await self._writer.remove_documents(source.workspace, leftovers)
            await self._ledger.forget_passages(leftovers)
        for document, access_list in await self._ledger.unmoved(source.id):
            await self._move(source, document, access_list)


async def _batches(
    changes: AsyncIterator[tuple[Change, Cursor]],
) -> AsyncIterator[tuple[list[Change], Cursor]]:
    batch: list[Change] = []
    cursor: Cursor = {}
    async for change, cursor in changes:
        batch.append(change)
        if len(batch) == BATCH:
            yield batch, cursor
            batch = []
    if batch:
        yield batch, cursor


def _record(
    source: ConnectedSource, one: _Prepared, passage: PassageText, vector: list[float]
) -> PassageRecord:
    return PassageRecord(
        document=one.id,
        ordinal=passage.ordinal,
        title=one.document.title,
        heading=passage.heading,
        anchor=passage.anchor,
        text=passage.text,
        source=str(source.id),
        scope=source.scope,
        access_list=one.access_list,
        content_hash=one.content_hash,
        language=one.document.language,
        vector=vector,
    )


def _report_problems(document: SourceDocument, permissions: Mapped, report: SyncReport) -> None:
    told = (*document.problems, *permissions.problems)
    if not document.text.strip():
        told = (*told, "it has no text")
    if told:
        report.problems[document.external_id] = "; ".join(told)
