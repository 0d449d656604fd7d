"""Questions that nothing answered, for the topics administrators are shown."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "unanswered",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("vector", sa.ARRAY(sa.REAL()), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "request", name=op.f("pk_unanswered")),
    )
    op.create_index(
        op.f("ix_unanswered_workspace_asked_at"), "unanswered", ["workspace", "asked_at"]
    )
    op.create_index(op.f("ix_unanswered_workspace_asker"), "unanswered", ["workspace", "asker"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("unanswered")
