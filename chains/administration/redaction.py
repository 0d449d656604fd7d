"""Posted answers whose sources are gone: which they are, and which have been redacted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, any_, exists, func, or_, select, update

from chains.access.audience import Audience, Profile
from chains.access.principals import Principal, WorkspaceId
from chains.access.reader import Readers
from chains.database.answers import AnswerRow, ProofRow
from chains.database.arrays import ids
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import DocumentRow
from chains.settings import RedactionSettings

TRY_AGAIN = timedelta(days=1)
"""When an answer is tried again that Slack would not change."""


@dataclass(frozen=True)
class Waits:
    """How long something must be gone before an answer is redacted, which cannot be undone.

    ``deleted``: an editor or a checkout may only be replacing a file. ``revoked``: while a list of
    Slack's cannot be read, everybody in it counts as out of it.
    """

    deleted: timedelta = timedelta(minutes=2)
    revoked: timedelta = timedelta(minutes=30)


@dataclass(frozen=True)
class PostedAnswer:
    """An answer that stands in Slack."""

    request: str
    channel: str
    posted_ts: str
    outcome: str


class Redactions:
    """Finds what is to be redacted. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions, readers: Readers, waits: Waits | None = None) -> None:
        self._sessions = sessions
        self._readers = readers
        self._waits = waits or Waits()

    async def due(
        self, workspace: WorkspaceId, settings: RedactionSettings, at_most: int = 100
    ) -> list[PostedAnswer]:
        """Answers that stand in Slack and should no longer, those shown first coming first."""
        now = datetime.now(UTC)
        reasons = []
        if settings.deleted:
            reasons.append(_shows(DocumentRow.deleted_at <= now - self._waits.deleted))
        if settings.revoked:
            reasons.append(AnswerRow.revoked_at <= now - self._waits.revoked)
        if not reasons:
            return []
        refused = AnswerRow.redaction_refused_at
        stands_in = func.coalesce(AnswerRow.posted_in, AnswerRow.channel)
        wanted = (
            select(AnswerRow.request, stands_in, AnswerRow.posted_ts, AnswerRow.outcome)
            .where(
                _standing(workspace),
                or_(*reasons),
                or_(refused.is_(None), refused < now - TRY_AGAIN),
            )
            .order_by(AnswerRow.delivered_at)
            .limit(at_most)
        )
        with reaching_database("redaction"):
            async with self._sessions() as session:
                return [
                    PostedAnswer(request, str(channel), str(posted_ts), outcome)
                    for request, channel, posted_ts, outcome in await session.execute(wanted)
                ]

    async def look(self, workspace: WorkspaceId) -> None:
        """Note of each standing answer whether those who read it may still read its sources."""
        shown = (
            select(AnswerRow.audience, func.array_agg(ProofRow.document.distinct()))
            .join(ProofRow, _same_answer())
            .join(DocumentRow, DocumentRow.id == ProofRow.document)
            .where(_standing(workspace), DocumentRow.deleted_at.is_(None))
            .group_by(AnswerRow.audience)
        )
        with reaching_database("redaction"):
            async with self._sessions() as session:
                found: Sequence[tuple[list[dict[str, Any]], list[UUID]]] = [
                    (audience, documents) for audience, documents in await session.execute(shown)
                ]
        for audience, documents in found:
            reader = await self._readers.reader_for(workspace, _audience(audience))
            gone = set(documents) - await self._readers.still_readable(reader, documents)
            await self._note(workspace, audience, gone)

    async def done(self, workspace: WorkspaceId, request: str) -> None:
        """The answer stands in Slack no longer."""
        await self._set(workspace, request, {"redacted_at": func.now()})

    async def refused(self, workspace: WorkspaceId, request: str) -> None:
        """Slack would not change the message; it is tried again in a day."""
        await self._set(workspace, request, {"redaction_refused_at": func.now()})

    async def _note(
        self, workspace: WorkspaceId, audience: list[dict[str, Any]], gone: Collection[UUID]
    ) -> None:
        same = and_(_standing(workspace), AnswerRow.audience == audience)
        shows = exists().where(_same_answer(), ProofRow.document == any_(ids(gone)))
        since = func.coalesce(AnswerRow.revoked_at, func.now())
        with reaching_database("redaction"):
            async with self._sessions.begin() as session:
                await session.execute(update(AnswerRow).where(same, shows).values(revoked_at=since))
                await session.execute(
                    update(AnswerRow)
                    .where(same, AnswerRow.revoked_at.is_not(None), ~shows)
                    .values(revoked_at=None)
                )

    async def _set(
        self, workspace: WorkspaceId, request: str, values: Mapping[str, object]
    ) -> None:
        same = and_(AnswerRow.workspace == workspace, AnswerRow.request == request)
        with reaching_database("redaction"):
            async with self._sessions.begin() as session:
                await session.execute(update(AnswerRow).where(same).values(values))


def _standing(workspace: WorkspaceId) -> ColumnElement[bool]:
    return and_(
        AnswerRow.workspace == workspace,
        AnswerRow.channel.is_not(None),
        AnswerRow.posted_ts.is_not(None),
        AnswerRow.redacted_at.is_(None),
    )


def _same_answer() -> ColumnElement[bool]:
    return and_(ProofRow.workspace == AnswerRow.workspace, ProofRow.request == AnswerRow.request)


def _shows(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_same_answer(), DocumentRow.id == ProofRow.document, which)


def _audience(kept: Sequence[Mapping[str, Any]]) -> Audience:
    return Audience(
        tuple(
            Profile(frozenset(map(Principal, one["principals"])), collective=one["collective"])
            for one in kept
        )
    )
