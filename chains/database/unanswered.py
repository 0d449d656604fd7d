"""The table of questions that nothing answered, for the topics administrators are shown."""

from datetime import datetime

from sqlalchemy import ARRAY, REAL, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class UnansweredRow(Base):
    """What of a question tells its topic.

    ``words``: those that carry meaning, each once, in alphabetical order. ``question``: the whole
    of it, where everybody could read it anyway. ``vector``: that of the words.
    """

    __tablename__ = "unanswered"
    __table_args__ = (
        Index(None, "workspace", "asked_at"),
        Index(None, "workspace", "asker"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str] = mapped_column(primary_key=True)
    asker: Mapped[str]
    asked_at: Mapped[datetime]
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    question: Mapped[str | None]
    vector: Mapped[list[float]] = mapped_column(ARRAY(REAL))
