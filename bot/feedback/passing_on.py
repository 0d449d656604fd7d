"""Sends a person's words to others, in their name, and says whom they reached."""

from collections.abc import Collection

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackRefused, SlackUnavailable, reaching_slack
from bot.views import wording
from bot.views.feedback import named
from bot.views.outcomes import Message


class PassingOn:
    """Sends at once. Nothing of it is kept."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._log = structlog.get_logger()

    async def send(self, message: Message, recipients: Collection[str]) -> str:
        """What became of it; whom Slack does not let us reach is named."""
        failed = []
        for one in recipients:
            try:
                with reaching_slack():
                    await self._client.chat_postMessage(
                        channel=one,
                        text=message.text,
                        blocks=message.blocks,
                        unfurl_links=False,
                        unfurl_media=False,
                    )
            except (SlackRefused, SlackUnavailable) as error:
                self._log.warning("help_not_delivered", error=str(error))
                failed.append(one)
        reached = [one for one in recipients if one not in failed]
        said = [wording.HELP_SENT.format(names=named(reached))] if reached else []
        if failed:
            said.append(wording.HELP_NOT_SENT.format(names=named(failed)))
        self._log.info("help_sent", reached=len(reached), failed=len(failed))
        return " ".join(said)
