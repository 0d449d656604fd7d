"""What a notice was about: one a day of each sort."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("noticed", sa.Column("about", sa.Text(), nullable=False, server_default="closed"))
    op.drop_constraint("pk_noticed", "noticed", type_="primary")
    op.create_primary_key(
        "pk_noticed", "noticed", ["workspace", "channel", "person", "day", "about"]
    )
