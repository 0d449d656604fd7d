"""The table of answers that owners of documents stand for."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, func
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class VerifiedAnswerRow(Base):
    """An owner's words for a question.

    ``question``: a language, and the stems of the question in it. ``documents``: for each that the
    answer rests on its ``id``, and its ``hash`` and ``owner`` at the time.
    """

    __tablename__ = "verified_answer"
    __table_args__ = (Index(None, "workspace", "question"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    workspace: Mapped[str]
    question: Mapped[str]
    documents: Mapped[list[dict[str, Any]]]
    text: Mapped[str]
    person: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(server_default=func.now())
