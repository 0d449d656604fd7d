"""Whether a reply is the same as one before it, of which no word is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("answer", sa.Column("digest", sa.Text(), nullable=True))
