"""Sends a person's words to others, in their name, and says whom they reached."""

from collections.abc import Callable, Collection

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.speaking import Speaking
from bot.errors import SlackRefused, SlackUnavailable, reaching_slack
from bot.language.say import Say
from bot.views import wording
from bot.views.feedback import named
from bot.views.outcomes import Message


class PassingOn:
    """Sends at once. Nothing of it is kept."""

    def __init__(self, client: AsyncWebClient, speaking: Speaking) -> None:
        self._client = client
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def send(
        self, say: Say, message: Callable[[Say], Message], recipients: Collection[str]
    ) -> str:
        """What became of it, for the sender; whom Slack does not let us reach is named.

        Each recipient gets the message in their own language.
        """
        failed = []
        for one in recipients:
            told = message(await self._speaking.read_by(one))
            try:
                with reaching_slack():
                    await self._client.chat_postMessage(
                        channel=one,
                        text=told.text,
                        blocks=told.blocks,
                        unfurl_links=False,
                        unfurl_media=False,
                    )
            except (SlackRefused, SlackUnavailable) as error:
                self._log.warning("help_not_delivered", error=str(error))
                failed.append(one)
        reached = [one for one in recipients if one not in failed]
        said = [say(wording.HELP_SENT, names=named(reached))] if reached else []
        if failed:
            said.append(say(wording.HELP_NOT_SENT, names=named(failed)))
        self._log.info("help_sent", reached=len(reached), failed=len(failed))
        return " ".join(said)
