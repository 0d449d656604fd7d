"""Access clauses by principal and place: a reader is computed from the index alone."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        op.f("ix_access_clause_principal_id_clause_access_list_id"),
        "access_clause",
        ["principal_id", "clause", "access_list_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_access_clause_principal_id_access_list_id"), table_name="access_clause")
