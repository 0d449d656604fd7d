"""The calls by which one message is written while its answer is made."""

from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.deliveries import Delivery
from bot.errors import SlackRefused, SlackUnavailable, reaching_slack
from bot.views.blocks import Block
from bot.views.outcomes import Message

GONE = frozenset({"message_not_found", "channel_not_found", "thread_not_found"})


@dataclass(frozen=True)
class Pen:
    """Writes in the thread of one question.

    ``client`` tries once and never waits, ``patient_client`` waits as long as Slack says; ``team``
    is that of the workspace. Every method but `stop` raises `SlackUnavailable` and `SlackRefused`.
    """

    client: AsyncWebClient
    patient_client: AsyncWebClient
    team: str
    delivery: Delivery

    async def start(self, text: str) -> str:
        """Open a stream with Markdown; its timestamp."""
        with reaching_slack():
            response = await self.client.chat_startStream(
                channel=self.delivery.channel,
                thread_ts=self.delivery.thread or "",
                markdown_text=text,
                recipient_team_id=self.delivery.actor_team or self.team,
                recipient_user_id=self.delivery.user,
            )
        return str(response["ts"])

    async def append(self, ts: str, text: str) -> None:
        """Put more Markdown at the end of a stream."""
        with reaching_slack():
            await self.client.chat_appendStream(
                channel=self.delivery.channel, ts=ts, markdown_text=text
            )

    async def complete(self, ts: str, text: str, blocks: list[Block]) -> None:
        """End a stream with the rest of its Markdown and what stands below."""
        with reaching_slack():
            await self.patient_client.chat_stopStream(
                channel=self.delivery.channel, ts=ts, markdown_text=text or None, blocks=blocks
            )

    async def stop(self, ts: str) -> None:
        """End a stream as it is, if it is one; the question is still at work."""
        try:
            with reaching_slack():
                await self.patient_client.chat_stopStream(
                    channel=self.delivery.channel, ts=ts, session_status="processing"
                )
        except (SlackRefused, SlackUnavailable) as error:
            structlog.get_logger().info("stream_not_stopped", why=str(error))

    async def post(self, message: Message) -> str:
        """Post what is no outcome yet; its timestamp."""
        with reaching_slack():
            response = await self.client.chat_postMessage(
                channel=self.delivery.channel,
                thread_ts=self.delivery.thread,
                text=message.text,
                blocks=message.blocks,
                unfurl_links=False,
                unfurl_media=False,
            )
        return str(response["ts"])

    async def replace(self, ts: str, message: Message, *, waits: bool) -> None:
        """Put a message in place of what stands there; not while it is streamed."""
        client = self.patient_client if waits else self.client
        with reaching_slack():
            await client.chat_update(
                channel=self.delivery.channel, ts=ts, text=message.text, blocks=message.blocks
            )

    async def delete(self, ts: str, otherwise: Message) -> None:
        """Take a message away; ``otherwise`` stands there where Slack does not let us."""
        await self.stop(ts)
        try:
            with reaching_slack():
                await self.patient_client.chat_delete(channel=self.delivery.channel, ts=ts)
        except SlackRefused as refused:
            if refused.code in GONE:
                return
            structlog.get_logger().warning("message_not_deleted", code=refused.code)
            await self.replace(ts, otherwise, waits=True)
