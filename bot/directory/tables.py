"""What the mirror remembers of Slack: who had which alias, and when lists were read."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class MirroredRow(Base):
    """A subject that was mirrored, and the alias it had: what is gone from Slack is emptied.

    ``subject`` is a principal: a person, a user group or a channel. ``locale``: in which a person
    uses Slack, as Slack names it.
    """

    __tablename__ = "mirrored"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    alias: Mapped[str | None]
    locale: Mapped[str | None]


class ConfirmedRow(Base):
    """When a whole list was last read from Slack; without a row it is out of date."""

    __tablename__ = "confirmed"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
