"""Posts the one message of an outcome, and finds it again after a crash."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.delivery.deliveries import Delivery, Kind, Taken
from bot.errors import SlackRefused, SlackUnavailable, reaching_slack
from bot.views.outcomes import Message
from bot.views.streamed import PROGRESS

_MARK = "outcome."
_PAGE = 200
_GONE = 404
_SERVER_TROUBLE = 500
# Not among those who can see an only-you message there; the direct conversation is left.
_OUT_OF_REACH = frozenset({"user_not_in_channel", "not_in_channel", "channel_not_found"})
# Nothing is wrong with the way, only with what is sent.
MALFORMED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "no_text"}
)


@dataclass(frozen=True)
class Posted:
    """A message that lasts, and the conversation it stands in."""

    channel: str
    ts: str


class Posting:
    """Sends messages to where their question was asked.

    Every method raises `SlackUnavailable` and, where nothing else can be tried, `SlackRefused`.
    """

    def __init__(self, client: AsyncWebClient, bot_user: str) -> None:
        self._client = client
        self._bot_user = bot_user
        self._log = structlog.get_logger()

    async def post(self, delivery: Delivery, message: Message) -> Posted | None:
        """Post; where the message stands if it lasts."""
        if delivery.response_url is not None:
            await self._respond(delivery, delivery.response_url, message)
            return None
        if message.private:
            # In a thread that nobody has answered yet, an only-you message is not shown.
            return await self.whisper(delivery, message, thread=delivery.thread_ts)
        with reaching_slack():
            response = await self._client.chat_postMessage(
                channel=delivery.channel,
                thread_ts=delivery.thread,
                text=message.text,
                blocks=message.blocks,
                unfurl_links=False,
                unfurl_media=False,
            )
        return _posted(response)

    async def whisper(
        self,
        delivery: Delivery,
        message: Message,
        *,
        thread: str | None,
        lasting: Message | None = None,
    ) -> Posted | None:
        """Show a message to the asker alone; in their direct conversation if need be.

        There it lasts: ``lasting`` is said in its place where that makes a difference.
        """
        try:
            with reaching_slack():
                await self._client.chat_postEphemeral(
                    channel=delivery.channel,
                    user=delivery.user,
                    thread_ts=thread,
                    text=message.text,
                    blocks=message.blocks,
                )
        except SlackRefused as refused:
            if refused.code not in _OUT_OF_REACH:
                raise
            said = lasting or message
            with reaching_slack():
                response = await self._client.chat_postMessage(
                    channel=delivery.user,
                    text=said.text,
                    blocks=said.blocks,
                    unfurl_links=False,
                    unfurl_media=False,
                )
            return _posted(response)
        return None

    async def find(self, taken: Taken) -> tuple[str, Posted] | None:
        """The kind of the outcome and where it stands if an earlier attempt posted it.

        Only-you messages cannot be looked for: they are sent again.
        """
        async for message in self._said(taken.delivery):
            if (kind := _outcome_kind(message, taken.request)) is not None:
                return kind, Posted(taken.delivery.channel, str(message["ts"]))
        return None

    async def unfinished(self, taken: Taken) -> list[str]:
        """Timestamps of what an attempt began to write in the thread, oldest first.

        A thread has one question at work: a stream that is still open there is this one's.
        """
        if taken.delivery.thread is None:
            return []
        found = self._said(taken.delivery)
        return sorted([str(one["ts"]) async for one in found if _is_begun(one, taken.request)])

    async def _said(self, delivery: Delivery) -> AsyncIterator[dict[str, Any]]:
        """What the app has said since the question was asked; nothing where it may not look."""
        cursor: str | None = "" if delivery.response_url is None else None
        while cursor is not None:
            try:
                response = await self._page(delivery, cursor)
            except SlackRefused as refused:
                self._log.warning("thread_not_readable", code=refused.code)
                return
            for message in response["messages"]:
                if message.get("user") == self._bot_user:
                    yield message
            metadata: dict[str, Any] = response.get("response_metadata") or {}
            # Without a thread newest first, and the attempt before was seconds ago.
            cursor = (metadata.get("next_cursor") or None) if delivery.thread else None

    async def _page(self, delivery: Delivery, cursor: str) -> AsyncSlackResponse:
        with reaching_slack():
            if delivery.thread is None:
                return await self._client.conversations_history(
                    channel=delivery.channel, limit=_PAGE
                )
            return await self._client.conversations_replies(
                channel=delivery.channel,
                ts=delivery.thread,
                oldest=delivery.message_ts,
                limit=_PAGE,
                cursor=cursor,
            )

    async def _respond(self, delivery: Delivery, url: str, message: Message) -> None:
        # A button's own note gives way to what it asked for; a command has nothing to replace.
        client = AsyncWebhookClient(url, timeout=10)
        with reaching_slack():
            response = await client.send(
                text=message.text,
                blocks=message.blocks,
                response_type="ephemeral",
                replace_original=delivery.kind in {Kind.MORE, Kind.OFFERED},
                unfurl_links=False,
                unfurl_media=False,
            )
        if response.status_code >= _SERVER_TROUBLE:
            raise SlackUnavailable(str(response.status_code))
        if response.status_code >= 400:
            raise SlackRefused("gone" if response.status_code == _GONE else response.body)


def _outcome_kind(message: dict[str, Any], request: str) -> str | None:
    for block in message.get("blocks") or []:
        before, _, marked = str(block.get("block_id", "")).partition(_MARK)
        kind, _, named = marked.partition(".")
        if not before and named == request and kind:
            return kind
    return None


def _is_begun(message: dict[str, Any], request: str) -> bool:
    """Whether it is a stream that nobody ended, or progress of this very question."""
    names = {str(block.get("block_id", "")) for block in message.get("blocks") or []}
    if any(name.startswith(_MARK) for name in names):
        return False
    return message.get("streaming_state") == "in_progress" or f"{PROGRESS}{request}" in names


def _posted(response: AsyncSlackResponse) -> Posted:
    # Of a person's id Slack makes their direct conversation, and changes messages only there.
    return Posted(str(response["channel"]), str(response["ts"]))
