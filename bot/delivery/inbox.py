"""Stores a delivery and queues its job in one transaction, and follows it to its outcome."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import ColumnElement, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.deliveries import Delivery, Kind, State, Taken, new_request
from bot.delivery.endings import Endings, overtaken, within
from bot.delivery.rows import Rows
from bot.delivery.tables import DeliveryRow
from bot.errors import reaching_postgres
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions

ANSWER_TASK = "bot.answer"
QUESTIONS = "questions"
# Questions overtake syncs, which may be many.
QUESTION_PRIORITY = 10


class Inbox:
    """The deliveries of every workspace."""

    def __init__(self, sessions: Sessions, jobs: procrastinate.App, rows: Rows) -> None:
        self._sessions = sessions
        self._rows = rows
        self._jobs = jobs
        self.endings = Endings(sessions)

    async def receive(self, delivery: Delivery) -> bool:
        """Keep a delivery and queue it; False when it was known before.

        A known one that is neither finished nor queued is queued again: whoever stored it may
        have gone before the queue was told.

        Raises:
            StoreUnavailable: Postgres did not answer; nothing is kept.
        """
        with reaching_postgres():
            while True:
                if await self._store(delivery):
                    return True
                known = await self._known(delivery)
                if known is not None:
                    if known.state != State.DONE:
                        await self.queue(known.id, delivery.lock)
                    return False
                # Neither stored nor known: the request id was taken. Another one will not be.

    async def queue(self, identity: UUID, lock: str | None) -> bool:
        """Queue a stored delivery unless it waits there already."""
        try:
            await self._configured(identity, lock).defer_async(delivery=str(identity))
        except AlreadyEnqueued:
            return False
        return True

    async def take(self, identity: UUID) -> Taken | None:
        """Begin an attempt; ``None`` when the outcome is out or the delivery is gone."""
        statement = (
            update(DeliveryRow)
            .where(DeliveryRow.id == identity, DeliveryRow.state != State.DONE)
            .values(
                attempts=DeliveryRow.attempts + 1,
                state=case(
                    (DeliveryRow.state == State.POSTING, State.POSTING), else_=State.WORKING
                ),
                started_at=func.coalesce(DeliveryRow.started_at, func.now()),
            )
            .returning(DeliveryRow)
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                # Two that arrived at the same moment did not see each other.
                await session.execute(overtaken(DeliveryRow.id == identity))
                row = await session.scalar(statement)
        if row is None:
            return None
        return self._rows.taken_of(row)

    async def posting(self, taken: Taken, cited: Iterable[str] = ()) -> bool:
        """Say that something is about to be posted.

        False when another attempt took over, or when the question is to end without an outcome.
        ``cited``: the ids of the documents that it shows.
        """
        values = {"state": State.POSTING, "cited": list(cited)}
        return await self._advance(taken, values, DeliveryRow.outcome.is_(None))

    async def begun(self, taken: Taken, ts: str) -> bool:
        """Note which message is being written; False when another attempt took over."""
        return await self._advance(taken, {"posted_ts": ts})

    async def done(
        self, taken: Taken, outcome: str, posted_ts: str | None, *, words: bool = True
    ) -> bool:
        """Record the outcome; False when another attempt took over.

        Without ``words``, what was written is gone at once.
        """
        values: dict[str, Any] = {
            "state": State.DONE,
            "outcome": outcome,
            "posted_ts": posted_ts,
            "finished_at": func.now(),
        }
        if not words:
            values["payload"] = self._rows.wordless(taken.delivery)
        return await self._advance(taken, values)

    async def asked(self, workspace: WorkspaceId, request: str) -> Delivery | None:
        """The question that a request id names."""
        statement = select(DeliveryRow).where(
            DeliveryRow.workspace == workspace, DeliveryRow.request == request
        )
        with reaching_postgres():
            async with self._sessions() as session:
                row = await session.scalar(statement)
        return self._rows.delivery_of(row) if row is not None else None

    async def latest(self, workspace: WorkspaceId, channel: str) -> str | None:
        """The timestamp of the latest message that was asked in a direct conversation."""
        statement = select(func.max(DeliveryRow.message_ts)).where(
            DeliveryRow.workspace == workspace,
            DeliveryRow.channel == channel,
            DeliveryRow.kind == Kind.DIRECT,
        )
        with reaching_postgres():
            async with self._sessions() as session:
                return await session.scalar(statement)

    async def cited(self, workspace: WorkspaceId, request: str) -> tuple[str, ...]:
        """The ids of the documents that the outcome of a request shows."""
        statement = select(DeliveryRow.cited).where(
            DeliveryRow.workspace == workspace, DeliveryRow.request == request
        )
        with reaching_postgres():
            async with self._sessions() as session:
                return tuple(await session.scalar(statement) or ())

    async def was_shared(self, workspace: WorkspaceId, request: str) -> bool:
        """Whether the answer to a request was shared with its conversation."""
        statement = select(DeliveryRow.id).where(
            DeliveryRow.workspace == workspace,
            DeliveryRow.kind == Kind.SHARE,
            DeliveryRow.payload["about"].astext == request,
            DeliveryRow.posted_ts.is_not(None),
        )
        with reaching_postgres():
            async with self._sessions() as session:
                return await session.scalar(statement.limit(1)) is not None

    async def unfinished(self, workspace: WorkspaceId) -> int:
        """How many questions have no outcome yet."""
        statement = select(func.count()).where(
            DeliveryRow.workspace == workspace, DeliveryRow.state != State.DONE
        )
        with reaching_postgres():
            async with self._sessions() as session:
                return await session.scalar(statement) or 0

    async def leftovers(self, older_than: timedelta, at_most: int = 200) -> list[UUID]:
        """Unfinished deliveries that no job waits or works for."""
        statement = (
            select(DeliveryRow.id)
            .where(
                DeliveryRow.state != State.DONE,
                DeliveryRow.received_at < datetime.now(UTC) - older_than,
            )
            .order_by(DeliveryRow.received_at)
            .limit(at_most)
        )
        with reaching_postgres():
            async with self._sessions() as session:
                found = list(await session.scalars(statement))
            return [identity for identity in found if not await self._has_job(identity)]

    async def requeue(self, identity: UUID) -> bool:
        """Queue an unfinished delivery again, under its thread's lock."""
        with reaching_postgres():
            async with self._sessions() as session:
                row = await session.get(DeliveryRow, identity)
            return row is not None and await self.queue(identity, self._rows.delivery_of(row).lock)

    async def forget(self, text_after: timedelta, row_after: timedelta) -> None:
        """Drop the words of old questions, and later the rows.

        Slack's longest redelivery is a day, so that a row must outlive it.
        """
        now = datetime.now(UTC)
        finished = DeliveryRow.state == State.DONE
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    update(DeliveryRow)
                    .where(finished, DeliveryRow.finished_at < now - text_after)
                    .values(payload={}, cited=[])
                )
                await session.execute(
                    delete(DeliveryRow).where(finished, DeliveryRow.finished_at < now - row_after)
                )

    async def _store(self, delivery: Delivery) -> bool:
        statement = (
            insert(DeliveryRow)
            .values(
                workspace=delivery.workspace,
                request=new_request(),
                event_id=delivery.event_id,
                channel=delivery.channel,
                message_ts=delivery.message_ts,
                kind=delivery.kind,
                payload=self._rows.payload_of(delivery),
            )
            .on_conflict_do_nothing()
            .returning(DeliveryRow.id)
        )
        async with self._sessions.begin() as session:
            identity = await session.scalar(statement)
            if identity is None:
                return False
            await session.execute(overtaken(*within(delivery)))
            # In the same transaction: there is no moment with a row and no job.
            job = self._configured(identity, delivery.lock, await _raw(session))
            await job.defer_async(delivery=str(identity))
        return True

    async def _known(self, delivery: Delivery) -> DeliveryRow | None:
        same: ColumnElement[bool] = DeliveryRow.event_id == delivery.event_id
        if delivery.message_ts is not None:
            same |= (DeliveryRow.channel == delivery.channel) & (
                DeliveryRow.message_ts == delivery.message_ts
            )
        statement = select(DeliveryRow).where(DeliveryRow.workspace == delivery.workspace, same)
        async with self._sessions() as session:
            found: DeliveryRow | None = await session.scalar(statement.limit(1))
            return found

    async def _advance(
        self, taken: Taken, values: dict[str, Any], *conditions: ColumnElement[bool]
    ) -> bool:
        statement = (
            update(DeliveryRow)
            .where(
                DeliveryRow.id == taken.id,
                DeliveryRow.attempts == taken.attempt,
                DeliveryRow.state != State.DONE,
                *conditions,
            )
            .values(**values)
            .returning(DeliveryRow.id)
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                return await session.scalar(statement) is not None

    async def _has_job(self, identity: UUID) -> bool:
        for status in ("todo", "doing"):
            if await self._jobs.job_manager.list_jobs_async(
                task=ANSWER_TASK, status=status, queueing_lock=str(identity)
            ):
                return True
        return False

    def _configured(
        self, identity: UUID, lock: str | None, connection: object = None
    ) -> procrastinate.jobs.JobDeferrer:
        return self._jobs.configure_task(
            ANSWER_TASK,
            queue=QUESTIONS,
            priority=QUESTION_PRIORITY,
            lock=lock or f"delivery:{identity}",
            queueing_lock=str(identity),
            connection=connection,
        )


async def _raw(session: AsyncSession) -> object:
    """The driver's connection of a session, for the queue to write on."""
    connection = await (await session.connection()).get_raw_connection()
    return connection.driver_connection
