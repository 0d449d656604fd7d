"""What went on in a thread, as long as it is kept who asked there: a day."""

from sqlalchemy import select

from bot.delivery.deliveries import Delivery, Kind, State
from bot.delivery.endings import within
from bot.delivery.tables import DeliveryRow
from bot.errors import reaching_postgres
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions


class Threads:
    """The threads of every workspace."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def has_answered(
        self, workspace: WorkspaceId, channel: str, thread: str, user: str
    ) -> bool:
        """Whether somebody was answered in a thread.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        asked = Delivery(workspace, Kind.MENTION, None, channel, user, thread_ts=thread)
        statement = select(DeliveryRow.id).where(
            *within(asked),
            DeliveryRow.kind == Kind.MENTION,
            DeliveryRow.state == State.DONE,
            DeliveryRow.outcome == "answer",
            DeliveryRow.payload["user"].astext == user,
        )
        with reaching_postgres():
            async with self._sessions() as session:
                return await session.scalar(statement.limit(1)) is not None
