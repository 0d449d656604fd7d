"""The tables of what chat models used: sums that last, and what is spent of a day's budgets."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base

USD = Numeric(18, 9)
"""US dollars: a token of a small model costs less than a ten-millionth."""


class UsageRow(Base):
    """What a model used on a day (UTC) for one subject: a channel, or all direct conversations
    together; beside them each person, where that is switched on.

    ``unpriced``: tokens of calls whose price was not known, which ``usd`` lacks.
    """

    __tablename__ = "usage"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    input_tokens: Mapped[int] = mapped_column(BigInteger)
    output_tokens: Mapped[int] = mapped_column(BigInteger)
    usd: Mapped[Decimal] = mapped_column(USD)
    unpriced: Mapped[int] = mapped_column(BigInteger)


class SpentRow(Base):
    """What is spent of a budget of a day (UTC), what calls have set aside included."""

    __tablename__ = "spent"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    tokens: Mapped[int] = mapped_column(BigInteger)
    usd: Mapped[Decimal] = mapped_column(USD)
