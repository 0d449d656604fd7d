"""Who has signed in, and the links that let somebody do so."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chains.database.tables import Base


class LinkedIdentityRow(Base):
    """A Slack user who has proved who they are; ``address`` is the alias they had in Slack then.

    One subject of the provider stands for one Slack user.
    """

    __tablename__ = "linked_identity"
    __table_args__ = (UniqueConstraint("workspace", "issuer", "subject"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(primary_key=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    address: Mapped[str]
    linked_at: Mapped[datetime]


class LinkTokenRow(Base):
    """A link that somebody was given, by its hash; ``request`` is the question to repeat."""

    __tablename__ = "link_token"
    __table_args__ = (Index(None, "workspace", "identity"),)

    digest: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    identity: Mapped[str]
    request: Mapped[str | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
