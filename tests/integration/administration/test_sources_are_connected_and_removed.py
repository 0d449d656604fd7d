"""Connecting, changing, pausing and removing a source on real Postgres."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from chains.access.access_lists import AccessList
from chains.access.audience import Asker, Audience, Standing
from chains.access.interning import intern_access_list
from chains.access.principals import EVERYONE, GUESTS, WorkspaceId
from chains.access.reader import Readers
from chains.administration import Administration
from chains.database.engine import Sessions, open_sessions
from chains.database.tables import AuditRow, DocumentRow, SourceRow
from chains.errors import InvalidSetting, Refused, StoreUnavailable
from chains.settings import FootnoteSettings
from chains.sources.catalog import FolderSource
from chains.sync.permissions import source_group
from tests.integration.administration.conftest import FINN, Jobs


def folder(**changes: Any) -> FolderSource:
    given = {"path": "handbook", "scope": "handbook", "readers": ("everyone",)}
    return FolderSource.parse({**given, **changes})


async def audits(sessions: Sessions, workspace: WorkspaceId) -> list[AuditRow]:
    wanted = select(AuditRow).where(AuditRow.workspace == workspace).order_by(AuditRow.id)
    async with sessions() as session:
        return list(await session.scalars(wanted))


async def add_document(sessions: Sessions, workspace: WorkspaceId, source: UUID) -> UUID:
    document = uuid4()
    async with sessions.begin() as session:
        number = await intern_access_list(session, workspace, AccessList.of({source_group(source)}))
        values = {
            "id": document,
            "workspace": workspace,
            "source": source,
            "list": number,
        }
        await session.execute(
            text(
                "INSERT INTO document (id, workspace, source_id, external_id, url, title, scope,"
                " language, access_list_id, indexed_list_id, content_hash, passages,"
                " permissions_confirmed_at) VALUES (:id, :workspace, :source, 'a.md', '', 'A',"
                " 'handbook', 'en', :list, :list, '', 3, now())"
            ),
            values,
        )
    return document


async def may_read(
    sessions: Sessions, workspace: WorkspaceId, audience: Audience, document: UUID
) -> bool:
    readers = Readers(sessions)
    reader = await readers.reader_for(workspace, audience)
    found = await readers.still_readable(reader, [document])
    return document in found


async def test_a_connected_folder_is_listed_audited_and_synced(
    administration: Administration,
    sessions: Sessions,
    workspace: WorkspaceId,
    jobs: Jobs,
    root: Path,
) -> None:
    source = await administration.connect_folder(workspace, FINN, folder())
    [status] = await administration.sources(workspace)
    assert (status.id, status.scope, status.kind) == (source, "handbook", "folder")
    assert status.path == str((root / "handbook").resolve())
    assert status.link == "https://docs.example/handbook"
    assert (status.documents, status.passages, status.synced_at) == (0, 0, None)
    assert jobs.asked == [(workspace, source)]
    [entry] = await audits(sessions, workspace)
    assert (entry.actor, entry.action, entry.before) == ("U0FINN", "source.connect", None)
    assert entry.after is not None
    assert entry.after["readers"] == ["everyone"]
    assert await administration.scopes(workspace) == ("handbook",)


async def test_a_change_of_readers_holds_for_the_next_question_and_moves_no_document(
    administration: Administration, sessions: Sessions, workspace: WorkspaceId
) -> None:
    source = await administration.connect_folder(workspace, FINN, folder())
    document = await add_document(sessions, workspace, source)
    members, guests = Audience.of(EVERYONE), Audience.of(GUESTS)
    assert await may_read(sessions, workspace, members, document)
    assert not await may_read(sessions, workspace, guests, document)
    async with sessions() as session:
        before = await session.get_one(DocumentRow, document)
    await administration.change_readers(workspace, FINN, source, ["guests"])
    assert not await may_read(sessions, workspace, members, document)
    assert await may_read(sessions, workspace, guests, document)
    async with sessions() as session:
        after = await session.get_one(DocumentRow, document)
    assert (before.access_list_id, before.indexed_list_id) == (
        after.access_list_id,
        after.indexed_list_id,
    )
    entry = (await audits(sessions, workspace))[-1]
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["readers"], entry.after["readers"]) == (["everyone"], ["guests"])


async def test_nobody_reads_a_source_from_the_moment_it_is_removed(
    administration: Administration, sessions: Sessions, workspace: WorkspaceId, jobs: Jobs
) -> None:
    source = await administration.connect_folder(workspace, FINN, folder())
    document = await add_document(sessions, workspace, source)
    jobs.asked.clear()
    await administration.remove(workspace, FINN, source)
    assert not await may_read(sessions, workspace, Audience.of(EVERYONE), document)
    # A sync that was running meanwhile brings the document back: still nobody is a reader.
    async with sessions.begin() as session:
        (await session.get_one(DocumentRow, document)).deleted_at = None
    assert not await may_read(sessions, workspace, Audience.of(EVERYONE), document)
    assert await administration.sources(workspace) == []
    assert jobs.asked == [(workspace, source)]
    assert (await audits(sessions, workspace))[-1].action == "source.remove"


async def test_a_removed_scope_is_free_again_and_a_connected_one_is_not(
    administration: Administration, workspace: WorkspaceId
) -> None:
    source = await administration.connect_folder(workspace, FINN, folder())
    with pytest.raises(InvalidSetting) as raised:
        await administration.connect_folder(workspace, FINN, folder(path="people"))
    assert set(raised.value.fields) == {"scope"}
    await administration.remove(workspace, FINN, source)
    await administration.connect_folder(workspace, FINN, folder(path="people"))


async def test_two_administrators_connecting_one_scope_at_once_make_one_source(
    administration: Administration, workspace: WorkspaceId
) -> None:
    tries = [administration.connect_folder(workspace, FINN, folder()) for _ in range(5)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, UUID) for one in results) == 1
    assert sum(isinstance(one, InvalidSetting) for one in results) == 4
    assert len(await administration.sources(workspace)) == 1


async def test_pausing_stops_syncs_but_not_reading_and_resuming_syncs_at_once(
    administration: Administration, sessions: Sessions, workspace: WorkspaceId, jobs: Jobs
) -> None:
    source = await administration.connect_folder(workspace, FINN, folder())
    document = await add_document(sessions, workspace, source)
    await administration.pause(workspace, FINN, source)
    jobs.asked.clear()
    with pytest.raises(Refused, match="paused"):
        await administration.request_sync(workspace, FINN, source)
    assert jobs.asked == []
    assert await may_read(sessions, workspace, Audience.of(EVERYONE), document)
    status = await administration.status(workspace)
    assert (status.sources, status.paused, status.documents, status.passages) == (1, 1, 1, 3)
    await administration.resume(workspace, FINN, source)
    assert jobs.asked == [(workspace, source)]
    await administration.request_sync(workspace, FINN, source)
    assert len(jobs.asked) == 2


Change = Callable[[Administration, WorkspaceId, Asker, UUID], Awaitable[object]]
CHANGES: dict[str, Change] = {
    "connect": lambda a, w, actor, _: a.connect_folder(w, actor, folder(path="people")),
    "readers": lambda a, w, actor, s: a.change_readers(w, actor, s, ["guests"]),
    "pause": lambda a, w, actor, s: a.pause(w, actor, s),
    "resume": lambda a, w, actor, s: a.resume(w, actor, s),
    "remove": lambda a, w, actor, s: a.remove(w, actor, s),
    "sync": lambda a, w, actor, s: a.request_sync(w, actor, s),
    "scopes": lambda a, w, actor, _: a.set_channel_scopes(w, actor, "C0ENG", []),
}
STRANGERS = (
    Asker("U0ANA", Standing.MEMBER),
    Asker("U0TOM", Standing.GUEST, is_admin=True),
    Asker("U0PRIYA", Standing.PARTNER, is_admin=True),
    Asker("U0BOT", Standing.NOBODY, is_admin=True),
)


@pytest.mark.parametrize("actor", STRANGERS, ids=lambda actor: actor.identity)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_whoever_is_no_administrator_changes_nothing(
    administration: Administration,
    sessions: Sessions,
    workspace: WorkspaceId,
    jobs: Jobs,
    change: Change,
    actor: Asker,
) -> None:
    source = await administration.connect_folder(workspace, FINN, folder())
    before = await administration.sources(workspace)
    jobs.asked.clear()
    with pytest.raises(Refused, match="administrators"):
        await change(administration, workspace, actor, source)
    assert await administration.sources(workspace) == before
    assert jobs.asked == []
    assert len(await audits(sessions, workspace)) == 1


async def test_a_source_of_another_workspace_or_a_removed_one_cannot_be_changed(
    administration: Administration, workspace: WorkspaceId
) -> None:
    source = await administration.connect_folder(workspace, FINN, folder())
    other = WorkspaceId(f"{workspace}X")
    with pytest.raises(Refused, match="no longer connected"):
        await administration.remove(other, FINN, source)
    await administration.remove(workspace, FINN, source)
    with pytest.raises(Refused, match="no longer connected"):
        await administration.pause(workspace, FINN, source)
    with pytest.raises(Refused, match="no longer connected"):
        await administration.pause(workspace, FINN, uuid4())


async def test_a_refused_change_leaves_neither_source_nor_audit_behind(
    administration: Administration, sessions: Sessions, workspace: WorkspaceId, jobs: Jobs
) -> None:
    with pytest.raises(InvalidSetting):
        await administration.connect_folder(workspace, FINN, folder(path="/"))
    async with sessions() as session:
        rows = await session.scalars(select(SourceRow).where(SourceRow.workspace == workspace))
        assert list(rows) == []
    assert await audits(sessions, workspace) == []
    assert jobs.asked == []


async def test_without_postgres_the_same_call_may_be_tried_again(workspace: WorkspaceId) -> None:
    async with open_sessions("postgresql://nobody@127.0.0.1:9/none") as nowhere:
        administration = Administration(nowhere, Jobs().request, FootnoteSettings())
        with pytest.raises(StoreUnavailable):
            await administration.sources(workspace)
