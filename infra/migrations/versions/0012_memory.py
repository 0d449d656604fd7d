"""What was asked in a conversation, for the questions that follow."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "turn",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "request", name=op.f("pk_turn")),
    )
    op.create_index(
        op.f("ix_turn_workspace_channel_audience_asked_at"),
        "turn",
        ["workspace", "channel", "audience", "asked_at"],
    )
    op.create_index(op.f("ix_turn_workspace_asked_at"), "turn", ["workspace", "asked_at"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("turn")
