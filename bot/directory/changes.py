"""What Slack's events say has changed: taken back before the event is acknowledged.

Nothing is granted here: an event takes away, and the next look at Slack gives.
"""

from bot.directory.ledger import Ledger, Listing
from bot.directory.mirror import FRESH, Clock, Mirror
from bot.directory.slack_facts import Json, alias_fact, email_alias, person_fact, standing_of
from bot.errors import reaching_postgres
from chains.access.directory import Directory, MembersFact
from chains.access.principals import Principal, channel, person, user_group


class Changes:
    """Invalidates what is known. Every method raises `StoreUnavailable`."""

    def __init__(self, mirror: Mirror, directory: Directory, ledger: Ledger, clock: Clock) -> None:
        self._mirror = mirror
        self._directory = directory
        self._ledger = ledger
        self._clock = clock

    async def person(self, user: Json) -> None:
        """`user_change`, `team_join`: the standing, the rights or the address may differ."""
        identity = str(user["id"])
        workspace = self._mirror.workspace
        with reaching_postgres():
            known = await self._directory.person(workspace, identity)
        if known is not None and known.asker.standing is standing_of(user, workspace):
            # Too old to ask by, and still good enough for the guests of a channel: people change
            # their photo far more often than their standing.
            await self._mirror.record([person_fact(user, workspace, self._clock() - FRESH)])
        elif known is not None:
            with reaching_postgres():
                await self._directory.forget_person(workspace, identity)
            await self._ledger.confirm(Listing.STANDING, self._clock())
        subject = person(identity)
        before = (await self._ledger.mirrored(subject)).get(subject)
        if before is not None and before != email_alias(user, workspace):
            await self._mirror.record([alias_fact(before, None, self._clock())])
            await self._ledger.drop({subject})
            await self._mirror.unlink_changed()

    async def groups(self, group: str | None = None, removed: tuple[str, ...] = ()) -> None:
        """`subteam_*`: the list of groups is read anew, and who was removed is out at once."""
        await self._ledger.doubt(Listing.GROUPS)
        if group is not None and removed:
            await self._remove(user_group(group), removed)

    async def conversation(self, identity: str) -> None:
        """`channel_shared`, `channel_unshared`, `member_joined_channel`: who reads it differs."""
        with reaching_postgres():
            await self._directory.forget_conversation(self._mirror.workspace, identity)

    async def left(self, identity: str, user: str) -> None:
        """`member_left_channel`: neither reads the conversation nor belongs to it."""
        await self.conversation(identity)
        await self._remove(channel(identity), (user,))

    async def renamed(self, old: str, new: str) -> None:
        """`channel_id_changed`, as when a share starts: nothing known of the old id holds."""
        await self.conversation(old)
        await self.conversation(new)
        with reaching_postgres():
            known = await self._directory.members(self._mirror.workspace, channel(old))
        if known is not None:
            await self._replace(known, frozenset())

    async def _remove(self, group: Principal, users: tuple[str, ...]) -> None:
        with reaching_postgres():
            known = await self._directory.members(self._mirror.workspace, group)
        if known is not None:
            gone = {person(user) for user in users}
            await self._replace(known, known.members - gone)

    async def _replace(self, known: MembersFact, members: frozenset[Principal]) -> None:
        fact = MembersFact(known.group, members, known.origin, known.observed_at)
        await self._mirror.record([fact])
