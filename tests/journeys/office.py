"""A workspace as its Slack tells of it, and the mirror that follows."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.directory.full_pass import FullPass
from bot.directory.ledger import Ledger
from bot.directory.mirror import Mirror
from bot.errors import SlackRefused
from bot.linking.links import Links
from chains.access.directory import Directory
from chains.access.principals import (
    Principal,
    WorkspaceId,
)
from chains.database.engine import Sessions

Json = dict[str, Any]


@dataclass
class Slack:
    """Lists as a test sets them; ``trouble`` is raised by every call."""

    team: str
    people: dict[str, Json] = field(default_factory=dict)
    user_groups: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, tuple[Json, list[str]]] = field(default_factory=dict)
    trouble: Exception | None = None
    calls: int = 0
    meanwhile: dict[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    """What happens, once, after a list of this name was read and before its reader goes on."""
    page: int = 200

    def hire(self, identity: str, address: str = "", **said: Any) -> None:
        profile = {"email": address} if address else {}
        self.people[identity] = {
            "id": identity,
            "team_id": self.team,
            "profile": profile,
            "is_email_confirmed": True,
            **said,
        }

    def _call(self) -> None:
        self.calls += 1
        if self.trouble is not None:
            raise self.trouble

    async def _happens(self, name: str) -> None:
        if (happening := self.meanwhile.pop(name, None)) is not None:
            await happening()

    async def user(self, identity: str) -> Json:
        self._call()
        if identity not in self.people:
            raise SlackRefused("user_not_found")
        return self.people[identity]

    async def users(self) -> AsyncIterator[list[Json]]:
        everybody = list(self.people.values())
        for start in range(0, len(everybody), self.page):
            self._call()
            page = everybody[start : start + self.page]
            await self._happens("users")
            yield page

    async def groups(self) -> list[Json]:
        self._call()
        await self._happens("groups")
        return list(self.user_groups.values())

    async def conversation(self, identity: str) -> Json:
        self._call()
        if identity not in self.channels:
            raise SlackRefused("channel_not_found")
        return self.channels[identity][0]

    async def members(self, identity: str) -> list[str]:
        self._call()
        return self.channels[identity][1]

    async def own_conversations(self) -> list[Json]:
        self._call()
        return [shown for shown, _ in self.channels.values()]


@dataclass
class Office:
    """A workspace, its mirror, and a clock."""

    slack: Slack
    directory: Directory
    mirror: Mirror
    full_pass: FullPass
    sessions: Sessions
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def members(self, group: Principal) -> set[Principal]:
        known = await self.directory.members(self.mirror.workspace, group)
        return set(known.members) if known else set()


@pytest.fixture
def office(sessions: Sessions) -> Office:
    workspace = WorkspaceId(f"T{uuid4().hex[:10].upper()}")
    slack, directory, ledger = Slack(workspace), Directory(sessions), Ledger(sessions, workspace)
    made: list[Office] = []

    def clock() -> datetime:
        return made[0].now()

    lists: Any = slack
    links = Links(sessions, workspace, clock, issuer=None, longest=timedelta(days=30))
    mirror = Mirror(workspace, lists, directory, ledger, clock, links)
    made.append(Office(slack, directory, mirror, FullPass(mirror, lists, ledger, clock), sessions))
    slack.hire("U1", "one@x.example")
    slack.hire("U2", "two@x.example")
    slack.user_groups["S1"] = {"id": "S1", "handle": "eng", "users": ["U1", "U2"]}
    public = {"id": "C1", "is_channel": True, "is_private": False}
    slack.channels["C1"] = (public, ["U1", "U2"])
    return made[0]
