"""What people said of answers."""

from datetime import datetime

from sqlalchemy import Index, func
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class FeedbackRow(Base):
    """What one person said of one answer; saying it again replaces it.

    ``words``: their own, for a few days only.
    """

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "workspace", "said_at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    reason: Mapped[str | None]
    words: Mapped[str | None]
    said_at: Mapped[datetime] = mapped_column(server_default=func.now())
