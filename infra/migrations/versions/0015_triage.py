"""What a message was taken for, beside what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("answer", sa.Column("intent", sa.Text(), nullable=True))
    op.add_column("answer", sa.Column("intent_probability", sa.Float(), nullable=True))
    op.add_column("answer", sa.Column("intent_sure", sa.Boolean(), nullable=True))
