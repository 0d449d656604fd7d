"""Where a channel's questions search: its own setting, the workspace's, the file's."""

import pytest
from sqlalchemy import select

from chains.access.principals import WorkspaceId
from chains.administration import Administration
from chains.database.engine import Sessions
from chains.database.tables import AuditRow
from chains.errors import InvalidSetting
from chains.sources.catalog import FolderSource
from tests.integration.administration.conftest import FINN


async def connect(administration: Administration, workspace: WorkspaceId, scope: str) -> None:
    source = FolderSource.parse({"path": scope, "scope": scope, "readers": ("everyone",)})
    await administration.connect_folder(workspace, FINN, source)


async def test_a_channels_setting_wins_over_the_workspaces_and_that_over_the_files(
    administration: Administration, workspace: WorkspaceId
) -> None:
    await connect(administration, workspace, "handbook")
    await connect(administration, workspace, "people")
    assert await administration.channel_scopes(workspace, "C0ENG") == ("handbook",)
    await administration.set_channel_scopes(workspace, FINN, None, ["people"])
    assert await administration.channel_scopes(workspace, "C0ENG") == ("people",)
    await administration.set_channel_scopes(workspace, FINN, "C0ENG", ["people", "handbook"])
    assert await administration.channel_scopes(workspace, "C0ENG") == ("handbook", "people")
    assert await administration.channel_scopes(workspace, "C0OTHER") == ("people",)


async def test_no_scope_means_everywhere_whatever_the_default_is(
    administration: Administration, workspace: WorkspaceId
) -> None:
    await administration.set_channel_scopes(workspace, FINN, "C0ENG", [])
    assert await administration.channel_scopes(workspace, "C0ENG") == ()


async def test_a_scope_of_no_connected_source_is_refused_on_its_field(
    administration: Administration, workspace: WorkspaceId
) -> None:
    with pytest.raises(InvalidSetting) as raised:
        await administration.set_channel_scopes(workspace, FINN, "C0ENG", ["people"])
    assert raised.value.fields == {"scopes": "No connected source has the scope people."}


async def test_each_change_is_audited_with_what_it_was_and_is(
    administration: Administration, sessions: Sessions, workspace: WorkspaceId
) -> None:
    await connect(administration, workspace, "people")
    await administration.set_channel_scopes(workspace, FINN, "C0ENG", ["people"])
    await administration.set_channel_scopes(workspace, FINN, "C0ENG", [], members_read=True)
    wanted = (
        select(AuditRow)
        .where(AuditRow.workspace == workspace, AuditRow.subject == "channel:C0ENG")
        .order_by(AuditRow.id)
    )
    async with sessions() as session:
        first, second = await session.scalars(wanted)
    was, now = (first.after, second.after)
    assert (first.actor, first.before) == ("U0FINN", None)
    off = {"members_read": False, "follow_ups": False, "passive_help": False}
    assert was == {"scopes": ["people"], **off}
    assert (second.before, now) == (was, {"scopes": [], **off, "members_read": True})


async def test_what_members_may_read_counts_only_where_it_was_chosen(
    administration: Administration, workspace: WorkspaceId
) -> None:
    assert not (await administration.own_channel(workspace, "C0PAY")).members_read
    await administration.set_channel_scopes(workspace, FINN, "C0PAY", [], members_read=True)
    assert (await administration.own_channel(workspace, "C0PAY")).members_read
    assert not (await administration.own_channel(workspace, "C0OTHER")).members_read
    # Not a choice for all channels at once.
    await administration.set_channel_scopes(workspace, FINN, None, [], members_read=True)
    assert not (await administration.own_channel(workspace, "C0OTHER")).members_read
    await administration.set_channel_scopes(workspace, FINN, "C0PAY", [])
    assert not (await administration.own_channel(workspace, "C0PAY")).members_read
