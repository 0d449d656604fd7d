"""Reads and changes sources and settings; every change is an administrator's, and audited."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeAlias
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration.records import (
    SCOPE_TAKEN,
    SOURCE_PAUSED,
    apply_demand,
    audit,
    connected_scopes,
    connected_source,
    no_source_has,
    require_administrator,
    require_free_scope,
    save_setting,
    set_readers,
    snapshot,
)
from chains.administration.status import SourceStatus, WorkspaceStatus, status_of, summary_of
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow, SettingRow, SourceRow
from chains.errors import InvalidSetting, Refused, StoreUnavailable
from chains.settings import (
    WORKSPACE,
    ChannelSettings,
    FootnoteSettings,
    OwnChannelSettings,
    Sends,
    channel_subject,
)
from chains.sources.catalog import FOLDER, FolderSource, ReadersForm

RequestSync: TypeAlias = Callable[[WorkspaceId, UUID], Awaitable[None]]
"""Asks for a sync of one source; that of a removed source takes its passages out of the index."""


class Administration:
    """Reads and changes sources and settings; what is saved holds for the next question."""

    def __init__(
        self, sessions: Sessions, request_sync: RequestSync, defaults: FootnoteSettings
    ) -> None:
        self._sessions = sessions
        self._request_sync = request_sync
        self._defaults = defaults

    async def connect_folder(
        self, workspace: WorkspaceId, actor: Asker, source: FolderSource
    ) -> UUID:
        """Connect a folder and ask for its first sync.

        Raises:
            Refused: the actor is no administrator.
            InvalidSetting: the folder may not be read, or another source has the scope.
            StoreUnavailable: Postgres did not answer.
        """
        require_administrator(actor)
        source = await asyncio.to_thread(source.within, self._defaults.folders)
        row = SourceRow(
            id=uuid4(),
            workspace=workspace,
            kind=FOLDER,
            scope=source.scope,
            config=source.config(),
            readers=list(source.readers),
            requires_sign_in=source.requires_sign_in,
            sends=source.sends.value,
        )
        async with self._change() as session:
            await require_free_scope(session, workspace, source.scope)
            session.add(row)
            await set_readers(session, row, source.readers)
            audit(session, row, actor, "source.connect", None)
        await self._request_sync(workspace, row.id)
        return row.id

    async def change_readers(
        self,
        workspace: WorkspaceId,
        actor: Asker,
        source: UUID,
        readers: Iterable[str],
        *,
        requires_sign_in: bool | None = None,
        sends: Sends | None = None,
    ) -> None:
        """Let exactly these principals read a source; no passage is written.

        ``sends``: what a chat model's provider may be sent of it; ``requires_sign_in``: whether
        they must have proved by a second sign-in who they are; ``None`` leaves that as it is. A
        change of the latter moves every document to another access list, and the index follows by
        the sync that is asked for.

        Raises:
            Refused: the actor is no administrator, or the source is gone.
            InvalidSetting: there is no reader, or one is unknown.
            StoreUnavailable: Postgres did not answer.
        """
        require_administrator(actor)
        wanted = ReadersForm.parse({"readers": tuple(readers)}).readers
        async with self._changed(workspace, actor, source, "source.change_readers") as found:
            session, row = found
            row.readers = list(wanted)
            row.sends = row.sends if sends is None else sends.value
            await set_readers(session, row, wanted)
            changed = requires_sign_in is not None and requires_sign_in != row.requires_sign_in
            if requires_sign_in is not None and changed:
                row.requires_sign_in = requires_sign_in
                await apply_demand(session, row)
        if changed:
            await self._request_sync(workspace, source)

    async def pause(self, workspace: WorkspaceId, actor: Asker, source: UUID) -> None:
        """Stop syncing a source; what is indexed stays readable. Raises as `change_readers`."""
        async with self._changed(workspace, actor, source, "source.pause") as (_, row):
            row.paused = True

    async def resume(self, workspace: WorkspaceId, actor: Asker, source: UUID) -> None:
        """Sync a source again, and now. Raises as `change_readers`."""
        async with self._changed(workspace, actor, source, "source.resume") as (_, row):
            row.paused = False
        await self._request_sync(workspace, source)

    async def remove(self, workspace: WorkspaceId, actor: Asker, source: UUID) -> None:
        """Disconnect a source: nobody reads it from this moment; its passages go soon after.

        Raises as `change_readers`.
        """
        now = datetime.now(UTC)
        async with self._changed(workspace, actor, source, "source.remove") as (session, row):
            row.removed_at = now
            await set_readers(session, row, ())
            await session.execute(
                update(DocumentRow)
                .where(DocumentRow.source_id == source, DocumentRow.deleted_at.is_(None))
                .values(deleted_at=now)
            )
        await self._request_sync(workspace, source)

    async def request_sync(self, workspace: WorkspaceId, actor: Asker, source: UUID) -> None:
        """Ask for a sync now. Raises as `change_readers`; a paused source is refused too."""
        require_administrator(actor)
        async with self._change() as session:
            row = await connected_source(session, workspace, source)
            if row.paused:
                raise Refused(SOURCE_PAUSED)
        await self._request_sync(workspace, source)

    async def sources(self, workspace: WorkspaceId) -> list[SourceStatus]:
        """The connected sources by scope, with what is readable of each."""
        counts = (
            select(
                DocumentRow.source_id,
                func.count().label("documents"),
                func.coalesce(func.sum(DocumentRow.passages), 0).label("passages"),
            )
            .where(DocumentRow.workspace == workspace, DocumentRow.deleted_at.is_(None))
            .group_by(DocumentRow.source_id)
            .subquery()
        )
        wanted = (
            select(SourceRow, counts.c.documents, counts.c.passages)
            .outerjoin(counts, counts.c.source_id == SourceRow.id)
            .where(SourceRow.workspace == workspace, SourceRow.removed_at.is_(None))
            .order_by(SourceRow.scope)
        )
        async with self._change() as session:
            rows = (await session.execute(wanted)).all()
        return [status_of(row, documents or 0, passages or 0) for row, documents, passages in rows]

    async def source(self, workspace: WorkspaceId, source: UUID) -> SourceStatus | None:
        """One connected source; ``None`` when it is not connected."""
        found = (one for one in await self.sources(workspace) if one.id == source)
        return next(found, None)

    async def demands_sign_in(self, workspace: WorkspaceId) -> bool:
        """Whether any connected source is for those who have signed in once more."""
        wanted = select(SourceRow.id).where(
            SourceRow.workspace == workspace,
            SourceRow.removed_at.is_(None),
            SourceRow.requires_sign_in,
        )
        async with self._change() as session:
            return await session.scalar(select(wanted.exists())) or False

    async def scopes(self, workspace: WorkspaceId) -> tuple[str, ...]:
        """The scopes of the connected sources, in alphabetical order."""
        async with self._change() as session:
            return await connected_scopes(session, workspace)

    async def channel_scopes(self, workspace: WorkspaceId, channel: str | None) -> tuple[str, ...]:
        """Where questions of this channel search: its own setting, else the workspace's, else
        the default of `footnote.toml`; empty means everywhere. ``None`` is the workspace's own."""
        async with self._change() as session:
            own = await _own_settings(session, workspace, channel)
            row = await session.get(SettingRow, (workspace, WORKSPACE)) if own is None else None
        if own is not None:
            return own.scopes
        if row is not None:
            return ChannelSettings.model_validate(row.value).scopes
        return self._defaults.channels.scopes

    async def own_channel(self, workspace: WorkspaceId, channel: str) -> OwnChannelSettings:
        """What is only ever chosen for one channel."""
        async with self._change() as session:
            own = await _own_settings(session, workspace, channel)
        return own or OwnChannelSettings()

    async def set_channel_scopes(
        self,
        workspace: WorkspaceId,
        actor: Asker,
        channel: str | None,
        scopes: Iterable[str],
        *,
        members_read: bool = False,
        follow_ups: bool = False,
        passive_help: bool = False,
    ) -> None:
        """Let questions of a channel search only these scopes; none means everywhere.

        Without a channel it holds for every channel that has no setting of its own; what is only
        ever chosen for one channel, as `OwnChannelSettings`, is not kept then.

        Raises:
            Refused: the actor is no administrator.
            InvalidSetting: a scope belongs to no connected source.
            StoreUnavailable: Postgres did not answer.
        """
        require_administrator(actor)
        wanted = tuple(sorted(set(scopes)))
        subject = WORKSPACE if channel is None else channel_subject(channel)
        async with self._change() as session:
            if unknown := set(wanted) - set(await connected_scopes(session, workspace)):
                raise InvalidSetting({"scopes": no_source_has(unknown)})
            chosen = (
                ChannelSettings(scopes=wanted)
                if channel is None
                else OwnChannelSettings(
                    scopes=wanted,
                    members_read=members_read,
                    follow_ups=follow_ups,
                    passive_help=passive_help,
                )
            )
            await save_setting(session, workspace, actor, subject, chosen.model_dump(mode="json"))

    async def status(self, workspace: WorkspaceId) -> WorkspaceStatus:
        """All sources in numbers."""
        return summary_of(await self.sources(workspace))

    @asynccontextmanager
    async def _changed(
        self, workspace: WorkspaceId, actor: Asker, source: UUID, action: str
    ) -> AsyncIterator[tuple[AsyncSession, SourceRow]]:
        """A locked source in a transaction that ends with its audit row."""
        require_administrator(actor)
        async with self._change() as session:
            row = await connected_source(session, workspace, source)
            before = snapshot(row)
            yield session, row
            audit(session, row, actor, action, before)

    @asynccontextmanager
    async def _change(self) -> AsyncIterator[AsyncSession]:
        try:
            async with self._sessions.begin() as session:
                yield session
        except IntegrityError as error:
            if "uq_source_workspace_scope" in str(error.orig):
                raise InvalidSetting({"scope": SCOPE_TAKEN}) from error
            raise
        except (DBAPIError, PoolTimeout, OSError) as error:
            raise StoreUnavailable("administration") from error


async def _own_settings(
    session: AsyncSession, workspace: WorkspaceId, channel: str | None
) -> OwnChannelSettings | None:
    """What was chosen for this channel itself."""
    if channel is None:
        return None
    row = await session.get(SettingRow, (workspace, channel_subject(channel)))
    return None if row is None else OwnChannelSettings.model_validate(row.value)
