"""What Slack says becomes facts; what it does not say becomes as little as possible."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.directory.slack_facts import (
    conversation_fact,
    email_alias,
    group_fact,
    handle_alias,
    person_fact,
    standing_of,
)
from chains.access.audience import Standing, Strength, VenueKind
from chains.access.principals import WorkspaceId, email, handle, person

HOME = WorkspaceId("T0TIDE")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
ANA: dict[str, Any] = {
    "id": "U0ANA",
    "team_id": "T0TIDE",
    "is_email_confirmed": True,
    "profile": {"email": "Ana@Tidewater.example"},
}


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({}, Standing.MEMBER),
        ({"is_admin": True}, Standing.MEMBER),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_ultra_restricted": True}, Standing.GUEST),
        ({"team_id": "T0ACME"}, Standing.PARTNER),
        ({"team_id": None}, Standing.PARTNER),
        ({"is_stranger": True}, Standing.PARTNER),
        ({"is_stranger": True, "is_restricted": True}, Standing.PARTNER),
        ({"enterprise_user": {"teams": ["T0OTHER"]}}, Standing.PARTNER),
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0TIDE"]}}, Standing.MEMBER),
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": []}}, Standing.PARTNER),
        ({"enterprise_id": "E0", "enterprise_user": {}}, Standing.MEMBER),
        ({"is_connector_bot": True}, Standing.NOBODY),
        ({"deleted": True}, Standing.NOBODY),
        ({"deleted": True, "team_id": "T0ACME"}, Standing.NOBODY),
        ({"is_bot": True}, Standing.NOBODY),
        ({"is_workflow_bot": True}, Standing.NOBODY),
        ({"id": "USLACKBOT"}, Standing.NOBODY),
        # Says of a person that they have authorised this app, not that they are one.
        ({"is_app_user": True}, Standing.MEMBER),
    ],
)
def test_a_standing_is_the_least_that_slack_says(said: dict[str, Any], standing: Standing) -> None:
    assert standing_of(ANA | said, HOME) is standing


@pytest.mark.parametrize(
    ("said", "admin"),
    [
        ({"is_admin": True}, True),
        ({"is_owner": True}, True),
        ({}, False),
        ({"is_admin": True, "team_id": "T0ACME"}, False),
        ({"is_admin": True, "deleted": True}, False),
    ],
)
def test_only_our_own_people_administer(said: dict[str, Any], admin: bool) -> None:
    assert person_fact(ANA | said, HOME, NOW).asker.is_admin is admin


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ({}, True),
        ({"is_restricted": True}, True),
        ({"is_email_confirmed": False}, False),
        ({"is_email_confirmed": None}, False),
        ({"is_stranger": True}, False),
        ({"enterprise_user": {"teams": ["T0OTHER"]}}, False),
        ({"team_id": "T0ACME"}, False),
        ({"is_bot": True}, False),
        ({"profile": {}}, False),
        ({"profile": None}, False),
    ],
)
def test_an_address_counts_for_our_own_people_only(said: dict[str, Any], known: bool) -> None:
    found = email_alias(ANA | said, HOME)
    assert found == (email("ana@tidewater.example") if known else None)
    strength = person_fact(ANA | said, HOME, NOW).asker.strength
    assert strength is (Strength.EMAIL if known else Strength.SLACK)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"is_channel": True, "is_private": False}, VenueKind.PUBLIC_CHANNEL),
        ({"is_channel": True, "is_private": True}, VenueKind.PRIVATE_CHANNEL),
        ({"is_group": True, "is_private": True}, VenueKind.PRIVATE_CHANNEL),
        ({"is_mpim": True, "is_private": True, "is_group": True}, VenueKind.GROUP_DM),
        ({"is_im": True, "is_private": True}, VenueKind.PRIVATE),
        ({"is_channel": True}, VenueKind.UNKNOWN),
        ({}, VenueKind.UNKNOWN),
    ],
)
def test_only_what_says_it_is_public_is_public(said: dict[str, Any], kind: VenueKind) -> None:
    assert conversation_fact({"id": "C1", **said}, [], NOW).kind is kind


@pytest.mark.parametrize(
    ("said", "members", "guests", "shared"),
    [
        ({}, [Standing.MEMBER, Standing.NOBODY], False, False),
        ({}, [Standing.GUEST], True, False),
        ({}, [Standing.PARTNER], False, True),
        ({"is_ext_shared": True}, [], False, True),
        ({"is_pending_ext_shared": True}, [], False, True),
        ({"pending_shared": ["T0ACME"]}, [], False, True),
        ({"is_ext_shared": False, "pending_shared": []}, [], False, False),
    ],
)
def test_a_share_counts_from_its_invitation_on(
    said: dict[str, Any], members: list[Standing], guests: bool, shared: bool
) -> None:
    fact = conversation_fact({"id": "C1", **said}, members, NOW)
    assert (fact.has_guests, fact.is_shared) == (guests, shared)


def test_a_disabled_group_has_no_members() -> None:
    group = {"id": "S0ENG", "handle": "engineering", "users": ["U0ANA"]}
    assert group_fact(group, NOW).members == {person("U0ANA")}
    assert group_fact(group | {"date_delete": 1}, NOW).members == frozenset()
    assert handle_alias(group) == handle("engineering")
    assert handle_alias({"id": "S0ENG"}) is None
