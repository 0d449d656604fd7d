"""In which conversation an answer stands, where that is not the one it was made for."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("answer", sa.Column("posted_in", sa.Text(), nullable=True))
