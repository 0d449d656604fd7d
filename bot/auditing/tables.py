"""The links by which auditors get an export."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class ExportLinkRow(Base):
    """A link that an auditor was given, by its hash, with what they asked for."""

    __tablename__ = "export_link"
    __table_args__ = (Index(None, "workspace", "identity"),)

    digest: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    identity: Mapped[str]
    form: Mapped[str]
    filter: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
