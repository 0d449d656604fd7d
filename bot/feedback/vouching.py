"""Lets the owner of an answer's sources say what the answer to its question is."""

import asyncio
import html
from collections.abc import Iterable
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.asking import read_question
from bot.conversation.earlier import Earlier
from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import Delivery
from bot.errors import SlackRefused, reaching_slack
from bot.feedback.fields import written
from bot.feedback.seen import Sight
from bot.language.phrases import Phrase
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.feedback import note, said_view, vouch_view
from bot.views.outcomes import Message
from chains.access.audience import Asker
from chains.answering.explaining.cited import Cited
from chains.answering.questions.memory import Memory
from chains.answering.verified import VerifiedAnswers
from chains.errors import RetryLater

LONGEST_SECONDS = 2.5
"""A form is answered within Slack's three."""


class Vouching:
    """Works for whoever owns every source, and can see both the question and its answer."""

    def __init__(
        self,
        client: AsyncWebClient,
        sight: Sight,
        earlier: Earlier,
        memory: Memory,
        verified: VerifiedAnswers,
        speaking: Speaking,
    ) -> None:
        self._client = client
        self._sight = sight
        self._earlier = earlier
        self._memory = memory
        self._verified = verified
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def open(self, acted: Delivery, trigger: str, shown: str) -> Message | None:
        """The form; ``shown`` is the text of the message, where Slack sends it along."""
        say = await self._speaking.to(acted.user)
        try:
            _, answer = await self._owned(acted)
            if answer is None:
                return note(say(wording.VOUCH_OWNERS))
            question = await self._question(acted, answer)
            if not question:
                return note(say(wording.VOUCH_GONE))
            view = vouch_view(say, answer.request, question, said_in(shown, self._speaking.all()))
            with reaching_slack():
                await self._client.views_open(trigger_id=trigger, view=view)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("vouching_not_opened", error=type(error).__name__)
            return note(say(wording.FAILED_TRY_AGAIN))
        return None

    async def save(self, acted: Delivery, view: dict[str, Any]) -> dict[str, Any]:
        """The form was sent."""
        words, say = written(view, ids.FEEDBACK_WORDS), await self._speaking.to(acted.user)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                viewer, answer = await self._owned(acted)
                question = await self._question(acted, answer) if answer else ""
                if answer is None or not question:
                    gone = wording.VOUCH_GONE if answer else wording.VOUCH_OWNERS
                    return _instead(say, gone)
                kept = await self._verified.keep(acted.workspace, viewer, answer, question, words)
        except (RetryLater, TimeoutError) as error:
            self._log.warning("vouching_not_kept", error=type(error).__name__)
            errors = {ids.FEEDBACK_WORDS: say(wording.FAILED_TRY_AGAIN)}
            return {"response_action": "errors", "errors": errors}
        if not kept:
            return _instead(say, wording.FAILED_TRY_AGAIN)
        self._log.info("answer_verified", request_id=answer.request, withdrawn=not words)
        return _instead(say, wording.VOUCHED if words else wording.UNVOUCHED)

    async def _owned(self, acted: Delivery) -> tuple[Asker, Cited | None]:
        seen = await self._sight.of(acted)
        answer = seen.answer
        if answer is not None and not await self._verified.may(
            acted.workspace, seen.viewer, answer
        ):
            answer = None
        return seen.viewer, answer

    async def _question(self, acted: Delivery, answer: Cited) -> str:
        """The question as it stands by itself; of somebody else only what they asked in public."""
        if answer.own:
            asked = await self._earlier.question(acted)
        else:
            asked = await self._earlier.in_public(acted.workspace, answer.request)
        if asked is None:
            return ""
        known = await self._memory.understood_as(acted.workspace, answer.request)
        return known or read_question(asked.text).text


def said_in(text: str, languages: Iterable[Say]) -> str:
    """What an answer said, of the line that stands for its message in any language.

    What is shared has its question in a line before that.
    """
    *_, line = text.split("\n")
    parts = (line.rpartition(f" {say(wording.SOURCES)}:") for say in languages)
    return html.unescape(max((said for said, _, _ in parts), key=len, default=""))


def _instead(say: Say, said: Phrase) -> dict[str, Any]:
    return {"response_action": "update", "view": said_view(say, say(wording.VOUCH), say(said))}
