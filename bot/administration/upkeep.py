"""What is done by the clock: answers are redacted, and old records of answers forgotten."""

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.speaking import Speaking
from bot.errors import SlackRefused, reaching_slack
from bot.feedback.verdicts import Verdicts
from bot.knowledge import Workspace
from bot.views.redacted import redacted
from chains.administration.oversight import Oversight
from chains.administration.redaction import PostedAnswer
from chains.errors import RetryLater

# The message is no more, or is out of everybody's sight with its conversation.
_GONE = frozenset({"message_not_found", "channel_not_found"})


class Upkeep:
    """Keeps what was answered to what is kept of it. Doing any of it twice is harmless."""

    def __init__(
        self,
        client: AsyncWebClient,
        oversight: Oversight,
        verdicts: Verdicts,
        workspace: Workspace,
        speaking: Speaking,
    ) -> None:
        """``client`` waits as long as Slack says when there are too many calls."""
        self._client = client
        self._oversight = oversight
        self._verdicts = verdicts
        self._workspace = workspace.id
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def redact(self) -> None:
        """Take out of Slack what stands there and should no longer."""
        done = 0
        try:
            settings = await self._oversight.policies.redaction(self._workspace)
            while due := await self._oversight.redactions.due(self._workspace, settings):
                for answer in due:
                    done += await self._redacted(answer)
        except RetryLater as error:
            # The next minute goes on where this one stopped.
            self._log.warning("redaction_interrupted", error=type(error).__name__)
        if done:
            self._log.info("answers_redacted", answers=done)

    async def look(self) -> None:
        """Note which posted answers are revoked for those who read them, where that matters.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        if (await self._oversight.policies.redaction(self._workspace)).revoked:
            await self._oversight.redactions.look(self._workspace)

    async def forget(self) -> None:
        """Delete records of answers, of what people used and said, that are kept no longer.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        kept = await self._oversight.policies.audit(self._workspace)
        forgotten = await self._oversight.read_audit.forget(self._workspace, kept.days)
        await self._oversight.usage.forget(self._workspace, kept.days)
        await self._oversight.memory.forget(self._workspace)
        await self._oversight.topics.forget(self._workspace)
        await self._verdicts.forget(kept.days)
        await self._oversight.verified.expire(self._workspace)
        self._log.info("answers_forgotten", answers=forgotten)

    async def _redacted(self, answer: PostedAnswer) -> bool:
        message = redacted(await self._speaking.default(), answer.outcome.lower(), answer.request)
        try:
            with reaching_slack():
                await self._client.chat_update(
                    channel=answer.channel,
                    ts=answer.posted_ts,
                    text=message.text,
                    blocks=message.blocks,
                )
        except SlackRefused as refused:
            if refused.code not in _GONE:
                self._log.error("redaction_refused", request_id=answer.request, code=refused.code)
                await self._oversight.redactions.refused(self._workspace, answer.request)
                return False
        await self._oversight.redactions.done(self._workspace, answer.request)
        self._oversight.metrics.redactions.inc()
        return True
