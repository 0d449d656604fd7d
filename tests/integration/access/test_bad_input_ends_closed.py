"""Groups in rings, ten thousand groups, five thousand principals, look-alike ids: all closed."""

import time
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from chains.access.access_lists import AccessList
from chains.access.audience import (
    Asker,
    Audience,
    Profile,
    Standing,
    Venue,
    VenueKind,
    audience_for,
)
from chains.access.directory import Directory, MembersFact
from chains.access.interning import intern_access_list
from chains.access.principals import (
    EVERYONE,
    Principal,
    WorkspaceId,
    email,
    handle,
    person,
    user_group,
)
from chains.access.reader import MOST_PROFILES, Readers
from chains.database.engine import Sessions
from chains.sources.base import Permissions
from chains.sync.permissions import map_permissions, source_group

ANA = audience_for(Asker("U0ANA", Standing.MEMBER), Venue(VenueKind.PRIVATE))
MOST_SECONDS = 5.0


async def record(
    sessions: Sessions, workspace: WorkspaceId, members: dict[Principal, set[Principal]]
) -> None:
    now = datetime.now(UTC)
    await Directory(sessions).record(
        workspace,
        [MembersFact(group, frozenset(some), "slack", now) for group, some in members.items()],
    )


async def readable(
    sessions: Sessions, workspace: WorkspaceId, access_list: AccessList, audience: Audience = ANA
) -> bool:
    async with sessions.begin() as session:
        number = await intern_access_list(session, workspace, access_list)
    reader = await Readers(sessions).reader_for(workspace, audience)
    return number in reader.access_lists


@pytest.mark.parametrize("ring", [1, 3, 40])
async def test_a_ring_of_groups_lets_in_its_members_only(
    sessions: Sessions, workspace: WorkspaceId, ring: int
) -> None:
    groups = [user_group(f"S{number}") for number in range(ring)]
    around = {group: {groups[place - 1]} for place, group in enumerate(groups)}
    await record(sessions, workspace, around)
    assert not await readable(sessions, workspace, AccessList.of({groups[0]}))
    await record(sessions, workspace, {groups[-1]: around[groups[-1]] | {person("U0ANA")}})
    assert await readable(sessions, workspace, AccessList.of({groups[0]}))
    ben = audience_for(Asker("U0BEN", Standing.MEMBER), Venue(VenueKind.PRIVATE))
    assert not await readable(sessions, workspace, AccessList.of({groups[0]}), ben)


async def test_ten_thousand_groups_of_one_person_are_soon_closed_over(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    groups = [user_group(f"S{number}") for number in range(10_000)]
    began = time.monotonic()
    await record(sessions, workspace, {group: {person("U0ANA")} for group in groups})
    assert await readable(sessions, workspace, AccessList.of({groups[-1]}))
    assert not await readable(sessions, workspace, AccessList.of({user_group("S10000")}))
    assert not await readable(
        sessions, workspace, AccessList.of({EVERYONE}, denied={groups[5_000]})
    )
    assert time.monotonic() - began < MOST_SECONDS


async def test_five_thousand_principals_of_a_list_are_told_apart(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    crowd = {person(f"U{number}") for number in range(5_000)}
    assert not await readable(sessions, workspace, AccessList.of(crowd))
    assert await readable(sessions, workspace, AccessList.of(crowd | {person("U0ANA")}))
    denied = AccessList.of({EVERYONE}, denied=crowd | {person("U0ANA")})
    assert not await readable(sessions, workspace, denied)


async def test_an_audience_too_large_to_compute_draws_on_nothing(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    for count, may in ((MOST_PROFILES, True), (MOST_PROFILES + 1, False)):
        profiles = tuple(
            Profile(frozenset({person(f"U{number}"), EVERYONE})) for number in range(count)
        )
        assert (
            await readable(sessions, workspace, AccessList.of({EVERYONE}), Audience(profiles))
            is may
        )


ANA_AND_THOSE_LIKE_HER = [
    "ana@tidewater.example\u200b",
    "a\u200dna@tidewater.example",
    "\u200fana@tidewater.example",
    "ana\u202e@tidewater.example",
    "\u0430na@tidewater.example",  # a Cyrillic a
    "ana@tidewater.examp1e",
    "an a@tidewater.example",
    "\uff41na@tidewater.example",  # a full-width a
    "ana@tidewater.example\0",
    "a" * 600 + "@tidewater.example",
]


@pytest.mark.parametrize("word", ANA_AND_THOSE_LIKE_HER)
async def test_what_only_looks_like_an_address_is_somebody_else(
    sessions: Sessions, workspace: WorkspaceId, word: str
) -> None:
    source = uuid4()
    await record(
        sessions,
        workspace,
        {
            email("ana@tidewater.example"): {person("U0ANA")},
            source_group(source): {EVERYONE},
        },
    )
    named = map_permissions(source, Permissions(readers=(word,)), sign_in=False).access_list
    assert not await readable(sessions, workspace, named)
    # Denied is whom the word might mean: nobody reads what denies somebody unknown.
    denied = map_permissions(source, Permissions(denied=(word,)), sign_in=False).access_list
    assert not await readable(sessions, workspace, denied)


@pytest.mark.parametrize("word", ["jos\u00e9@tidewater.example", "jose\u0301@Tidewater.example "])
async def test_two_ways_of_writing_one_address_are_one(
    sessions: Sessions, workspace: WorkspaceId, word: str
) -> None:
    source = uuid4()
    aliased = {email("jose\u0301@tidewater.example"): {person("U0ANA")}}
    await record(sessions, workspace, aliased | {source_group(source): {EVERYONE}})
    named = map_permissions(source, Permissions(readers=(word,)), sign_in=False).access_list
    assert await readable(sessions, workspace, named)


async def test_a_slack_id_in_another_case_is_somebody_else(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    assert not await readable(sessions, workspace, AccessList.of({person("u0ana")}))
    await record(sessions, workspace, {handle("Board"): {person("U0ANA")}})
    assert await readable(sessions, workspace, AccessList.of({handle("@board")}))
