"""The help, with the commands that whoever reads it can use."""

from typing import Protocol

import structlog

from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import new_request
from bot.language.say import Say
from bot.views.blocks import Block
from bot.views.guide import Whose, help_message, home_view, prompts
from bot.views.mistaken import missing_message, unknown_message
from bot.views.outcomes import Message
from chains.access.audience import Asker, Standing
from chains.access.principals import WorkspaceId
from chains.errors import RetryLater
from chains.settings import AuditPolicy


class People(Protocol):
    """Who somebody is."""

    @property
    def workspace(self) -> WorkspaceId:
        """The workspace they are known in."""
        ...

    async def asker(self, identity: str) -> Asker:
        """A Slack user, resolved."""
        ...


class Auditors(Protocol):
    """Whom an administrator chose."""

    async def audit(self, workspace: WorkspaceId) -> AuditPolicy:
        """The auditors, among what else was chosen for records."""
        ...


class Guiding:
    """Tells people how to ask. It never fails: who is not known is shown what everybody can use."""

    def __init__(self, people: People, auditors: Auditors, speaking: Speaking) -> None:
        self._people = people
        self._auditors = auditors
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def guide(self, identity: str) -> Message:
        """The help for a Slack user."""
        return await self.told(
            await self._speaking.to(identity), await self._asker(identity), new_request()
        )

    async def home(self, identity: str) -> Block:
        """The home tab of a Slack user."""
        say, asker = await self._speaking.to(identity), await self._asker(identity)
        return home_view(say, await self._can_use(asker))

    async def prompts(self, identity: str) -> list[Block]:
        """What their messages tab offers."""
        return prompts(await self._speaking.to(identity))

    async def told(self, say: Say, asker: Asker, request: str) -> Message:
        """The same for somebody who is known."""
        return help_message(say, request, await self._can_use(asker))

    async def unknown(self, identity: str, word: str, rest: str) -> Message:
        """What they typed is no command: a word, and what follows it."""
        say, asker = await self._speaking.to(identity), await self._asker(identity)
        can_use = await self._can_use(asker)
        return unknown_message(say, new_request(), can_use, (word, rest))

    async def missing(self, identity: str, *, finds: bool) -> Message:
        """They asked nothing, or named nothing to find."""
        return missing_message(await self._speaking.to(identity), new_request(), finds=finds)

    async def _asker(self, identity: str) -> Asker:
        try:
            return await self._people.asker(identity)
        except RetryLater as error:
            self._log.warning("asker_not_found", error=type(error).__name__)
            return Asker(identity, Standing.NOBODY)

    async def _can_use(self, asker: Asker) -> frozenset[Whose]:
        if asker.standing is Standing.GUEST:
            return frozenset({Whose.EVERYBODY, Whose.OUR_OWN})
        if asker.standing is not Standing.MEMBER:
            return frozenset({Whose.EVERYBODY})
        offices = {Whose.ADMINISTRATORS} if asker.is_admin else set()
        try:
            policy = await self._auditors.audit(self._people.workspace)
        except RetryLater as error:
            self._log.warning("auditors_not_found", error=type(error).__name__)
        else:
            offices |= {Whose.AUDITORS} if asker.identity in policy.auditors else set()
        return frozenset({Whose.EVERYBODY, Whose.OUR_OWN} | offices)
