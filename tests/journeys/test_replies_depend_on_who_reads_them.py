"""Who asks and who will read the reply reach the copilot as Slack has them."""

import asyncio
import json
from urllib.parse import urlencode

import pytest

from chains.access.audience import Standing, VenueKind
from chains.access.principals import person, user_group
from chains.answering.question import Wants
from tests.fakes.scripted_copilot import with_more
from tests.journeys.conftest import Journey, heard, until
from tests.journeys.signed import deliver

MENTION = "<@U0FOOTNOTE> "


@pytest.mark.parametrize(
    ("who", "channel", "kind", "guests", "shared"),
    [
        ("U0ANA", "D0ANA", VenueKind.PRIVATE, False, False),
        ("U0ANA", "C0GENERAL", VenueKind.PUBLIC_CHANNEL, False, False),
        ("U0DANA", "C0PAY", VenueKind.PRIVATE_CHANNEL, False, False),
        ("U0ANA", "C0OFFICE", VenueKind.PUBLIC_CHANNEL, True, False),
        ("U0ANA", "C0ACME", VenueKind.PUBLIC_CHANNEL, False, True),
    ],
)
async def test_a_venue_is_what_slack_says_it_is(
    journey: Journey, who: str, channel: str, kind: VenueKind, guests: bool, shared: bool
) -> None:
    ts = await journey.say(who, channel, f"{MENTION}When is payday?")
    outcome = await journey.settled(channel, ts)
    assert outcome == ("notice" if guests or shared else "answer")
    (question,) = journey.copilot.asked
    assert question.asker.identity == who
    assert question.asker.standing is Standing.MEMBER
    venue = question.venue
    assert (venue.kind, venue.has_guests, venue.is_shared) == (kind, guests, shared)
    assert question.text == "When is payday?"


async def test_a_group_dm_names_its_members_but_not_the_bot(journey: Journey) -> None:
    ts = await journey.say("U0BEN", "G0LEADS", f"{MENTION}When is payday?")
    assert await journey.settled("G0LEADS", ts) == "answer"
    members = journey.copilot.asked[0].venue.members
    assert [one.identity for one in members] == ["U0BEN", "U0DANA", "U0ELIF"]


async def test_standings_are_those_of_slack(journey: Journey) -> None:
    for who, channel in (("U0TOM", "C0OFFICE"), ("U0PRIYA", "C0ACME"), ("U0FINN", "C0GENERAL")):
        await journey.say(who, channel, f"{MENTION}When is payday?")
    await until(lambda: _asked(journey, 3))
    found = {one.asker.identity: one.asker for one in journey.copilot.asked}
    assert found["U0TOM"].standing is Standing.GUEST
    assert found["U0PRIYA"].standing is Standing.PARTNER
    assert found["U0FINN"].is_admin
    assert not found["U0TOM"].is_admin


async def test_a_stranger_hears_and_sees_nothing(journey: Journey) -> None:
    ts = await journey.say("U0PRIYA", "C0ACME", f"{MENTION}When is payday?")
    assert await journey.settled("C0ACME", ts) == "silence"
    await journey.drained()
    assert journey.calls("agents.sessions.setStatus") == []
    assert [row.outcome for row in await journey.rows()] == ["silence"]


async def test_a_notice_is_for_the_asker_alone(journey: Journey) -> None:
    ts = await journey.say("U0ANA", "C0ACME", f"{MENTION}When is payday?")
    assert await journey.settled("C0ACME", ts) == "notice"
    (seen,) = await journey.seen("U0ANA", "C0ACME")
    assert seen["ephemeral"]
    assert await journey.seen("U0PRIYA", "C0ACME") == []


async def test_more_is_shown_to_the_asker_alone_when_they_press(journey: Journey) -> None:
    journey.copilot.script = with_more
    ts = await journey.say("U0DANA", "C0GENERAL", f"{MENTION}What is the band?")
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    note = next(one for one in await journey.seen("U0DANA", "C0GENERAL") if one["ephemeral"])
    assert len(await journey.seen("U0ANA", "C0GENERAL")) == 1
    await journey.post(
        "interact",
        {"as": "U0DANA", "channel": "C0GENERAL", "ts": note["ts"], "action_id": "show_privately"},
    )
    await journey.drained()
    private = [one for one in await journey.seen("U0DANA", "C0GENERAL") if one["ephemeral"]]
    assert any("70 to 90" in one["text"] for one in private)
    assert len(await journey.seen("U0ANA", "C0GENERAL")) == 1
    again = journey.copilot.asked[-1]
    assert (again.asker.identity, again.venue.kind) == ("U0DANA", VenueKind.PRIVATE)
    assert again.text == "What is the band?"


async def test_a_request_of_somebody_else_is_not_shown(journey: Journey) -> None:
    """A button's value is data that a person could send changed."""
    journey.copilot.script = with_more
    for who in ("U0DANA", "U0ANA"):
        ts = await journey.say(who, "C0GENERAL", f"{MENTION}What does {who} ask?")
        assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    rows = await journey.rows()
    danas = next(row.request for row in rows if row.payload["user"] == "U0DANA")
    click = {
        "type": "block_actions",
        "user": {"id": "U0ANA", "team_id": "T0TIDE"},
        "team": {"id": "T0TIDE"},
        "channel": {"id": "C0GENERAL"},
        "trigger_id": "1.2.3",
        "response_url": f"{journey.playground.url}/response/none",
        "actions": [{"type": "button", "action_id": "show_privately", "value": danas}],
    }
    body, secret = urlencode({"payload": json.dumps(click)}), journey.playground.signing_secret
    assert await deliver(journey.http, journey.bot_url, body, secret=secret, form=True) == 200
    await journey.drained()
    assert [row.kind for row in await journey.rows()] == ["mention", "mention", "more"]
    assert len(journey.copilot.asked) == 2


async def test_commands_answer_the_asker_alone(journey: Journey) -> None:
    ts = await journey.command("U0ANA", "C0GENERAL", "/ask", "in:handbook when is payday?")
    assert await journey.settled("C0GENERAL", ts) == "answer"
    found = await journey.command("U0ANA", "C0GENERAL", "/find", "payroll")
    assert await journey.settled("C0GENERAL", found) == "answer"
    await journey.drained()
    asked, listed = journey.copilot.asked
    assert (asked.text, asked.scopes, asked.wants) == (
        "when is payday?",
        ("handbook",),
        Wants.ANSWER,
    )
    assert listed.wants is Wants.DOCUMENTS
    assert asked.venue.kind is VenueKind.PRIVATE
    assert await journey.seen("U0BEN", "C0GENERAL") == []


async def test_a_channels_scopes_narrow_its_questions(journey: Journey) -> None:
    journey.settings.scopes["C0ENG"] = ("engineering", "handbook")
    first = await journey.say("U0ANA", "C0ENG", f"{MENTION}When is payday?")
    assert await journey.settled("C0ENG", first) == "answer"
    second = await journey.say("U0ANA", "C0ENG", f"{MENTION}in:handbook When is payday?")
    assert await journey.settled("C0ENG", second) == "answer"
    third = await journey.say("U0ANA", "C0ENG", f"{MENTION}in:people When is payday?")
    assert await journey.settled("C0ENG", third) == "not_found"
    assert [one.scopes for one in journey.copilot.asked] == [
        ("engineering", "handbook"),
        ("handbook",),
    ]


async def test_who_joins_while_we_work_is_one_of_the_readers(journey: Journey) -> None:
    journey.copilot.gate = asyncio.Event()
    ts = await journey.say("U0ANA", "C0ENG", f"{MENTION}When is payday?")
    await asyncio.wait_for(journey.copilot.reached.wait(), 10)
    await journey.post("membership", {"as": "U0TOM", "channel": "C0ENG", "member": True})
    await until(lambda: heard(journey, "member_joined_channel"))
    journey.copilot.gate.set()
    assert await journey.settled("C0ENG", ts) == "notice"
    assert [one.venue.has_guests for one in journey.copilot.asked] == [False, True]
    assert await journey.outcomes("U0BEN", "C0ENG") == []


async def test_a_share_that_begins_holds_for_the_next_question(journey: Journey) -> None:
    before = await journey.say("U0ANA", "C0GENERAL", f"{MENTION}When is payday?")
    assert await journey.settled("C0GENERAL", before) == "answer"
    await journey.fault("channel_shared")
    await until(lambda: heard(journey, "channel_shared"))
    shared = next(
        one.id
        for one in journey.playground.workspace.directory.channels.values()
        if one.shared and one.id != "C0ACME"
    )
    who = next(
        one
        for one in journey.playground.workspace.directory.channels[shared].members
        if one != "U0PRIYA"
    )
    ts = await journey.say(who, shared, f"{MENTION}When is payday?")
    assert await journey.settled(shared, ts) == "notice"
    assert journey.copilot.asked[-1].venue.is_shared


async def test_who_leaves_a_group_is_out_before_the_next_question(journey: Journey) -> None:
    group = user_group("S0HERON")
    known = await journey.bot_directory.members(journey.bot.workspace.id, group)
    assert known is not None
    assert person("U0DANA") in known.members
    await journey.post("group", {"handle": "project-heron", "members": ["U0ELIF", "U0BEN"]})
    await until(lambda: heard(journey, "subteam_members_changed"))
    known = await journey.bot_directory.members(journey.bot.workspace.id, group)
    assert known is not None
    assert known.members == {person("U0ELIF"), person("U0BEN")}


async def _asked(journey: Journey, count: int) -> bool:
    return len(journey.copilot.asked) == count
