"""What those who watch over Footnote are told: the table of what guards caught."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class OddityRow(Base):
    """How often a guard caught something of a kind, a day."""

    __tablename__ = "oddity"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
