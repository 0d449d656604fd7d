"""What Slack says of people, groups and channels holds; what it no longer says does not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.directory.changes import Changes
from bot.directory.full_pass import CHANNELS_FRESH, GROUPS_FRESH, FullPass
from bot.directory.ledger import Ledger, Listing
from bot.directory.mirror import FRESH, LISTED, Mirror
from bot.errors import SlackRefused, SlackUnavailable
from chains.access.audience import Asker, Standing
from chains.access.directory import Directory, PersonFact
from chains.access.principals import (
    Principal,
    WorkspaceId,
    channel,
    email,
    handle,
    person,
    user_group,
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
        self.people[identity] = {"id": identity, "team_id": self.team, "profile": profile, **said}

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
    mirror = Mirror(
        workspace=workspace, lists=lists, directory=directory, ledger=ledger, clock=clock
    )
    made.append(Office(slack, directory, mirror, FullPass(mirror, lists, ledger, clock), sessions))
    slack.hire("U1", "one@x.example")
    slack.hire("U2", "two@x.example")
    slack.user_groups["S1"] = {"id": "S1", "handle": "eng", "users": ["U1", "U2"]}
    public = {"id": "C1", "is_channel": True, "is_private": False}
    slack.channels["C1"] = (public, ["U1", "U2"])
    return made[0]


async def test_groups_channels_and_addresses_are_read(office: Office) -> None:
    await office.full_pass.run()
    assert await office.members(user_group("S1")) == {person("U1"), person("U2")}
    assert await office.members(handle("eng")) == {user_group("S1")}
    assert await office.members(email("ONE@x.example")) == {person("U1")}
    assert await office.members(channel("C1")) == {person("U1"), person("U2")}


async def test_what_is_gone_from_slack_is_gone(office: Office) -> None:
    await office.full_pass.run()
    office.slack.user_groups.clear()
    office.slack.channels.clear()
    await office.full_pass.run()
    for group in (user_group("S1"), handle("eng"), channel("C1")):
        assert await office.members(group) == set()


async def test_a_handle_goes_from_one_group_to_another(office: Office) -> None:
    await office.full_pass.run()
    office.slack.user_groups["S1"]["handle"] = "old-eng"
    office.slack.user_groups["S2"] = {"id": "S2", "handle": "eng", "users": ["U2"]}
    await office.full_pass.run()
    assert await office.members(handle("eng")) == {user_group("S2")}
    assert await office.members(handle("old-eng")) == {user_group("S1")}


async def test_an_address_goes_from_one_person_to_another(office: Office) -> None:
    await office.full_pass.run()
    office.slack.hire("U1", "two@x.example")
    office.slack.hire("U2", "one@x.example")
    await office.full_pass.run()
    assert await office.members(email("two@x.example")) == {person("U1")}
    assert await office.members(email("one@x.example")) == {person("U2")}
    office.slack.hire("U1", "two@x.example", deleted=True)
    await office.full_pass.run()
    assert await office.members(email("two@x.example")) == set()


async def test_a_person_is_asked_for_again_after_five_minutes(office: Office) -> None:
    assert (await office.mirror.asker("U1")).standing is Standing.MEMBER
    office.slack.hire("U1", is_restricted=True)
    calls = office.slack.calls
    assert (await office.mirror.asker("U1")).standing is Standing.MEMBER
    assert office.slack.calls == calls
    office.ahead = FRESH
    assert (await office.mirror.asker("U1")).standing is Standing.GUEST


async def test_whom_slack_does_not_know_is_nobody(office: Office) -> None:
    assert (await office.mirror.asker("U404")).standing is Standing.NOBODY
    assert await office.mirror.conversation("C404") is None


async def test_old_facts_do_not_count_when_slack_is_away(office: Office) -> None:
    await office.full_pass.run()
    office.slack.trouble = SlackUnavailable("away")
    await office.full_pass.ensure_fresh()
    office.ahead = GROUPS_FRESH
    with pytest.raises(SlackUnavailable):
        await office.full_pass.ensure_fresh()
    with pytest.raises(SlackUnavailable):
        await office.mirror.asker("U1")
    with pytest.raises(SlackUnavailable):
        await office.mirror.conversation("C1")


async def test_without_the_right_to_look_no_group_has_members(office: Office) -> None:
    await office.full_pass.run()
    office.ahead = GROUPS_FRESH
    office.slack.trouble = SlackRefused("missing_scope")
    await office.full_pass.ensure_fresh()
    assert await office.members(user_group("S1")) == set()
    assert await office.members(handle("eng")) == set()


async def test_members_of_channels_are_forgotten_without_a_pass(office: Office) -> None:
    await office.full_pass.run()
    office.ahead = CHANNELS_FRESH
    await office.full_pass.ensure_fresh()
    assert await office.members(channel("C1")) == set()
    assert await office.members(user_group("S1")) == {person("U1"), person("U2")}


@pytest.mark.parametrize("read", ["users", "groups"])
async def test_who_becomes_a_guest_during_a_full_pass_is_one_after_it(
    office: Office, sessions: Sessions, read: str
) -> None:
    """The pass has read that they are a member before the event took that away."""
    workspace = office.mirror.workspace
    ledger = Ledger(sessions, workspace)
    changes = Changes(office.mirror, office.directory, ledger, office.now)
    await office.full_pass.run()

    async def becomes_a_guest() -> None:
        office.slack.hire("U1", is_restricted=True)
        await changes.person(office.slack.people["U1"])

    office.slack.meanwhile[read] = becomes_a_guest
    await office.full_pass.run()
    assert (await office.mirror.asker("U1")).standing is Standing.GUEST
    seen = await office.mirror.conversation("C1")
    assert seen is not None
    assert seen[0].has_guests


async def test_too_many_unknown_members_count_as_guests_and_strangers(office: Office) -> None:
    office.slack.channels["C1"] = (office.slack.channels["C1"][0], [f"U9{n}" for n in range(60)])
    seen = await office.mirror.conversation("C1")
    assert seen is not None
    assert seen[0].has_guests
    assert seen[0].is_shared


async def test_an_address_moves_between_people_of_different_pages(office: Office) -> None:
    office.slack.page = 1
    await office.full_pass.run()
    # U1 takes what U2 had, and U2 comes on a later page; then the other way round.
    office.slack.hire("U1", "two@x.example")
    office.slack.hire("U2", "")
    await office.full_pass.run()
    assert await office.members(email("two@x.example")) == {person("U1")}
    office.slack.hire("U1", "")
    office.slack.hire("U2", "two@x.example")
    await office.full_pass.run()
    assert await office.members(email("two@x.example")) == {person("U2")}


async def test_a_pass_cut_off_between_pages_opens_nothing_and_is_made_good(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.slack.page = 1
    whole = office.slack.users

    async def cut_off() -> AsyncIterator[list[Json]]:
        async for page in whole():
            yield page
            raise asyncio.CancelledError

    monkeypatch.setattr(office.slack, "users", cut_off)
    with pytest.raises(asyncio.CancelledError):
        await office.full_pass.run()
    ledger = Ledger(office.sessions, office.mirror.workspace)
    assert [await ledger.confirmed_at(listing) for listing in Listing] == [None] * len(Listing)
    assert await office.members(email("two@x.example")) == set()
    assert await office.members(user_group("S1")) == set()
    monkeypatch.undo()
    await office.full_pass.run()
    assert await office.members(email("two@x.example")) == {person("U2")}
    assert await ledger.confirmed_at(Listing.CHANNELS) is not None


async def test_a_channel_of_50_000_is_looked_at_in_time(office: Office) -> None:
    now, crowd = office.now(), [f"U{number}" for number in range(50_000)]
    people = [
        PersonFact(Asker(user, Standing.GUEST if user == "U49999" else Standing.MEMBER), now)
        for user in crowd
    ]
    await office.directory.record(office.mirror.workspace, people)
    office.slack.channels["C1"] = (office.slack.channels["C1"][0], crowd)
    async with asyncio.timeout(20):
        seen = await office.mirror.conversation("C1")
    assert seen is not None
    assert (seen[0].has_guests, seen[0].is_shared) == (True, False)
    office.ahead = LISTED
    seen = await office.mirror.conversation("C1")
    assert seen is not None
    assert (seen[0].has_guests, seen[0].is_shared) == (True, True)


async def test_ten_minutes_of_refusals_age_what_is_known_until_nobody_reads(office: Office) -> None:
    await office.full_pass.run()
    office.slack.trouble = SlackUnavailable("ratelimited")
    for minutes in range(1, 20):
        office.ahead = timedelta(minutes=minutes)
        if office.ahead < GROUPS_FRESH:
            await office.full_pass.ensure_fresh()
        else:
            with pytest.raises(SlackUnavailable):
                await office.full_pass.ensure_fresh()
    with pytest.raises(SlackUnavailable):
        await office.full_pass.run()
    office.slack.trouble = None
    await office.full_pass.run()
    await office.full_pass.ensure_fresh()
