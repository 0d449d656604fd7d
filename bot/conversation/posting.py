"""Posts the one message of an outcome, and finds it again after a crash."""

from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.delivery.deliveries import Delivery, Kind, Taken
from bot.errors import SlackRefused, SlackUnavailable, reaching_slack
from bot.views.outcomes import Message

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
        delivery = taken.delivery
        if delivery.response_url is not None:
            return None
        cursor: str | None = ""
        while cursor is not None:
            try:
                response = await self._page(delivery, cursor)
            except SlackRefused as refused:
                self._log.warning("thread_not_readable", code=refused.code)
                return None
            for message in response["messages"]:
                kind = self._outcome_kind(message, taken.request)
                if kind is not None:
                    return kind, Posted(delivery.channel, str(message["ts"]))
            metadata: dict[str, Any] = response.get("response_metadata") or {}
            cursor = metadata.get("next_cursor") or None
            if delivery.thread is None:
                # Newest first, and the attempt before was seconds ago.
                return None
        return None

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
                replace_original=delivery.kind is Kind.MORE,
                unfurl_links=False,
                unfurl_media=False,
            )
        if response.status_code >= _SERVER_TROUBLE:
            raise SlackUnavailable(str(response.status_code))
        if response.status_code >= 400:
            raise SlackRefused("gone" if response.status_code == _GONE else response.body)

    def _outcome_kind(self, message: dict[str, Any], request: str) -> str | None:
        if message.get("user") != self._bot_user:
            return None
        for block in message.get("blocks") or []:
            kind, _, named = str(block.get("block_id", "")).removeprefix(_MARK).partition(".")
            if named == request and kind:
                return kind
        return None


def _posted(response: AsyncSlackResponse) -> Posted:
    # Of a person's id Slack makes their direct conversation, and changes messages only there.
    return Posted(str(response["channel"]), str(response["ts"]))
