"""Passive help: what somebody asks a channel, and not the app, is offered to be answered."""

from dataclasses import dataclass
from uuid import uuid4

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.following import ADDRESSED
from bot.conversation.notices import Notices
from bot.conversation.own_words import OwnWords
from bot.conversation.speaking import Speaking
from bot.directory.mirror import Mirror
from bot.errors import SlackRefused, reaching_slack
from bot.knowledge import Opens, Scopes
from bot.views.passive_help import help_offered
from chains.access.audience import Standing
from chains.errors import RetryLater
from chains.metrics import Metrics


@dataclass(frozen=True)
class Offering:
    """How an offer reaches its one reader."""

    client: AsyncWebClient
    speaking: Speaking
    notices: Notices


class PassiveHelp:
    """Looks at messages and keeps none: the words travel sealed in the button of their author."""

    def __init__(
        self,
        gate: Opens,
        settings: Scopes,
        mirror: Mirror,
        offering: Offering,
        metrics: Metrics,
        own_words: OwnWords,
    ) -> None:
        """``own_words`` seals them."""
        self._gate = gate
        self._settings = settings
        self._mirror = mirror
        self._offering = offering
        self._metrics = metrics
        self._own_words = own_words
        self._log = structlog.get_logger(__name__)

    async def offer(self, channel: str, author: str, text: str) -> None:
        """Offer its author alone to answer a message at the top of a channel, once a day.

        Only where an administrator has switched it on, to full members, and to what addresses
        nobody. Nothing is searched: an offer tells nothing of any document.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        if ADDRESSED.search(text):
            return
        if not (await self._settings.own_channel(self._mirror.workspace, channel)).passive_help:
            return
        token = self._own_words.sealed(author, text)
        if token is None or not await self._gate.opens(text):
            return
        try:
            await self._offered(channel, author, token)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("help_not_offered", error=type(error).__name__)

    def accepted(self, token: str, person: str) -> str | None:
        """The words of an offer that was made to this person."""
        written = self._own_words.opened(token, person)
        if written is None:
            return None
        self._metrics.help_offers.labels("accepted").inc()
        return written.words

    def declined(self) -> None:
        """Somebody wants no answer."""
        self._metrics.help_offers.labels("declined").inc()

    async def _offered(self, channel: str, author: str, token: str) -> None:
        offering = self._offering
        asker = await self._mirror.asker(author)
        if asker.standing is not Standing.MEMBER:
            return
        # A name of its own each time, so that an event that comes twice makes one offer.
        if not await offering.notices.claim(channel, author, uuid4().hex):
            return
        message = help_offered(await offering.speaking.to(author), token)
        with reaching_slack():
            await offering.client.chat_postEphemeral(
                channel=channel, user=author, text=message.text, blocks=message.blocks
            )
        self._metrics.help_offers.labels("offered").inc()
