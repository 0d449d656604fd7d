"""The table of what was asked in a conversation, for the questions that follow."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class TurnRow(Base):
    """A question that was answered, as it was understood; the answer's words are not kept.

    It belongs to the thread it stands in and to an audience, of which ``audience`` is a digest.
    """

    __tablename__ = "turn"
    __table_args__ = (
        Index(None, "workspace", "channel", "audience", "asked_at"),
        Index(None, "workspace", "asked_at"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    thread: Mapped[str]
    audience: Mapped[str]
    asker: Mapped[str]
    asked_at: Mapped[datetime]
    question: Mapped[str]
