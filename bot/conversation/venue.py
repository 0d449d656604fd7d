"""Where the reply will be read, and by whom."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.delivery.deliveries import Delivery
from bot.directory.mirror import FRESH, LISTED, Mirror
from bot.knowledge import Scopes, Workspace
from chains.access.audience import Asker, Standing, Venue, VenueKind

MOST_IN_A_GROUP_DM = 20
MOST_KNOWN_BY_NAME = 30
"""Members of a private channel beyond whom the rule of all channels holds."""
_NOW = timedelta()


class Venues:
    """Finds the venue of a reply.

    Every method raises `SlackUnavailable` and `StoreUnavailable`.
    """

    def __init__(self, mirror: Mirror, settings: Scopes, workspace: Workspace) -> None:
        self._mirror = mirror
        self._settings = settings
        self._workspace = workspace

    async def of(self, delivery: Delivery) -> Venue:
        """The venue of a delivery's reply; unknown when Slack does not let us look."""
        if delivery.is_private:
            return Venue(VenueKind.PRIVATE, delivery.channel)
        unknown = Venue(VenueKind.UNKNOWN, delivery.channel)
        own = await self._settings.own_channel(self._workspace.id, delivery.channel)
        by_name = own.members_read
        # What counts there hangs on its being private: no fact of five minutes ago will do.
        seen = await self._mirror.conversation(delivery.channel, at_most=_NOW if by_name else FRESH)
        if seen is None or seen[0].kind is VenueKind.PRIVATE:
            # A direct conversation of two other people: not ours to read or to answer in.
            return unknown
        fact, users = seen
        people = sorted(users - {self._workspace.bot_user})
        venue = Venue(
            fact.kind,
            delivery.channel,
            has_guests=fact.has_guests,
            is_shared=fact.is_shared or delivery.shared,
        )
        if fact.kind is VenueKind.GROUP_DM:
            return unknown if len(people) > MOST_IN_A_GROUP_DM else await self._named(venue, people)
        private = fact.kind is VenueKind.PRIVATE_CHANNEL
        if private and by_name and len(people) <= MOST_KNOWN_BY_NAME:
            return await self._named(venue, people)
        return venue

    async def scopes(self, venue: Venue) -> tuple[str, ...]:
        """The scopes that questions there are narrowed to; empty means all."""
        return await self._settings.channel_scopes(self._workspace.id, venue.channel)

    async def _named(self, venue: Venue, people: Iterable[str]) -> Venue:
        age = FRESH if venue.kind is VenueKind.GROUP_DM else LISTED
        members = tuple(await asyncio.gather(*(self._asker(user, age) for user in people)))
        standings = {one.standing for one in members}
        return replace(
            venue,
            members=members,
            has_guests=venue.has_guests or Standing.GUEST in standings,
            is_shared=venue.is_shared or Standing.PARTNER in standings,
        )

    async def _asker(self, user: str, age: timedelta) -> Asker:
        return await self._mirror.asker(user, at_most=age)
