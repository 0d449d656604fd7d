"""One call of a Web API method: its arguments, and how it refuses."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.company import BOT_USER
from bot.playground.directory import Channel
from bot.playground.rules import Json
from bot.playground.transports import SocketTransport
from bot.playground.workspace import Workspace
from bot.views.limits import Surface, Violation, verdict

PAGE = 200


class ApiError(Exception):
    """Slack's `{"ok": false, "error": word}`."""

    def __init__(self, error: str, *, status: int = 200, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.extra = extra


@dataclass
class Call:
    """A method called with arguments; `told` are payload-log remarks."""

    workspace: Workspace
    method: str
    arguments: Json
    sockets: SocketTransport
    token: str

    def text(self, name: str, default: str = "") -> str:
        """A text argument."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def required(self, name: str, error: str = "invalid_arguments") -> str:
        """A text argument that has to be there."""
        value = self.text(name)
        if not value:
            raise refused(error, f"[ERROR] missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        """A yes-or-no argument; clients write true as `true`, `True` or `1`."""
        return self.text(name).lower() in ("true", "1")

    def json(self, name: str) -> Any:
        """An argument that is JSON, or JSON written as text in a form."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise refused("invalid_arguments", f"[ERROR] {name} is not valid JSON") from error

    def objects(self, name: str) -> list[Json]:
        """An argument that is a list of objects."""
        value = self.json(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            error = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
            raise refused(error, f"[ERROR] {name} must be a list of objects")
        return value

    def blocks(self, surface: Surface = "message") -> list[Json]:
        """The `blocks` argument, refused where Slack's limits do not hold."""
        blocks = self.objects("blocks")
        check(verdict(blocks, surface))
        return blocks

    def person(self, name: str = "user") -> str:
        """The id of a person or the bot that exists."""
        user = self.required(name, "user_not_found")
        if user != BOT_USER and user not in self.workspace.directory.people:
            raise ApiError("user_not_found")
        return user

    def channel(self, name: str = "channel") -> Channel:
        """A conversation the bot may know of; a private one it is not in does not exist."""
        given = self.required(name, "channel_not_found")
        channels = self.workspace.directory.channels
        found = channels.get(given)
        if found is None or not (found.bot or found.kind == "public"):
            raise ApiError("channel_not_found")
        return found

    def joined_channel(self, name: str = "channel") -> Channel:
        """A conversation the bot is in; a person's id stands for the conversation with them."""
        given = self.required(name, "channel_not_found")
        for channel in self.workspace.directory.channels.values():
            if channel.is_dm and channel.members == [given]:
                return channel
        found = self.channel(name)
        if not found.bot:
            raise ApiError("not_in_channel")
        return found

    def page(self, items: Sequence[Any], name: str) -> Json:
        """One page of a list, with the cursor of the next."""
        try:
            limit = int(self.text("limit") or PAGE)
            start = int(self.text("cursor").removeprefix("next:") or 0)
        except ValueError as error:
            raise ApiError("invalid_cursor") from error
        limit = limit if limit > 0 else PAGE
        end = start + min(limit, 1000)
        cursor = f"next:{end}" if end < len(items) else ""
        return {
            name: list(items[start:end]),
            "has_more": bool(cursor),
            "response_metadata": {"next_cursor": cursor},
        }


Handler = Callable[[Call], Awaitable[Json]]


def refused(error: str, *messages: str) -> ApiError:
    """An error with the explanations Slack gives beside its word."""
    return ApiError(error, response_metadata={"messages": list(messages)})


def check(violations: Sequence[Violation], error: str = "invalid_blocks") -> None:
    """Refuse what breaks a limit, naming every place."""
    if violations:
        raise refused(error, *(f"[ERROR] {violation}" for violation in violations))
