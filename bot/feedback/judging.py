"""Says of an answer whether it helped, and asks its question again."""

import asyncio
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import Delivery
from bot.delivery.inbox import Inbox
from bot.errors import SlackRefused, reaching_slack
from bot.feedback.fields import chosen, written
from bot.feedback.seen import Sight
from bot.feedback.verdicts import Reason, Verdict, Verdicts
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.feedback import note, noted, noted_view, reasons_view, said_view
from bot.views.outcomes import Message
from chains.errors import RetryLater

LONGEST_SECONDS = 2.5
"""A form is answered within Slack's three."""


class Judging:
    """Whoever can see an answer may say so; whoever asked for it may have it asked again."""

    def __init__(
        self,
        client: AsyncWebClient,
        sight: Sight,
        verdicts: Verdicts,
        inbox: Inbox,
        speaking: Speaking,
    ) -> None:
        self._client = client
        self._sight = sight
        self._verdicts = verdicts
        self._inbox = inbox
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def helped(self, acted: Delivery) -> Message:
        """It helped."""
        say = await self._speaking.to(acted.user)
        try:
            seen = await self._sight.of(acted)
            if seen.answer is None:
                return note(say(wording.NOT_YOURS))
            await self._verdicts.say(seen.answer.request, acted.user, Verdict.HELPFUL)
        except RetryLater as error:
            return self._failed(say, error)
        return note(noted(say, helpful=True))

    async def did_not_help(self, acted: Delivery, trigger: str) -> Message | None:
        """It did not help: that counts at once, and a form asks why."""
        say = await self._speaking.to(acted.user)
        try:
            seen = await self._sight.of(acted)
            if seen.answer is None:
                return note(say(wording.NOT_YOURS))
            await self._verdicts.say(seen.answer.request, acted.user, Verdict.NOT_HELPFUL)
            with reaching_slack():
                view = reasons_view(say, seen.answer.request)
                await self._client.views_open(trigger_id=trigger, view=view)
        except SlackRefused:
            # Too late for a form: it counts all the same.
            return note(noted(say, helpful=False))
        except RetryLater as error:
            return self._failed(say, error)
        return None

    async def reason(self, acted: Delivery, view: dict[str, Any]) -> dict[str, Any]:
        """The form was sent: its last page says what is kept."""
        given, say = chosen(view, ids.FEEDBACK_REASON), await self._speaking.to(acted.user)
        reason = Reason(given) if given in set(Reason) else None
        words = written(view, ids.FEEDBACK_WORDS) or None
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                answer = (await self._sight.of(acted)).answer
                if answer is None:
                    gone = said_view(say, say(wording.FEEDBACK_TITLE), say(wording.NOT_YOURS))
                    return {"response_action": "update", "view": gone}
                bad = Verdict.NOT_HELPFUL
                await self._verdicts.say(answer.request, acted.user, bad, reason, words)
        except (RetryLater, TimeoutError) as error:
            self._failed(say, error)
            errors = {ids.FEEDBACK_WORDS: say(wording.FAILED_TRY_AGAIN)}
            return {"response_action": "errors", "errors": errors}
        return {"response_action": "update", "view": noted_view(say, reason or "")}

    async def again(self, acted: Delivery) -> Message | None:
        """Queue the same question again, by right of who presses; only their own."""
        say = await self._speaking.to(acted.user)
        try:
            if (await self._sight.of(acted)).own is None:
                return note(say(wording.NOT_YOURS))
            await self._inbox.receive(acted)
        except RetryLater as error:
            return self._failed(say, error)
        return None

    def _failed(self, say: Say, error: Exception) -> Message:
        self._log.warning("feedback_failed", error=type(error).__name__)
        return note(say(wording.FAILED_TRY_AGAIN))
