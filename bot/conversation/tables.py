"""What is remembered of replies: who was told today why nothing is said in a conversation."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class NoticedRow(Base):
    """One notice: to whom, of which conversation, on which day (UTC), for which request."""

    __tablename__ = "noticed"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    request: Mapped[str]
