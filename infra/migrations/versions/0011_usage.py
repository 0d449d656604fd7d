"""What chat models use, what is spent of budgets, and which sources may be sent to them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "source",
        sa.Column("sends", sa.Text(), nullable=False, server_default=sa.text("'open'")),
    )
    op.add_column("answer", sa.Column("model", sa.Text(), nullable=True))
    for name in ("model_calls", "input_tokens", "output_tokens"):
        op.add_column(
            "answer", sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
    op.add_column("answer", sa.Column("usd", sa.Numeric(18, 9), nullable=True))
    op.create_table(
        "usage",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False),
        sa.Column("usd", sa.Numeric(18, 9), nullable=False),
        sa.Column("unpriced", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "day", "subject", "model", name=op.f("pk_usage")),
    )
    op.create_table(
        "spent",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("usd", sa.Numeric(18, 9), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "day", "subject", name=op.f("pk_spent")),
    )
