"""Documents that supersede others are found by their source: few do, and every question asks."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "ix_document_superseding",
        "document",
        ["source_id"],
        postgresql_where=sa.text("supersedes IS NOT NULL"),
    )
