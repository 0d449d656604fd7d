"""The tables of both packages' shared base, and those of the knowledge side."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Every table of Footnote; names of constraints are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this class attribute as it is
        str: Text,
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[str]: JSONB,
        list[dict[str, Any]]: JSONB,
    }


class PrincipalRow(Base):
    """A principal, by number."""

    __tablename__ = "principal"
    __table_args__ = (UniqueConstraint("workspace", "name"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    workspace: Mapped[str]
    name: Mapped[str]


class MembershipRow(Base):
    """An edge: ``member_id`` belongs to ``group_id``, as ``origin`` says."""

    __tablename__ = "membership"
    __table_args__ = (Index(None, "group_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("principal.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("principal.id"), primary_key=True)
    origin: Mapped[str] = mapped_column(primary_key=True)
    observed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AccessListRow(Base):
    """An interned access list; ``id`` is the number that passages carry."""

    __tablename__ = "access_list"
    __table_args__ = (UniqueConstraint("workspace", "digest"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    workspace: Mapped[str]
    digest: Mapped[str]
    clauses: Mapped[int] = mapped_column(CheckConstraint("clauses > 0", name="has_a_clause"))
    has_denials: Mapped[bool]


class AccessClauseRow(Base):
    """One principal of one clause of an access list."""

    __tablename__ = "access_clause"
    __table_args__ = (Index(None, "principal_id", "clause", "access_list_id"),)

    access_list_id: Mapped[int] = mapped_column(ForeignKey("access_list.id"), primary_key=True)
    clause: Mapped[int] = mapped_column(primary_key=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("principal.id"), primary_key=True)


class AccessDenialRow(Base):
    """One denied principal of an access list."""

    __tablename__ = "access_denial"

    access_list_id: Mapped[int] = mapped_column(ForeignKey("access_list.id"), primary_key=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("principal.id"), primary_key=True)


class AccessEpochRow(Base):
    """Counts the changes of a workspace's memberships and lists."""

    __tablename__ = "access_epoch"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class PersonRow(Base):
    """What Slack last said of a user."""

    __tablename__ = "person"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(primary_key=True)
    standing: Mapped[str]
    is_admin: Mapped[bool]
    strength: Mapped[str] = mapped_column(default="slack", server_default="slack")
    observed_at: Mapped[datetime]


class ConversationRow(Base):
    """What Slack last said of a conversation; who is in it stands in ``membership``."""

    __tablename__ = "conversation"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    has_guests: Mapped[bool]
    is_shared: Mapped[bool]
    observed_at: Mapped[datetime]


class SourceRow(Base):
    """A connected source; its readers are the members of the group `group:source:<id>`."""

    __tablename__ = "source"
    __table_args__ = (
        Index(
            "uq_source_workspace_scope",
            "workspace",
            "scope",
            unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    workspace: Mapped[str]
    kind: Mapped[str]
    scope: Mapped[str]
    config: Mapped[dict[str, Any]]
    readers: Mapped[list[str]]
    requires_sign_in: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Its documents are for people who have proved by a second sign-in who they are."""
    sends: Mapped[str] = mapped_column(default="open", server_default=text("'open'"))
    """Which of its text a chat model's provider may be sent: `open`, `all` or `nothing`."""
    paused: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    removed_at: Mapped[datetime | None]
    synced_at: Mapped[datetime | None]
    cursor: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """By document: what its administrator should know of it."""


class DocumentRow(Base):
    """A document; ``deleted_at`` set means that no reader may be shown it any more.

    ``indexed_list_id`` is the access list its passages carry, which may lag behind
    ``access_list_id`` until they are moved.
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("source_id", "external_id"),
        Index(None, "workspace", "access_list_id"),
        # Of any length: a tree takes 2,700 bytes, and a path may have more.
        Index("ix_document_url", "url", postgresql_using="hash"),
        Index(
            "ix_document_superseding",
            "source_id",
            postgresql_where=text("supersedes IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id"))
    external_id: Mapped[str]
    url: Mapped[str]
    title: Mapped[str]
    scope: Mapped[str]
    language: Mapped[str]
    updated: Mapped[date | None]
    owner: Mapped[str | None]
    supersedes: Mapped[str | None]
    access_list_id: Mapped[int] = mapped_column(ForeignKey("access_list.id"))
    indexed_list_id: Mapped[int]
    content_hash: Mapped[str]
    passages: Mapped[int]
    permissions_confirmed_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class SettingRow(Base):
    """Settings of one subject: `workspace` or `channel:<id>`."""

    __tablename__ = "setting"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_by: Mapped[str]


class AuditRow(Base):
    """Who changed which setting, from what, to what."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "workspace", "at"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    workspace: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
