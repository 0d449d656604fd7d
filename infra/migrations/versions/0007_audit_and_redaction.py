"""Redaction of posted answers, and what guards caught."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("answer", sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "answer", sa.Column("redaction_refused_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(
        "ix_answer_standing",
        "answer",
        ["workspace", "channel"],
        postgresql_where=sa.text("posted_ts IS NOT NULL AND redacted_at IS NULL"),
    )
    op.create_index(
        op.f("ix_answer_workspace_delivered_at"), "answer", ["workspace", "delivered_at"]
    )
    op.create_table(
        "oddity",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "day", "kind", name=op.f("pk_oddity")),
    )
