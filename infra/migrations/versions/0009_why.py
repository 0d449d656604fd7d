"""Finding a document by its address, and the latest answer of a person."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_document_url", "document", ["url"], postgresql_using="hash")
    op.create_index(
        op.f("ix_answer_workspace_asker_delivered_at"),
        "answer",
        ["workspace", "asker", "delivered_at"],
    )
