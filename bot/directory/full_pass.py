"""The full pass: everything Slack says about people, groups and channels, read anew."""

from datetime import datetime, timedelta

import structlog

from bot.directory.ledger import Ledger, Listing
from bot.directory.mirror import LISTED, Clock, Mirror
from bot.directory.slack_facts import (
    Json,
    alias_fact,
    channel_members,
    conversation_fact,
    group_fact,
    handle_alias,
    standing_of,
)
from bot.directory.slack_lists import SlackLists
from bot.errors import SlackRefused
from chains.access.audience import Standing
from chains.access.directory import Fact, MembersFact
from chains.access.principals import Principal, channel

GROUPS_FRESH = timedelta(minutes=15)
"""How old the list of user groups may be when a question is asked."""
CHANNELS_FRESH = timedelta(minutes=30)
"""How long what is known of channel members stays true without a pass."""


class FullPass:
    """Reads whole lists from Slack, so that what no event told of is corrected.

    Every method raises `SlackUnavailable` and `StoreUnavailable`.
    """

    def __init__(self, mirror: Mirror, lists: SlackLists, ledger: Ledger, clock: Clock) -> None:
        self._mirror = mirror
        self._lists = lists
        self._ledger = ledger
        self._clock = clock
        self._log = structlog.get_logger()

    async def run(self) -> None:
        """People, then groups, then the channels this app is in."""
        began = self._clock()
        standings = await self._people()
        groups = await self.groups()
        channels = await self._channels(standings, began)
        self._log.info("directory_read", people=len(standings), groups=groups, channels=channels)

    async def ensure_fresh(self) -> None:
        """Before a question: no membership may count that is older than its limit."""
        now = self._clock()
        groups = await self._ledger.confirmed_at(Listing.GROUPS)
        if groups is None or now - groups >= GROUPS_FRESH:
            await self.groups()
        channels = await self._ledger.confirmed_at(Listing.CHANNELS)
        if channels is None or now - channels >= CHANNELS_FRESH:
            await self._without_channels(set())

    async def groups(self) -> int:
        """All user groups in one call; those that are gone have no members any more."""
        now = self._clock()
        try:
            listed = await self._lists.groups()
        except SlackRefused as refused:
            # Without the right to look, no group has a member.
            self._log.warning("groups_unknown", code=refused.code)
            listed = []
        found = [(group_fact(group, now), handle_alias(group)) for group in listed]
        before = await self._ledger.mirrored("group:slack:")
        now_there = {fact.group: alias for fact, alias in found}
        facts: list[Fact] = []
        for subject, alias in before.items():
            if alias is not None and now_there.get(subject) != alias:
                facts.append(alias_fact(alias, None, now))
            if subject not in now_there:
                facts.append(MembersFact(subject, frozenset(), "slack", now))
        for fact, alias in found:
            facts.append(fact)
            if alias is not None:
                facts.append(alias_fact(alias, fact.group, now))
        await self._mirror.record(facts)
        await self._ledger.keep(now_there)
        await self._ledger.drop(set(before) - set(now_there))
        await self._ledger.confirm(Listing.GROUPS, now)
        return len(found)

    async def channel_left(self, identity: str) -> None:
        """The app is out of a channel: it learns nothing more of who is in it."""
        await self._mirror.record([channel_members(identity, (), self._clock())])
        await self._ledger.drop({channel(identity)})

    async def _people(self) -> dict[str, Standing]:
        now = self._clock()
        standings: dict[str, Standing] = {}
        async for page in self._lists.users():
            # Read before somebody's standing changed, it may be recorded after the event took away
            # what was known: then it counts for nobody, and who asks is looked at anew.
            changed = await self._ledger.confirmed_at(Listing.STANDING)
            doubtful = changed is not None and changed >= now
            await self._mirror.record_people(page, now - LISTED if doubtful else now)
            standings |= {
                str(user["id"]): standing_of(user, self._mirror.workspace) for user in page
            }
        await self._ledger.confirm(Listing.PEOPLE, now)
        return standings

    async def _channels(self, standings: dict[str, Standing], began: datetime) -> int:
        now = self._clock()
        try:
            listed = await self._lists.own_conversations()
        except SlackRefused as refused:
            self._log.warning("channels_unknown", code=refused.code)
            listed = []
        for shown in listed:
            await self._channel(shown, standings, began)
        await self._without_channels({channel(str(shown["id"])) for shown in listed})
        await self._ledger.confirm(Listing.CHANNELS, now)
        return len(listed)

    async def _channel(self, shown: Json, standings: dict[str, Standing], began: datetime) -> None:
        now = self._clock()
        identity = str(shown["id"])
        try:
            users = await self._lists.members(identity)
        except SlackRefused as refused:
            self._log.warning("members_unknown", code=refused.code)
            await self.channel_left(identity)
            return
        # Whoever the list of users does not name is of another organisation, or hidden from us.
        members = [standings.get(user, Standing.PARTNER) for user in users]
        # As old as the standings it is made of: one that changed since outdates it.
        fact = conversation_fact(shown, members, began)
        await self._mirror.record([fact, channel_members(identity, users, now)])
        await self._ledger.keep({channel(identity): None})

    async def _without_channels(self, kept: set[Principal]) -> None:
        gone = set(await self._ledger.mirrored("channel:")) - kept
        now = self._clock()
        await self._mirror.record(
            [MembersFact(subject, frozenset(), "slack", now) for subject in sorted(gone)]
        )
        await self._ledger.drop(gone)
