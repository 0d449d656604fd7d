"""The table of deliveries."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class DeliveryRow(Base):
    """One question as Slack delivered it, and what became of it.

    A message can arrive under several event ids (redelivery, mention and message twin), hence the
    second key. Postgres lets any number of rows have no message timestamp: commands have none.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("workspace", "event_id"),
        UniqueConstraint("workspace", "channel", "message_ts"),
        UniqueConstraint("workspace", "request"),
        Index("ix_delivery_open", "received_at", postgresql_where=text("state <> 'done'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    workspace: Mapped[str]
    request: Mapped[str]
    event_id: Mapped[str | None]
    channel: Mapped[str]
    message_ts: Mapped[str | None]
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="received", server_default="received")
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    outcome: Mapped[str | None]
    """What it ended in; before that, why it is to end without an outcome."""
    posted_ts: Mapped[str | None]
    """Where the outcome stands; before that, the message in which it is being written."""
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    cited: Mapped[list[str]] = mapped_column(default=list, server_default=text("'[]'::jsonb"))
    """Ids of the documents that the outcome shows."""
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
