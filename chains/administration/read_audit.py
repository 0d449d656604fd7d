"""The read audit: who was shown which document, in which answer, where and when."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Executable, and_, delete, exists, or_, select
from sqlalchemy.orm import aliased

from chains.access.principals import WorkspaceId
from chains.database.answers import AnswerRow, ProofRow
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import DocumentRow

_BATCH = 500


class ReadFilter(BaseModel):
    """Which lines of the read audit are wanted; what is ``None`` narrows nothing.

    ``since`` (inclusive) and ``until`` (exclusive) bound when a document was shown; ``person`` and
    ``channel`` are Slack ids; ``document`` is the address of a document, or its id.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: datetime | None = None
    until: datetime | None = None
    person: str | None = None
    channel: str | None = None
    document: str | None = None


@dataclass(frozen=True)
class Reading:
    """One document that an answer showed: a line of the read audit.

    ``source``, ``title``, ``url`` and ``deleted_at`` are those of the document as it is now, and
    ``None`` when it is unknown by now; all else is as it was recorded then.
    """

    asked_at: datetime
    delivered_at: datetime
    asker: str
    venue: str
    channel: str | None
    posted_ts: str | None
    wants: str
    outcome: str
    redacted_at: datetime | None
    document: UUID
    source: str | None
    title: str | None
    url: str | None
    deleted_at: datetime | None
    access_list: int
    confirmed_at: datetime
    checked_at: datetime
    request: str


class ReadAudit:
    """Answers that were shown, with the documents in them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def rows(
        self, workspace: WorkspaceId, wanted: ReadFilter
    ) -> AsyncGenerator[Reading, None]:
        """One line for each document of each answer that was shown, those shown first first.

        They are those of one moment, and come from Postgres a batch at a time: close it when you
        stop before the end. Raises `StoreUnavailable`.
        """
        batched = {"yield_per": _BATCH}
        with reaching_database("read_audit"):
            async with self._sessions.begin() as session:
                found = await session.stream(
                    _readings(workspace, wanted), execution_options=batched
                )
                try:
                    async for row in found:
                        yield Reading(*row)
                finally:
                    await found.close()

    async def forget(self, workspace: WorkspaceId, days: int) -> int:
        """Delete the records of answers older than so many days; how many. Raises
        `StoreUnavailable`."""
        old = AnswerRow.asked_at < datetime.now(UTC) - timedelta(days=days)
        with reaching_database("read_audit"):
            async with self._sessions.begin() as session:
                done = await session.execute(
                    delete(AnswerRow).where(AnswerRow.workspace == workspace, old)
                )
        return int(getattr(done, "rowcount", 0))


def _readings(workspace: WorkspaceId, wanted: ReadFilter) -> Executable:
    """Its columns are the fields of `Reading`, in their order."""
    same = and_(ProofRow.workspace == AnswerRow.workspace, ProofRow.request == AnswerRow.request)
    known = and_(DocumentRow.id == ProofRow.document, DocumentRow.workspace == AnswerRow.workspace)
    return (
        select(
            AnswerRow.asked_at,
            AnswerRow.delivered_at,
            AnswerRow.asker,
            AnswerRow.venue,
            AnswerRow.channel,
            AnswerRow.posted_ts,
            AnswerRow.wants,
            AnswerRow.outcome,
            AnswerRow.redacted_at,
            ProofRow.document,
            DocumentRow.scope,
            DocumentRow.title,
            DocumentRow.url,
            DocumentRow.deleted_at,
            ProofRow.access_list,
            ProofRow.confirmed_at,
            ProofRow.checked_at,
            AnswerRow.request,
        )
        .join(ProofRow, same)
        .outerjoin(DocumentRow, known)
        .where(
            AnswerRow.workspace == workspace,
            AnswerRow.delivered_at.is_not(None),
            _is_first(),
            *_narrowed(wanted),
        )
        .order_by(AnswerRow.delivered_at, AnswerRow.request, ProofRow.number)
    )


def _is_first() -> ColumnElement[bool]:
    """Several footnotes of an answer may lead to one document: it was shown once."""
    earlier = aliased(ProofRow)
    return ~exists().where(
        earlier.workspace == ProofRow.workspace,
        earlier.request == ProofRow.request,
        earlier.document == ProofRow.document,
        earlier.number < ProofRow.number,
    )


def _narrowed(wanted: ReadFilter) -> list[ColumnElement[bool]]:
    narrowed: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        narrowed.append(AnswerRow.delivered_at >= wanted.since)
    if wanted.until is not None:
        narrowed.append(AnswerRow.delivered_at < wanted.until)
    if wanted.person is not None:
        narrowed.append(AnswerRow.asker == wanted.person)
    if wanted.channel is not None:
        narrowed.append(AnswerRow.channel == wanted.channel)
    if wanted.document is not None:
        narrowed.append(_is_document(wanted.document))
    return narrowed


def _is_document(named: str) -> ColumnElement[bool]:
    try:
        return ProofRow.document == UUID(named)
    except ValueError:
        address = named.partition("#")[0]
        return or_(DocumentRow.url == named, DocumentRow.url == address)
