"""Passes on what somebody wrote in distress, to those whom their administrators chose for it.

The message that offers it names them and shows the words; nothing leaves before the press.
"""

from functools import partial

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.speaking import Speaking
from bot.conversation.viewers import Viewers
from bot.delivery.deliveries import Delivery
from bot.errors import SlackRefused
from bot.feedback.confidants import Confidants
from bot.feedback.passing_on import PassingOn
from bot.views import wording
from bot.views.confiding import confided
from bot.views.feedback import note
from bot.views.outcomes import Message
from chains.errors import Refused, RetryLater


class Confiding:
    """Works for whoever was shown the words: they are their own."""

    def __init__(
        self,
        client: AsyncWebClient,
        viewers: Viewers,
        confidants: Confidants,
        speaking: Speaking,
    ) -> None:
        self._passing_on = PassingOn(client, speaking)
        self._speaking = speaking
        self._viewers = viewers
        self._confidants = confidants
        self._log = structlog.get_logger()

    async def send(self, acted: Delivery) -> Message:
        """The button was pressed; what it carries goes to those who were named, or to nobody."""
        say = await self._speaking.to(acted.user)
        try:
            viewer = await self._viewers.viewer(acted)
            carried = self._confidants.opened(acted.about or "", viewer)
            chosen = await self._confidants.of(viewer)
        except Refused:
            return note(say(wording.NOT_YOURS))
        except (RetryLater, SlackRefused) as error:
            self._log.warning("not_confided", error=type(error).__name__)
            return note(say(wording.FAILED_TRY_AGAIN))
        if not chosen or set(carried.to) != set(chosen):
            return note(say(wording.CONFIDE_OTHERS))
        passed = partial(confided, passed=carried)
        return note(await self._passing_on.send(say, passed, carried.to))
