"""The locale in which a person uses Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("mirrored", sa.Column("locale", sa.Text(), nullable=True))
