"""Reads people, groups and conversations from Slack's Web API, page by page."""

from collections.abc import AsyncIterator
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import reaching_slack

Json = dict[str, Any]
PAGE = 200
MEMBERS_PAGE = 999
"""The most Slack allows: a channel of 50,000 takes 51 calls while somebody waits, not 250."""


class SlackLists:
    """What this package asks Slack about its people.

    Every method raises `SlackUnavailable` or `SlackRefused`.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def user(self, identity: str) -> Json:
        """One user."""
        with reaching_slack():
            response = await self._client.users_info(user=identity, include_locale=True)
        user: Json = response["user"]
        return user

    async def users(self) -> AsyncIterator[list[Json]]:
        """Everybody of the workspace and the strangers in its channels, a page at a time."""
        cursor: str | None = ""
        while cursor is not None:
            with reaching_slack():
                response = await self._client.users_list(
                    limit=PAGE, cursor=cursor, include_locale=True
                )
            yield response["members"]
            cursor = _next(response.get("response_metadata"))

    async def groups(self) -> list[Json]:
        """Every user group that is in use, with its members: one call."""
        with reaching_slack():
            response = await self._client.usergroups_list(include_users=True)
        groups: list[Json] = response["usergroups"]
        return groups

    async def conversation(self, channel: str) -> Json:
        """One conversation."""
        with reaching_slack():
            response = await self._client.conversations_info(channel=channel)
        found: Json = response["channel"]
        return found

    async def members(self, channel: str) -> list[str]:
        """The users in a conversation."""
        found: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            with reaching_slack():
                response = await self._client.conversations_members(
                    channel=channel, limit=MEMBERS_PAGE, cursor=cursor
                )
            found.extend(response["members"])
            cursor = _next(response.get("response_metadata"))
        return found

    async def own_conversations(self) -> list[Json]:
        """The channels and group DMs this app is in."""
        found: list[Json] = []
        cursor: str | None = ""
        while cursor is not None:
            with reaching_slack():
                response = await self._client.users_conversations(
                    types="public_channel,private_channel,mpim",
                    exclude_archived=True,
                    limit=PAGE,
                    cursor=cursor,
                )
            found.extend(response["channels"])
            cursor = _next(response.get("response_metadata"))
        return found


def _next(metadata: Json | None) -> str | None:
    return (metadata or {}).get("next_cursor") or None
