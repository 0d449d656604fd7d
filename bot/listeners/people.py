"""Slack's events about people, groups and conversations: taken back first, then read anew."""

from typing import Any

from bot.directory.changes import Changes
from bot.directory.full_pass import FullPass
from bot.jobs import Errands
from bot.knowledge import Workspace
from bot.listeners.payloads import Changed, Channel, GroupMembers, Membership, Renamed


class People:
    """Keeps what is known true: when a listener returns, what was known before is gone."""

    def __init__(
        self, changes: Changes, full_pass: FullPass, errands: Errands, workspace: Workspace
    ) -> None:
        self._changes = changes
        self._full_pass = full_pass
        self._errands = errands
        self._workspace = workspace

    async def person_changed(self, event: dict[str, Any]) -> None:
        """`user_change`, `team_join`."""
        await self._changes.person(Changed.model_validate(event).user.model_dump())

    async def group_changed(self) -> None:
        """`subteam_created`, `subteam_updated`: handle, members or existence."""
        await self._changes.groups()
        await self._errands.groups()

    async def group_members_changed(self, event: dict[str, Any]) -> None:
        """`subteam_members_changed`."""
        told = GroupMembers.model_validate(event)
        await self._changes.groups(told.subteam_id, told.removed_users)
        await self._errands.groups()

    async def joined(self, event: dict[str, Any]) -> None:
        """`member_joined_channel`."""
        told = Membership.model_validate(event)
        await self._changes.conversation(told.channel)
        await self._errands.conversation(told.channel)

    async def left(self, event: dict[str, Any]) -> None:
        """`member_left_channel`."""
        told = Membership.model_validate(event)
        await self._changes.left(told.channel, told.user)
        if told.user == self._workspace.bot_user:
            await self._full_pass.channel_left(told.channel)

    async def app_left(self, event: dict[str, Any]) -> None:
        """`channel_left`, `group_left`: the app was removed."""
        channel = Channel.model_validate(event).channel
        await self._changes.conversation(channel)
        await self._full_pass.channel_left(channel)

    async def conversation_changed(self, event: dict[str, Any]) -> None:
        """`channel_shared`, `channel_unshared`."""
        channel = Channel.model_validate(event).channel
        await self._changes.conversation(channel)
        await self._errands.conversation(channel)

    async def conversation_renamed(self, event: dict[str, Any]) -> None:
        """`channel_id_changed`."""
        told = Renamed.model_validate(event)
        await self._changes.renamed(told.old_channel_id, told.new_channel_id)
        await self._errands.conversation(told.new_channel_id)
