"""Hands a question to a person: shows its asker what would go to whom, and sends it on the press.

Only the asker's own words are sent, so that nobody learns of a document by it.
"""

import asyncio
from functools import partial
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.asking import read_question
from bot.conversation.earlier import Earlier
from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import Delivery
from bot.errors import SlackRefused, reaching_slack
from bot.feedback.fields import written
from bot.feedback.passing_on import PassingOn
from bot.feedback.recipients import Recipients
from bot.feedback.seen import Sight
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.feedback import help_view, note, passed_on, said_view
from bot.views.outcomes import Message
from chains.access.audience import Asker
from chains.errors import RetryLater

LONGEST_SECONDS = 2.5
"""A form is answered within Slack's three."""


class Helping:
    """Works for whoever asked, and nobody else."""

    def __init__(
        self,
        client: AsyncWebClient,
        sight: Sight,
        earlier: Earlier,
        recipients: Recipients,
        speaking: Speaking,
    ) -> None:
        self._client = client
        self._passing_on = PassingOn(client, speaking)
        self._sight = sight
        self._earlier = earlier
        self._recipients = recipients
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def open(self, acted: Delivery, trigger: str) -> Message | None:
        """Show what would be sent to whom; a sentence where there is nothing to send."""
        say = await self._speaking.to(acted.user)
        try:
            viewer, recipients = await self._recipients_of(acted)
            asked = await self._earlier.question(acted) if viewer is not None else None
            words = read_question(asked.text).text if asked is not None else ""
            if not words:
                return note(say(wording.HELP_GONE))
            if not recipients:
                return note(say(wording.HELP_NOBODY))
            view = help_view(say, _data(acted, recipients), recipients, words)
            with reaching_slack():
                await self._client.views_open(trigger_id=trigger, view=view)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("help_not_opened", error=type(error).__name__)
            return note(say(wording.FAILED_TRY_AGAIN))
        return None

    async def send(self, acted: Delivery, view: dict[str, Any]) -> dict[str, Any]:
        """The form was sent; only to those that it named."""
        words, say = written(view, ids.FEEDBACK_WORDS), await self._speaking.to(acted.user)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                viewer, recipients = await self._recipients_of(acted)
                if viewer is None or not recipients:
                    said = wording.HELP_GONE if viewer is None else wording.HELP_NOBODY
                    return _instead(say, say(said))
                data = _data(acted, recipients)
                if data != view["private_metadata"]:
                    again = help_view(say, data, recipients, words, say(wording.HELP_OTHERS))
                    return {"response_action": "update", "view": again}
                passed = partial(passed_on, asker=viewer.identity, words=words)
                return _instead(say, await self._passing_on.send(say, passed, recipients))
        except (RetryLater, TimeoutError) as error:
            self._log.warning("help_not_sent", error=type(error).__name__)
            errors = {ids.FEEDBACK_WORDS: say(wording.FAILED_TRY_AGAIN)}
            return {"response_action": "errors", "errors": errors}

    async def _recipients_of(self, acted: Delivery) -> tuple[Asker | None, tuple[str, ...]]:
        seen = await self._sight.of(acted)
        if seen.own is None:
            return None, ()
        owners = [one.owner or "" for one in seen.own.documents]
        return seen.viewer, await self._recipients.among(seen.viewer, owners)


def _data(acted: Delivery, recipients: tuple[str, ...]) -> str:
    """The request, and to whom the form says that it goes."""
    return " ".join([acted.about or "", *recipients])


def _instead(say: Say, said: str) -> dict[str, Any]:
    return {"response_action": "update", "view": said_view(say, say(wording.HELP), said)}
