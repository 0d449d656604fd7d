"""What a delivery says of its asker makes them less, never more."""

import pytest

from bot.conversation.acting import as_acted, as_read_by
from bot.delivery.deliveries import Delivery, Kind
from bot.knowledge import Workspace
from chains.access.audience import (
    Asker,
    Standing,
    Strength,
    Venue,
    VenueKind,
    audience_for,
)
from chains.access.principals import PARTNERS, WorkspaceId

TEAM = Workspace(WorkspaceId("T0TIDE"), "U0FOOTNOTE")
GRID = Workspace(WorkspaceId("T0TIDE"), "U0FOOTNOTE", enterprise="E0TIDE")
ANA = Asker("U0ANA", Standing.MEMBER, is_admin=True, strength=Strength.LINKED)


def asked(team: str | None, enterprise: str | None = None, channel: str = "C1") -> Delivery:
    return Delivery(
        workspace=TEAM.id,
        kind=Kind.MENTION,
        event_id="Ev1",
        channel=channel,
        user="U0ANA",
        actor_team=team,
        actor_enterprise=enterprise,
    )


@pytest.mark.parametrize(
    ("workspace", "team", "enterprise", "ours"),
    [
        (TEAM, "T0TIDE", None, True),
        (TEAM, "T0ACME", None, False),
        (TEAM, None, None, False),
        (TEAM, None, "E0ACME", False),
        (GRID, "T0TIDE", "E0TIDE", True),
        # Of a Grid organisation's person Slack may name the organisation alone.
        (GRID, None, "E0TIDE", True),
        (GRID, None, "E0ACME", False),
        (GRID, "T0ACME", "E0TIDE", False),
        (GRID, None, None, False),
    ],
)
def test_only_who_acts_for_this_workspace_is_one_of_ours(
    workspace: Workspace, team: str | None, enterprise: str | None, ours: bool
) -> None:
    found = as_acted(ANA, asked(team, enterprise), workspace)
    assert found == (ANA if ours else Asker("U0ANA", Standing.PARTNER))


@pytest.mark.parametrize("standing", list(Standing))
def test_nobody_becomes_more_by_a_delivery(standing: Standing) -> None:
    known = Asker("U0X", standing)
    assert as_acted(known, asked("T0TIDE"), TEAM) == known
    least = Standing.NOBODY if standing is Standing.NOBODY else Standing.PARTNER
    assert as_acted(known, asked("T0ACME"), TEAM).standing is least


@pytest.mark.parametrize(
    "kind", [VenueKind.PUBLIC_CHANNEL, VenueKind.PRIVATE_CHANNEL, VenueKind.GROUP_DM]
)
def test_a_conversation_in_which_a_partner_asks_is_shared(kind: VenueKind) -> None:
    partner = as_acted(ANA, asked("T0ACME"), TEAM)
    venue = as_read_by(Venue(kind, "C1", members=(ANA,)), partner)
    (profile,) = audience_for(partner, venue).profiles
    assert profile.principals == {PARTNERS}


def test_a_partner_in_private_holds_what_partners_hold() -> None:
    partner = as_acted(ANA, asked(None, channel="D0ANA"), TEAM)
    venue = as_read_by(Venue(VenueKind.PRIVATE, "D0ANA"), partner)
    assert not venue.is_shared
    (profile,) = audience_for(partner, venue).profiles
    assert profile.principals == {PARTNERS}
