"""What is remembered of replies: who was told something today that is told once a day."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class NoticedRow(Base):
    """One notice: to whom, of which conversation, on which day (UTC), for which request.

    ``about``: why nothing was said there (`closed`), or an offer to help (`help`).
    """

    __tablename__ = "noticed"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True, server_default="closed")
    request: Mapped[str]
