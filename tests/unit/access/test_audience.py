"""The audience rule, one row a case; docs/permissions.md shows the same table."""

from dataclasses import replace

import pytest

from chains.access.audience import (
    NOBODY,
    Asker,
    Audience,
    Profile,
    Standing,
    Strength,
    Venue,
    VenueKind,
    audience_for,
)
from chains.access.principals import (
    EVERYONE,
    GUESTS,
    LINKED,
    NO_ONE,
    PARTNERS,
    channel,
    person,
    principal,
)

ANA = Asker("U0ANA", Standing.MEMBER)
BEN = Asker("U0BEN", Standing.MEMBER)
TOM = Asker("U0TOM", Standing.GUEST)
PRIYA = Asker("U0PRIYA", Standing.PARTNER)
BOT = Asker("U0BOT", Standing.NOBODY)

ANAS = Profile(frozenset({person("U0ANA"), EVERYONE}))
BENS = Profile(frozenset({person("U0BEN"), EVERYONE}))
TOMS = Profile(frozenset({person("U0TOM"), GUESTS}))
PARTNERSHIP = Profile(frozenset({PARTNERS}), collective=True)
GUESTHOOD = Profile(frozenset({GUESTS}), collective=True)
CHANNEL = Profile(frozenset({EVERYONE, channel("C1")}), collective=True)

PRIVATE = Venue(VenueKind.PRIVATE)


def public(**facts: bool) -> Venue:
    return Venue(VenueKind.PUBLIC_CHANNEL, "C1", **facts)


def secluded(*members: Asker, **facts: bool) -> Venue:
    return Venue(VenueKind.PRIVATE_CHANNEL, "C1", members, **facts)


def group(*members: Asker, is_shared: bool = False) -> Venue:
    return Venue(VenueKind.GROUP_DM, "G1", members, is_shared=is_shared)


CASES = [
    ("a member in private", ANA, PRIVATE, (ANAS,)),
    ("a guest in private", TOM, PRIVATE, (TOMS,)),
    ("a partner in private", PRIYA, PRIVATE, (PARTNERSHIP,)),
    ("a bot in private", BOT, PRIVATE, NOBODY.profiles),
    ("a member in a public channel", ANA, public(), (CHANNEL,)),
    ("a member in a private channel", ANA, secluded(), (CHANNEL,)),
    ("a bot in a public channel", BOT, public(), NOBODY.profiles),
    ("a member beside a guest", ANA, public(has_guests=True), (GUESTHOOD,)),
    ("a member beside a partner", ANA, public(is_shared=True), (PARTNERSHIP,)),
    ("a partner in a shared channel", PRIYA, secluded(is_shared=True), (PARTNERSHIP,)),
    (
        "a member beside a guest and a partner",
        ANA,
        public(is_shared=True, has_guests=True),
        (PARTNERSHIP, GUESTHOOD),
    ),
    ("two members in a group DM", ANA, group(ANA, BEN), (ANAS, BENS)),
    ("a member and a guest in a group DM", ANA, group(ANA, TOM), (ANAS, TOMS)),
    ("a group DM with somebody unknown", ANA, group(ANA, BOT), NOBODY.profiles),
    ("a group DM the asker is not in", ANA, group(BEN), NOBODY.profiles),
    ("a group DM shared with partners", ANA, group(ANA, PRIYA, is_shared=True), (PARTNERSHIP,)),
    ("an opened private channel", ANA, secluded(ANA, BEN), (ANAS, BENS)),
    (
        "an opened private channel with a guest",
        ANA,
        secluded(ANA, TOM, has_guests=True),
        (GUESTHOOD,),
    ),
    (
        "an opened private channel with a partner",
        ANA,
        secluded(ANA, PRIYA, is_shared=True),
        (PARTNERSHIP,),
    ),
    ("an opened private channel with an app", ANA, secluded(ANA, BOT), (CHANNEL,)),
    ("an opened private channel the asker is not in", ANA, secluded(BEN), NOBODY.profiles),
    (
        "a shared group DM with somebody unknown",
        ANA,
        group(ANA, PRIYA, BOT, is_shared=True),
        NOBODY.profiles,
    ),
    ("a shared group DM the asker is not in", ANA, group(PRIYA, is_shared=True), NOBODY.profiles),
    (
        "a conversation that cannot be inspected",
        ANA,
        Venue(VenueKind.UNKNOWN, "C1"),
        NOBODY.profiles,
    ),
    ("a channel without an id", ANA, Venue(VenueKind.PUBLIC_CHANNEL), NOBODY.profiles),
]


@pytest.mark.parametrize(
    ("asker", "venue", "profiles"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_audience_of(asker: Asker, venue: Venue, profiles: tuple[Profile, ...]) -> None:
    assert audience_for(asker, venue) == Audience(profiles)


def test_an_audience_without_principals_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without principals"):
        Audience.of()
    with pytest.raises(ValueError, match="without profiles"):
        Audience(())


def test_what_nobody_holds_cannot_be_named_by_a_document() -> None:
    for held in (NO_ONE, LINKED):
        with pytest.raises(ValueError, match="not a principal"):
            principal(held)


def test_a_second_sign_in_is_held_in_private_and_by_each_of_a_group() -> None:
    ana = replace(ANA, strength=Strength.LINKED)
    linked = Profile(ANAS.principals | {LINKED})
    assert audience_for(ana, PRIVATE) == Audience((linked,))
    assert audience_for(ana, group(ana, BEN)) == Audience((linked, BENS))
    assert audience_for(ana, public()) == Audience((CHANNEL,))
