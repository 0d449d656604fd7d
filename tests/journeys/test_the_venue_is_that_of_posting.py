"""Who joins, leaves or is invited while the copilot works decides what is posted."""

import asyncio

import pytest

from chains.access.audience import Venue, VenueKind
from tests.journeys.conftest import Journey, heard, until

MENTION = "<@U0FOOTNOTE> "


def names(venue: Venue) -> list[str]:
    return [one.identity for one in venue.members]


async def asked_and_waiting(journey: Journey, who: str, where: str) -> str:
    """A question that the copilot is at work on."""
    journey.copilot.gate = asyncio.Event()
    ts = await journey.say(who, where, f"{MENTION}When is payday?")
    await asyncio.wait_for(journey.copilot.reached.wait(), 10)
    return ts


def finish(journey: Journey) -> None:
    assert journey.copilot.gate is not None
    journey.copilot.gate.set()


async def test_a_private_channel_is_read_by_name_only_where_it_was_opened(journey: Journey) -> None:
    before = await journey.say("U0DANA", "C0PAY", f"{MENTION}When is payday?")
    assert await journey.settled("C0PAY", before) == "answer"
    journey.settings.opened |= {"C0PAY", "C0GENERAL"}
    for where in ("C0PAY", "C0GENERAL"):
        ts = await journey.say("U0DANA", where, f"{MENTION}When is payday?")
        assert await journey.settled(where, ts) == "answer"
    closed, opened, public = (one.venue for one in journey.copilot.asked)
    assert (closed.kind, names(closed)) == (VenueKind.PRIVATE_CHANNEL, [])
    assert names(opened) == ["U0DANA", "U0ELIF", "U0FINN"]
    assert (public.kind, names(public)) == (VenueKind.PUBLIC_CHANNEL, [])


async def test_a_channel_that_is_private_no_more_is_not_read_by_name(journey: Journey) -> None:
    journey.settings.opened.add("C0PAY")
    first = await journey.say("U0DANA", "C0PAY", f"{MENTION}When is payday?")
    assert await journey.settled("C0PAY", first) == "answer"
    # Slack sends no event of it to an app that does not listen to every message.
    journey.playground.workspace.directory.channels["C0PAY"].kind = "public"
    second = await journey.say("U0DANA", "C0PAY", f"{MENTION}When is payday?")
    assert await journey.settled("C0PAY", second) == "answer"
    assert [one.venue.kind for one in journey.copilot.asked] == [
        VenueKind.PRIVATE_CHANNEL,
        VenueKind.PUBLIC_CHANNEL,
    ]
    assert names(journey.copilot.asked[-1].venue) == []


async def test_an_opened_channel_beyond_the_bound_has_the_rule_of_all_channels(
    journey: Journey,
) -> None:
    journey.settings.opened.add("C0ENG")
    channels = journey.playground.workspace.directory.channels
    channels["C0ENG"].kind = "private"
    ts = await journey.say("U0ANA", "C0ENG", f"{MENTION}When is payday?")
    assert await journey.settled("C0ENG", ts) == "answer"
    assert len(names(journey.copilot.asked[-1].venue)) == len(channels["C0ENG"].members)
    channels["C0ENG"].members += [one for one in channels["C0GENERAL"].members][-20:]
    ts = await journey.say("U0ANA", "C0ENG", f"{MENTION}When is payday?")
    assert await journey.settled("C0ENG", ts) == "answer"
    assert names(journey.copilot.asked[-1].venue) == []


@pytest.mark.parametrize(("who", "expected"), [("U0BEN", "answer"), ("U0TOM", "notice")])
async def test_who_joins_an_opened_channel_while_we_work_is_one_of_its_readers(
    journey: Journey, who: str, expected: str
) -> None:
    journey.settings.opened.add("C0PAY")
    ts = await asked_and_waiting(journey, "U0DANA", "C0PAY")
    await journey.post("membership", {"as": who, "channel": "C0PAY", "member": True})
    await until(lambda: heard(journey, "member_joined_channel"))
    finish(journey)
    assert await journey.settled("C0PAY", ts) == expected
    first, second = (names(one.venue) for one in journey.copilot.asked)
    assert set(second) - set(first) == {who}


async def test_who_leaves_while_we_work_is_no_reader(journey: Journey) -> None:
    ts = await asked_and_waiting(journey, "U0BEN", "G0LEADS")
    await journey.post("membership", {"as": "U0ELIF", "channel": "G0LEADS", "member": False})
    await until(lambda: heard(journey, "member_left_channel"))
    finish(journey)
    assert await journey.settled("G0LEADS", ts) == "answer"
    first, second = (names(one.venue) for one in journey.copilot.asked)
    assert (first, second) == (["U0BEN", "U0DANA", "U0ELIF"], ["U0BEN", "U0DANA"])


async def test_a_share_that_begins_while_we_work_is_heard(journey: Journey) -> None:
    ts = await asked_and_waiting(journey, "U0ANA", "C0ENG")
    await journey.fault("channel_shared")
    await until(lambda: heard(journey, "channel_shared"))
    finish(journey)
    assert await journey.settled("C0ENG", ts) == "notice"
    assert [one.venue.is_shared for one in journey.copilot.asked] == [False, True]
    assert await journey.outcomes("U0BEN", "C0ENG") == []
