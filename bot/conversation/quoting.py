"""Shows the passage behind a footnote to whoever asks for it, for their eyes alone."""

from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.speaking import Speaking
from bot.conversation.viewers import Viewers
from bot.delivery.deliveries import Delivery
from bot.errors import SlackRefused, reaching_slack
from bot.knowledge import Quotes, Workspace
from bot.views import passage as views
from bot.views.outcomes import Message
from chains.answering.explaining.quotations import Quotation
from chains.errors import RetryLater


class Quoting:
    """Who asks, and what they may read, is found out anew at each press."""

    def __init__(
        self,
        client: AsyncWebClient,
        quotations: Quotes,
        viewers: Viewers,
        workspace: Workspace,
        speaking: Speaking,
    ) -> None:
        """``client`` does not wait out rate limits: triggers do not wait."""
        self._client = client
        self._quotations = quotations
        self._viewers = viewers
        self._workspace = workspace
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def open(self, acted: Delivery, number: int, trigger: str, shown: Any) -> Message | None:
        """A modal with the passage, or one sentence where there is none for this person.

        ``shown`` are the blocks of the message that was pressed, where Slack sends them along.
        What is returned is to be said instead: Slack opens no modal for a press that is too old.
        """
        say = await self._speaking.to(acted.user)
        try:
            found = await self._found(acted, number)
        except RetryLater as error:
            self._log.warning("passage_failed", error=type(error).__name__)
            return views.failed_message(say)
        try:
            with reaching_slack():
                view = views.passage_view(say, found, shown)
                await self._client.views_open(trigger_id=trigger, view=view)
        except (RetryLater, SlackRefused) as error:
            self._log.info("passage_said_instead", error=type(error).__name__)
            return views.passage_message(say, found, shown)
        return None

    async def _found(self, acted: Delivery, number: int) -> Quotation | None:
        viewer = await self._viewers.viewer(acted)

        async def reads(channel: str) -> bool:
            return await self._viewers.reads(viewer, channel)

        request = acted.about or ""
        return await self._quotations.of(self._workspace.id, viewer, request, number, reads)
