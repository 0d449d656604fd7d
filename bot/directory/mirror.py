"""Who somebody is and who is in a conversation: from the directory while fresh, else from Slack."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.directory.ledger import Ledger, Listing
from bot.directory.slack_facts import (
    Json,
    alias_fact,
    channel_members,
    conversation_fact,
    email_alias,
    person_fact,
)
from bot.directory.slack_lists import SlackLists
from bot.errors import SlackRefused, reaching_postgres
from chains.access.audience import Asker, Standing, Strength
from chains.access.directory import ConversationFact, Directory, Fact
from chains.access.principals import WorkspaceId, channel, person

FRESH = timedelta(minutes=5)
"""How old what is known of an asker or a conversation may be."""
LISTED = timedelta(minutes=15)
"""How old what the full pass said of a conversation's other members may be."""
MOST_LOOKUPS = 50

Clock = Callable[[], datetime]


class Links(Protocol):
    """Who has proved by a second sign-in who they are."""

    async def holds(self, identity: str) -> bool:
        """Whether a user has, and it still counts."""
        ...

    async def prune(self) -> None:
        """Forget those whose address in Slack is another one now."""
        ...


class Mirror:
    """Facts about single people and conversations, no older than they may be."""

    def __init__(
        self,
        workspace: WorkspaceId,
        lists: SlackLists,
        directory: Directory,
        ledger: Ledger,
        clock: Clock,
        links: Links,
    ) -> None:
        self.workspace = workspace
        self._links = links
        self._lists = lists
        self._directory = directory
        self._ledger = ledger
        self._clock = clock
        self._log = structlog.get_logger()

    async def asker(self, identity: str, *, at_most: timedelta = FRESH) -> Asker:
        """Who a user is; nobody when Slack does not know them.

        Raises:
            SlackUnavailable: Slack did not answer.
            StoreUnavailable: Postgres did not answer.
        """
        with reaching_postgres():
            known = await self._directory.person(self.workspace, identity)
        if known is not None and self._clock() - known.observed_at < at_most:
            return await self._proved(known.asker)
        try:
            user = await self.read_person(identity)
        except SlackRefused as refused:
            self._log.warning("person_unknown", code=refused.code)
            return Asker(identity, Standing.NOBODY)
        return await self._proved(person_fact(user, self.workspace, self._clock()).asker)

    async def read_person(self, identity: str) -> Json:
        """What Slack says of a user now, recorded. Raises as `asker`, and `SlackRefused`."""
        now = self._clock()
        user = await self._lists.user(identity)
        await self.record_people([user], now)
        return user

    async def conversation(
        self, identity: str, *, at_most: timedelta = FRESH
    ) -> tuple[ConversationFact, frozenset[str]] | None:
        """A conversation and its members' user ids; ``None`` when Slack does not let us look.

        Raises:
            SlackUnavailable: Slack did not answer.
            StoreUnavailable: Postgres did not answer.
        """
        known = await self._known_conversation(identity, at_most)
        if known is not None:
            return known
        now = self._clock()
        try:
            shown = await self._lists.conversation(identity)
            users = await self._lists.members(identity)
        except SlackRefused as refused:
            self._log.warning("conversation_unknown", code=refused.code)
            return None
        fact = conversation_fact(shown, await self._standings(users), now)
        await self.record([fact, channel_members(identity, users, now)])
        await self._ledger.keep({channel(identity): None})
        return fact, frozenset(users)

    async def record_people(self, users: Iterable[Json], now: datetime) -> None:
        """Record users and their e-mail aliases; an address they no longer have is taken back."""
        people = list(users)
        aliases = {person(str(user["id"])): email_alias(user, self.workspace) for user in people}
        before = await self._ledger.aliases(aliases)
        changed = {
            subject: alias
            for subject, alias in aliases.items()
            if subject not in before or before[subject] != alias
        }
        facts: list[Fact] = [person_fact(user, self.workspace, now) for user in people]
        lost = {old: subject for subject in changed if (old := before.get(subject))}
        if lost:
            # It may have gone to somebody of an earlier page: it is theirs, and stays so.
            holders = await self._ledger.holders(lost)
            facts += [
                alias_fact(old, None, now)
                for old, subject in lost.items()
                if not holders.get(old, set()) - {subject}
            ]
        # After what is taken back: an address may have gone from one person to another. Those that
        # did not change too: what an event took back in between is made good.
        facts += [alias_fact(alias, subject, now) for subject, alias in aliases.items() if alias]
        await self.record(facts)
        await self._ledger.keep(changed)
        spoken = {
            person(str(user["id"])): str(user["locale"]) for user in people if "locale" in user
        }
        await self._ledger.keep_locales(spoken)
        await self._links.prune()

    async def record(self, facts: Iterable[Fact]) -> None:
        """Store facts in one transaction."""
        with reaching_postgres():
            await self._directory.record(self.workspace, facts)

    async def locale(self, identity: str) -> str | None:
        """In which locale a person uses Slack, as far as it was read. Raises `StoreUnavailable`."""
        return await self._ledger.locale(person(identity))

    async def unlink_changed(self) -> None:
        """Nobody is linked any more whose address is not the one they signed in with."""
        await self._links.prune()

    async def _proved(self, asker: Asker) -> Asker:
        """The asker, of the greatest strength if they have signed in; no one else's word adds."""
        if asker.strength is Strength.EMAIL and await self._links.holds(asker.identity):
            return replace(asker, strength=Strength.LINKED)
        return asker

    async def _known_conversation(
        self, identity: str, at_most: timedelta
    ) -> tuple[ConversationFact, frozenset[str]] | None:
        with reaching_postgres():
            fact = await self._directory.conversation(self.workspace, identity)
            members = await self._directory.members(self.workspace, channel(identity))
        if fact is None or members is None:
            return None
        oldest = min(fact.observed_at, members.observed_at)
        if self._clock() - oldest >= at_most:
            return None
        changed = await self._ledger.confirmed_at(Listing.STANDING)
        if changed is not None and changed >= oldest:
            return None
        return fact, frozenset(name.removeprefix("person:") for name in members.members)

    async def _standings(self, users: list[str]) -> list[Standing]:
        """What the members are; a guest and a partner besides when too many are not known."""
        with reaching_postgres():
            facts = await self._directory.people(self.workspace, users)
        now = self._clock()
        known = {
            user: fact.asker.standing
            for user, fact in facts.items()
            if now - fact.observed_at < LISTED
        }
        unknown = [user for user in users if user not in known]
        standings = list(known.values())
        if len(unknown) > MOST_LOOKUPS:
            self._log.warning("members_unknown", members=len(users), unknown=len(unknown))
            return [*standings, Standing.GUEST, Standing.PARTNER]
        return [*standings, *[(await self.asker(user)).standing for user in unknown]]
