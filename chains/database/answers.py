"""The tables of what was answered: to whom, where, from which documents, and why they might."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base
from chains.database.usage import USD


class AnswerRow(Base):
    """What became of a question; its words and those of the reply are not kept.

    ``audience``: for whom it was made, as a list of profiles. ``access_lists``: how many of them
    the reader held at ``epoch``. ``delivered_at`` set means that somebody was shown it, in
    ``channel`` and, where the message has one that lasts, at ``posted_ts`` in
    ``posted_in``, which for a direct conversation that was named by its person is another id than
    ``channel``. ``revoked_at``: since when that audience may no longer read one of the documents it
    shows, ``None`` while it may.
    """

    __tablename__ = "answer"
    __table_args__ = (
        Index(None, "workspace", "asked_at"),
        Index(None, "workspace", "channel", "posted_ts"),
        Index(None, "workspace", "delivered_at"),
        Index(None, "workspace", "asker", "delivered_at"),
        Index(
            "ix_answer_standing",
            "workspace",
            "channel",
            postgresql_where=text("posted_ts IS NOT NULL AND redacted_at IS NULL"),
        ),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    asker: Mapped[str]
    venue: Mapped[str]
    channel: Mapped[str | None]
    audience: Mapped[list[dict[str, Any]]]
    wants: Mapped[str]
    scopes: Mapped[list[str]]
    outcome: Mapped[str]
    more: Mapped[bool]
    access_lists: Mapped[int]
    epoch: Mapped[int] = mapped_column(BigInteger)
    passages: Mapped[int]
    """Passages that were found and might be drawn on."""
    confidence: Mapped[float]
    milliseconds: Mapped[float]
    drafted: Mapped[bool]
    """Whether a chat model was asked."""
    model: Mapped[str | None]
    """The chat model that was asked last, as ``provider:model``."""
    model_calls: Mapped[int] = mapped_column(server_default=text("0"))
    input_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    output_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    usd: Mapped[Decimal | None] = mapped_column(USD)
    """``None`` where the price of a model that was asked is not known."""
    intent: Mapped[str | None]
    """What the message was taken for, how probably, and whether that was sure; ``None`` where
    nothing was asked, as for a list of documents."""
    intent_probability: Mapped[float | None]
    intent_sure: Mapped[bool | None]
    digest: Mapped[str | None]
    """Of the reply and its sources, under the deployment's key: the same for the same reply."""
    delivered_at: Mapped[datetime | None]
    posted_ts: Mapped[str | None]
    posted_in: Mapped[str | None]
    redacted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    redaction_refused_at: Mapped[datetime | None]


class ProofRow(Base):
    """Why the audience of an answer may read one of the documents it shows.

    ``grounds``: for each profile and each clause of the access list the principal that satisfied
    it, and the path of memberships to it. ``seal`` covers every other column and the answer's
    asker, place and audience, so that none can be altered unseen.
    """

    __tablename__ = "proof"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "request"], ["answer.workspace", "answer.request"], ondelete="CASCADE"
        ),
        Index(None, "document"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """The footnote, or the place in a list, from 1."""
    document: Mapped[UUID]
    anchor: Mapped[str]
    cosine: Mapped[float | None]
    bm25: Mapped[float | None]
    score: Mapped[float]
    access_list: Mapped[int] = mapped_column(BigInteger)
    grounds: Mapped[list[dict[str, Any]]]
    confirmed_at: Mapped[datetime]
    """When the source last confirmed who may read the document."""
    checked_at: Mapped[datetime]
    seal: Mapped[str]
