"""What Slack says of people, groups and channels holds; what it no longer says does not."""

import pytest

from bot.directory.changes import Changes
from bot.directory.full_pass import CHANNELS_FRESH, GROUPS_FRESH
from bot.directory.ledger import Ledger
from bot.directory.mirror import FRESH
from bot.errors import SlackRefused, SlackUnavailable
from chains.access.audience import Standing
from chains.access.principals import (
    channel,
    email,
    handle,
    person,
    user_group,
)
from chains.database.engine import Sessions
from tests.journeys.office import Office


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
