"""The rows behind sources and settings, each written within the caller's transaction."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.audience import Asker, Standing
from chains.access.directory import MembersFact, advance_epoch, replace_members
from chains.access.interning import intern_access_list, stored_access_list
from chains.access.principals import Principal, WorkspaceId
from chains.database.tables import AuditRow, DocumentRow, SettingRow, SourceRow
from chains.errors import InvalidSetting, Reason, Refused, reason
from chains.sync.permissions import source_group

ADMINISTRATORS_ONLY = reason(
    "Only administrators of this workspace may see and change its settings: please ask one of them."
)
SOURCE_PAUSED = reason("This source is paused. Resume it to sync it.")
NO_SUCH_SOURCE = reason("This source is no longer connected.")
SCOPE_TAKEN = reason("Another source has this scope. Choose another name.")
_ORIGIN = "source"


def no_source_has(scopes: Iterable[str]) -> Reason:
    """That no connected source has these scopes."""
    names = ", ".join(sorted(scopes))
    return reason("No connected source has the scope {names}.", names=names)


def require_administrator(actor: Asker) -> None:
    """Refuse everybody else.

    Raises:
        Refused: the actor is no administrator who is a full member.
    """
    if not actor.is_admin or actor.standing is not Standing.MEMBER:
        raise Refused(ADMINISTRATORS_ONLY)


async def connected_source(
    session: AsyncSession, workspace: WorkspaceId, source: UUID
) -> SourceRow:
    """The source, locked until the transaction ends.

    Raises:
        Refused: it is not connected in this workspace.
    """
    row = await session.get(SourceRow, source, with_for_update=True)
    if row is None or row.workspace != workspace or row.removed_at is not None:
        raise Refused(NO_SUCH_SOURCE)
    return row


async def connected_scopes(session: AsyncSession, workspace: WorkspaceId) -> tuple[str, ...]:
    """The scopes of the connected sources, in alphabetical order."""
    wanted = (
        select(SourceRow.scope)
        .where(SourceRow.workspace == workspace, SourceRow.removed_at.is_(None))
        .order_by(SourceRow.scope)
    )
    return tuple(await session.scalars(wanted))


async def require_free_scope(session: AsyncSession, workspace: WorkspaceId, scope: str) -> None:
    """Refuse a scope that is taken.

    Raises:
        InvalidSetting: another connected source has it.
    """
    if scope in await connected_scopes(session, workspace):
        raise InvalidSetting({"scope": SCOPE_TAKEN})


async def set_readers(session: AsyncSession, row: SourceRow, readers: Iterable[str]) -> None:
    """Make these principals the members of the source's group."""
    members = frozenset(Principal(word) for word in readers)
    group = source_group(row.id)
    fact = MembersFact(group, members, _ORIGIN, datetime.now(UTC))
    await replace_members(session, WorkspaceId(row.workspace), fact)


async def apply_demand(session: AsyncSession, row: SourceRow) -> None:
    """Give every document of the source the list that its demand asks for; no passage is written.

    A source has few lists, however many documents: one statement each.
    """
    workspace = WorkspaceId(row.workspace)
    of_source = DocumentRow.source_id == row.id
    numbers = await session.scalars(select(DocumentRow.access_list_id).where(of_source).distinct())
    for number in sorted(numbers):
        before = await stored_access_list(session, number)
        after = before.demanding(sign_in=row.requires_sign_in)
        moved = await intern_access_list(session, workspace, after)
        await session.execute(
            update(DocumentRow)
            .where(of_source, DocumentRow.access_list_id == number)
            .values(access_list_id=moved)
        )
    await advance_epoch(session, workspace)


async def save_setting(
    session: AsyncSession,
    workspace: WorkspaceId,
    actor: Asker,
    subject: str,
    value: dict[str, Any],
) -> None:
    """Write a subject's settings and their audit row."""
    key = {"workspace": workspace, "subject": subject}
    row = await session.get(SettingRow, (workspace, subject), with_for_update=True)
    before = None if row is None else dict(row.value)
    changed = {"value": value, "updated_by": actor.identity, "updated_at": datetime.now(UTC)}
    statement = insert(SettingRow).values(**key, **changed)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))
    session.add(
        AuditRow(**key, actor=actor.identity, action="setting.save", before=before, after=value)
    )


def audit(
    session: AsyncSession,
    row: SourceRow,
    actor: Asker,
    action: str,
    before: Mapping[str, Any] | None,
) -> None:
    """Write who did what to a source, with what it was and is."""
    session.add(
        AuditRow(
            workspace=row.workspace,
            actor=actor.identity,
            action=action,
            subject=f"source:{row.id}",
            before=None if before is None else dict(before),
            after=snapshot(row),
        )
    )


def snapshot(row: SourceRow) -> dict[str, Any]:
    """A source as the audit keeps it."""
    return {
        "kind": row.kind,
        "scope": row.scope,
        **row.config,
        "readers": list(row.readers),
        "requires_sign_in": bool(row.requires_sign_in),
        "sends": row.sends,
        "paused": bool(row.paused),
        "removed": row.removed_at is not None,
    }
