"""Strengths of identity, sources that demand a second sign-in, and who has signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "person", sa.Column("strength", sa.Text(), server_default="slack", nullable=False)
    )
    op.add_column(
        "source",
        sa.Column(
            "requires_sign_in", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
    )
    op.create_table(
        "linked_identity",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "identity", name=op.f("pk_linked_identity")),
        sa.UniqueConstraint(
            "workspace",
            "issuer",
            "subject",
            name=op.f("uq_linked_identity_workspace_issuer_subject"),
        ),
    )
    op.create_table(
        "link_token",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_link_token")),
    )
    op.create_index(
        op.f("ix_link_token_workspace_identity"), "link_token", ["workspace", "identity"]
    )
