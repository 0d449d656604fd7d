"""What deliveries and the queue keep of a person."""

from typing import Any

from sqlalchemy import Executable, Select, Text, cast, column, delete, func, select, table, update
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

from bot.delivery.deliveries import State
from bot.delivery.tables import DeliveryRow
from chains.holdings import Kind

_JOBS = table(
    "procrastinate_jobs",
    column("args", JSONB),
    column("status"),
    column("scheduled_at", TIMESTAMP(timezone=True)),
)


class InInbox:
    """Questions with their words, and who asked them."""

    kind = Kind.QUESTIONS
    tables = frozenset({"delivery"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """Those whose words are there; without them a row names nobody."""
        return select(func.count(), func.min(DeliveryRow.received_at)).where(
            DeliveryRow.workspace == workspace, DeliveryRow.payload["user"].astext == identity
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """The words and the asker of those that have their outcome; the others are being answered.

        The row stays, as it does when a day has passed: Slack may deliver the same again.
        """
        theirs = update(DeliveryRow).where(
            DeliveryRow.workspace == workspace,
            DeliveryRow.payload["user"].astext == identity,
            DeliveryRow.state == State.DONE,
        )
        return (theirs.values(payload={}, cited=[]),)


class InQueue:
    """Errands that name a person, such as filling their home tab."""

    kind = Kind.ERRANDS
    tables = frozenset({"procrastinate_jobs"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """Those that wait, and those that failed; what succeeds is deleted at once."""
        # A user id is one person's alone, whatever the workspace.
        del workspace
        return (
            select(func.count(), func.min(_JOBS.c.scheduled_at))
            .select_from(_JOBS)
            .where(_JOBS.c.args["user"].astext == identity)
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """Those that failed."""
        del workspace
        theirs = _JOBS.c.args["user"].astext == identity
        return (delete(_JOBS).where(theirs, cast(_JOBS.c.status, Text) == "failed"),)
