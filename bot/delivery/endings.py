"""Questions that are to end before they have an outcome: stopped, deleted, overtaken.

A mark on the row, because the process that hears of it need not be the one at work.
"""

from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    Numeric,
    Update,
    cast,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import aliased

from bot.delivery.deliveries import Delivery, Ending, Kind, State, Taken
from bot.delivery.tables import DeliveryRow
from bot.errors import reaching_postgres
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions


class Endings:
    """Marks questions, and tells of the mark. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def stopped(self, workspace: WorkspaceId, channel: str, thread: str) -> None:
        """End what is at work in a thread; what waits there is somebody's next question."""
        at_work = DeliveryRow.state != State.RECEIVED
        await self._mark(
            Ending.STOPPED, workspace, channel, _thread(DeliveryRow) == thread, at_work
        )

    async def deleted(self, workspace: WorkspaceId, channel: str, message: str) -> None:
        """End what was asked by a message that is gone, in its first words or in later ones."""
        await self._mark(Ending.DELETED, workspace, channel, _asked_in(message))

    async def reworded(self, delivery: Delivery) -> bool:
        """Whether a reply to earlier words of the same message stands."""
        if delivery.edits is None:
            return False
        statement = select(DeliveryRow.id).where(
            DeliveryRow.workspace == delivery.workspace,
            DeliveryRow.channel == delivery.channel,
            _asked_in(delivery.edits),
            DeliveryRow.state == State.DONE,
            DeliveryRow.posted_ts.is_not(None),
            DeliveryRow.outcome.not_in(list(Ending)),
        )
        with reaching_postgres():
            async with self._sessions() as session:
                return await session.scalar(statement.limit(1)) is not None

    async def of(self, taken: Taken) -> Ending | None:
        """Why a question is to end, if it is; nothing for an attempt that was overtaken."""
        statement = select(DeliveryRow.outcome).where(
            DeliveryRow.id == taken.id,
            DeliveryRow.attempts == taken.attempt,
            DeliveryRow.state != State.DONE,
        )
        with reaching_postgres():
            async with self._sessions() as session:
                marked = await session.scalar(statement)
        return Ending(marked) if marked is not None else None

    async def _mark(
        self, why: Ending, workspace: WorkspaceId, channel: str, *which: ColumnElement[bool]
    ) -> None:
        statement = _marking(why).where(
            DeliveryRow.workspace == workspace,
            DeliveryRow.channel == channel,
            # Commands have no thread to stop and no message to delete.
            DeliveryRow.kind != Kind.SHARE,
            *which,
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(statement)


def overtaken(*which: ColumnElement[bool]) -> Update:
    """Mark those of these whose asker has asked something newer in the same thread.

    Newer is what Slack's clock says, and of the words of one message what arrived later. What had
    its outcome before these arrived overtakes nothing: Slack delivered them late, and they wait
    for an answer. While they wait beside each other the newest wins, in whatever order the two
    are taken.
    """
    newer = aliased(DeliveryRow)
    written = tuple_(_written(DeliveryRow), DeliveryRow.received_at)
    is_newer = exists().where(
        newer.workspace == DeliveryRow.workspace,
        newer.channel == DeliveryRow.channel,
        _is_message(newer),
        or_(newer.state != State.DONE, newer.finished_at > DeliveryRow.received_at),
        _thread(newer) == _thread(DeliveryRow),
        newer.payload["user"].astext == DeliveryRow.payload["user"].astext,
        tuple_(_written(newer), newer.received_at) > written,
    )
    return _marking(Ending.SUPERSEDED).where(_is_message(DeliveryRow), is_newer, *which)


def within(delivery: Delivery) -> tuple[ColumnElement[bool], ...]:
    """The questions of the same thread."""
    return (
        DeliveryRow.workspace == delivery.workspace,
        DeliveryRow.channel == delivery.channel,
        _thread(DeliveryRow) == delivery.thread,
    )


def _is_message(row: type[DeliveryRow]) -> ColumnElement[bool]:
    return or_(row.kind == Kind.MENTION, row.kind == Kind.DIRECT)


def _thread(row: type[DeliveryRow]) -> ColumnElement[str]:
    return func.coalesce(row.payload["thread_ts"].astext, row.message_ts)


def _written(row: type[DeliveryRow]) -> ColumnElement[Decimal]:
    return cast(func.coalesce(row.payload["edits"].astext, row.message_ts), Numeric)


def _marking(why: Ending) -> Update:
    return (
        update(DeliveryRow)
        .where(DeliveryRow.state != State.DONE, DeliveryRow.outcome.is_(None))
        .values(outcome=why)
        # The rows are not held in memory by anybody: there is nothing to be brought up to date.
        .execution_options(synchronize_session=False)
    )


def _asked_in(message: str) -> ColumnElement[bool]:
    """Whether it was asked in this message, as it was first written or edited."""
    edited: ColumnElement[str] = DeliveryRow.payload["edits"].astext
    return or_(DeliveryRow.message_ts == message, edited == message)
