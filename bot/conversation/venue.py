"""Where the reply will be read, and by whom."""

import asyncio

from bot.delivery.deliveries import Delivery
from bot.directory.mirror import Mirror
from chains.access.audience import Standing, Venue, VenueKind

_MOST_IN_A_GROUP_DM = 20


async def venue_of(delivery: Delivery, mirror: Mirror, bot_user: str) -> Venue:
    """The venue of a delivery's reply; unknown when Slack does not let us look.

    Raises:
        SlackUnavailable: Slack did not answer.
        StoreUnavailable: Postgres did not answer.
    """
    if delivery.is_private:
        return Venue(VenueKind.PRIVATE, delivery.channel)
    seen = await mirror.conversation(delivery.channel)
    if seen is None:
        return Venue(VenueKind.UNKNOWN, delivery.channel)
    fact, users = seen
    if fact.kind is VenueKind.PRIVATE:
        # A direct conversation of two other people: not ours to read or to answer in.
        return Venue(VenueKind.UNKNOWN, delivery.channel)
    venue = Venue(
        fact.kind,
        delivery.channel,
        has_guests=fact.has_guests,
        is_shared=fact.is_shared or delivery.shared,
    )
    if fact.kind is not VenueKind.GROUP_DM:
        return venue
    people = sorted(users - {bot_user})
    if len(people) > _MOST_IN_A_GROUP_DM:
        return Venue(VenueKind.UNKNOWN, delivery.channel)
    members = tuple(await asyncio.gather(*(mirror.asker(user) for user in people)))
    return Venue(
        fact.kind,
        delivery.channel,
        members=members,
        has_guests=venue.has_guests or any(one.standing is Standing.GUEST for one in members),
        is_shared=venue.is_shared or any(one.standing is Standing.PARTNER for one in members),
    )
