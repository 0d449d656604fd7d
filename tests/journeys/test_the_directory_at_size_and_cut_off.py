"""Many people, many members, refusals and a sudden end: the directory ends closed, and recovers."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.directory.full_pass import GROUPS_FRESH
from bot.directory.ledger import Ledger, Listing
from bot.directory.mirror import LISTED
from bot.errors import SlackUnavailable
from chains.access.audience import Asker, Standing
from chains.access.directory import PersonFact
from chains.access.principals import (
    email,
    person,
    user_group,
)
from tests.journeys.office import Json, Office


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
