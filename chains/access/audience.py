"""From an asker and a venue to an audience: the one rule of what a reply may draw on."""

from dataclasses import dataclass
from enum import StrEnum

from chains.access.principals import (
    COLLECTIVE,
    EVERYONE,
    GUESTS,
    LINKED,
    NO_ONE,
    PARTNERS,
    Principal,
    channel,
    person,
)


class Standing(StrEnum):
    """What a Slack user is to this workspace."""

    MEMBER = "member"
    GUEST = "guest"
    PARTNER = "partner"
    """Somebody of another organisation."""
    NOBODY = "nobody"
    """A bot, a workflow, a deactivated or an unverifiable user."""


class Strength(StrEnum):
    """How surely it is known who a Slack user is; a source may demand the strongest."""

    SLACK = "slack"
    """Slack says so."""
    EMAIL = "email"
    """Slack says so, and that the address was confirmed."""
    LINKED = "linked"
    """They signed in with the company's identity provider as well."""


@dataclass(frozen=True)
class Asker:
    """The resolved Slack user who asks; ``identity`` is the Slack user id."""

    identity: str
    standing: Standing
    is_admin: bool = False
    strength: Strength = Strength.SLACK


class VenueKind(StrEnum):
    """Where a reply can be read."""

    PRIVATE = "private"
    """Only the asker: DM, ephemeral reply, modal."""
    GROUP_DM = "group_dm"
    PRIVATE_CHANNEL = "private_channel"
    PUBLIC_CHANNEL = "public_channel"
    UNKNOWN = "unknown"
    """A conversation the bot cannot inspect."""


@dataclass(frozen=True)
class Venue:
    """Where the reply will be read, and by whom.

    ``members`` are the readers known by name: required for a group DM, and given for a private
    channel only where an administrator chose that what each of them may read counts.
    ``has_guests`` and ``is_shared`` (pending shares included) narrow a channel of any kind.
    """

    kind: VenueKind
    channel: str | None = None
    members: tuple[Asker, ...] = ()
    has_guests: bool = False
    is_shared: bool = False


@dataclass(frozen=True)
class Profile:
    """One of the future readers, or a set of them that only its common principals describe.

    ``collective``: nobody in particular, so a list that denies anyone is out of reach.

    Raises:
        ValueError: there is no principal.
    """

    principals: frozenset[Principal]
    collective: bool = False

    def __post_init__(self) -> None:
        if not self.principals:
            raise ValueError("a profile without principals describes no reader")


@dataclass(frozen=True)
class Audience:
    """The profiles that must all be allowed to read.

    Raises:
        ValueError: there is no profile. What may be read by nobody is `NOBODY`.
    """

    profiles: tuple[Profile, ...]

    def __post_init__(self) -> None:
        if not self.profiles:
            raise ValueError("an audience without profiles would be satisfied by any list")

    @classmethod
    def of(cls, *principals: Principal) -> "Audience":
        """An audience of one profile."""
        held = frozenset(principals)
        return cls((Profile(held, collective=bool(held & (COLLECTIVE | {NO_ONE}))),))


NOBODY = Audience.of(NO_ONE)
"""An audience like any other, asked for by the same statements, that no list lets read."""


def profile_of(asker: Asker) -> Profile | None:
    """The principals one person holds before membership is closed over; ``None``: none at all."""
    match asker.standing:
        case Standing.MEMBER:
            return Profile(frozenset({person(asker.identity), EVERYONE}) | _proved(asker))
        case Standing.GUEST:
            return Profile(frozenset({person(asker.identity), GUESTS}) | _proved(asker))
        case Standing.PARTNER:
            return Profile(frozenset({PARTNERS}), collective=True)
        case Standing.NOBODY:
            return None


def _proved(asker: Asker) -> frozenset[Principal]:
    return frozenset({LINKED}) if asker.strength is Strength.LINKED else frozenset()


def audience_for(asker: Asker, venue: Venue) -> Audience:
    """What a reply in this venue to this asker may draw on; anything unknown means nothing."""
    if asker.standing is Standing.NOBODY:
        return NOBODY
    match venue.kind:
        case VenueKind.PRIVATE:
            return _all_of((asker,))
        case VenueKind.UNKNOWN:
            return NOBODY
        case VenueKind.GROUP_DM:
            return _group_audience(asker, venue)
        case VenueKind.PRIVATE_CHANNEL if _is_read_by_people_alone(venue):
            return _each_member(asker, venue)
        case VenueKind.PRIVATE_CHANNEL | VenueKind.PUBLIC_CHANNEL:
            return _channel_audience(venue)


def _is_among(asker: Asker, members: tuple[Asker, ...]) -> bool:
    return any(member.identity == asker.identity for member in members)


def _group_audience(asker: Asker, venue: Venue) -> Audience:
    each = _each_member(asker, venue)
    return _channel_audience(venue) if venue.is_shared and each != NOBODY else each


def _each_member(asker: Asker, venue: Venue) -> Audience:
    return _all_of(venue.members) if _is_among(asker, venue.members) else NOBODY


def _is_read_by_people_alone(venue: Venue) -> bool:
    """Whether all who read it are known by name, none of them an app or of another sort."""
    standings = {one.standing for one in venue.members}
    narrowed = venue.is_shared or venue.has_guests
    return bool(standings) and Standing.NOBODY not in standings and not narrowed


def _all_of(people: tuple[Asker, ...]) -> Audience:
    profiles = tuple(profile_of(one) for one in people)
    known = tuple(profile for profile in profiles if profile is not None)
    return Audience(known) if known and len(known) == len(profiles) else NOBODY


def _channel_audience(venue: Venue) -> Audience:
    if venue.is_shared and venue.has_guests:
        return Audience((*Audience.of(PARTNERS).profiles, *Audience.of(GUESTS).profiles))
    if venue.is_shared:
        return Audience.of(PARTNERS)
    if venue.has_guests:
        return Audience.of(GUESTS)
    if venue.channel is None:
        return NOBODY
    return Audience.of(EVERYONE, channel(venue.channel))
