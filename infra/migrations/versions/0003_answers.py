"""What was answered, and why its readers might read what it shows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "answer",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("audience", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("more", sa.Boolean(), nullable=False),
        sa.Column("access_lists", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("milliseconds", sa.Float(), nullable=False),
        sa.Column("drafted", sa.Boolean(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("posted_ts", sa.Text(), nullable=True),
        sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "request", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_workspace_asked_at"), "answer", ["workspace", "asked_at"])
    op.create_index(
        op.f("ix_answer_workspace_channel_posted_ts"),
        "answer",
        ["workspace", "channel", "posted_ts"],
    )
    op.create_table(
        "proof",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Uuid(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("cosine", sa.Float(), nullable=True),
        sa.Column("bm25", sa.Float(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("access_list", sa.BigInteger(), nullable=False),
        sa.Column("grounds", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "request"],
            ["answer.workspace", "answer.request"],
            name=op.f("fk_proof_workspace_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "request", "number", name=op.f("pk_proof")),
    )
    op.create_index(op.f("ix_proof_document"), "proof", ["document"])
