"""Messages: what Slack keeps of them, and how a person and the Web API see them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.playground.company import APP_ID, BOT_ID, BOT_USER
from bot.playground.rules import Clock, Json

_LINK_IN_TEXT = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>|(https?://[^\s<>|)\]\"']+)")
_URL_KEYS = frozenset({"url", "title_url", "image_url"})


class Timestamps:
    """Message timestamps: microseconds of the clock, never twice the same."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """A timestamp later than every one before."""
        self._last = max(self._last + 1, int(self._clock.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


@dataclass
class Message:
    """One message; `visible_to` names the only reader of an ephemeral one.

    `answers` is the timestamp of the command or message whose response_url posted it.
    """

    channel: str
    user: str
    text: str
    ts: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    visible_to: str | None = None
    answers: str | None = None
    edited_ts: str | None = None
    metadata: Json | None = None
    streaming: bool = False

    @property
    def from_bot(self) -> bool:
        """Whether Footnote wrote it."""
        return self.user == BOT_USER

    def as_seen(self) -> Json:
        """The message as `/control/messages` gives it."""
        return {
            "ts": self.ts,
            "thread_ts": self.thread_ts,
            "user": self.user,
            "text": self.text,
            "blocks": self.blocks,
            "links": links_in(self.text, self.blocks),
            "ephemeral": self.visible_to is not None,
        }

    def as_slack(self, team: str) -> Json:
        """The message as Slack's Web API and events give it."""
        body: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        body["team"] = team
        if self.from_bot:
            body |= {"bot_id": BOT_ID, "app_id": APP_ID}
        if self.blocks:
            body["blocks"] = self.blocks
        if self.thread_ts is not None:
            body["thread_ts"] = self.thread_ts
        if self.edited_ts is not None:
            body["edited"] = {"user": self.user, "ts": self.edited_ts}
        if self.streaming:
            body["streaming_state"] = "in_progress"
        if self.metadata is not None:
            body["metadata"] = self.metadata
        return body


class MessageLog:
    """Every message of every conversation, in the order of their timestamps."""

    def __init__(self) -> None:
        self._by_channel: dict[str, dict[str, Message]] = {}

    def add(self, message: Message) -> None:
        """Keep a message."""
        self._by_channel.setdefault(message.channel, {})[message.ts] = message

    def find(self, channel: str, ts: str) -> Message | None:
        """The message with that timestamp, ephemeral ones included."""
        return self._by_channel.get(channel, {}).get(ts)

    def remove(self, message: Message) -> None:
        """Forget a message."""
        self._by_channel.get(message.channel, {}).pop(message.ts, None)

    def seen_by(self, channel: str, person: str, after: str = "") -> list[Message]:
        """What a person who may open the conversation finds in it, later than a timestamp."""
        messages = self._by_channel.get(channel, {}).values()
        return [one for one in messages if one.visible_to in (None, person) and one.ts > after]

    def kept(self, channel: str) -> list[Message]:
        """What Slack's history has: everything but ephemeral messages."""
        messages = self._by_channel.get(channel, {}).values()
        return [message for message in messages if message.visible_to is None]

    def thread(self, channel: str, root: str) -> list[Message]:
        """A root and its replies."""
        return [one for one in self.kept(channel) if root in (one.ts, one.thread_ts)]


def links_in(text: str, blocks: list[Json]) -> list[str]:
    """Every URL in a message's text and blocks, each once, in the order it stands there."""
    found: dict[str, None] = {}
    for piece in [text, *_pieces(blocks)]:
        for match in _LINK_IN_TEXT.finditer(piece):
            found[html.unescape(match[1] or match[2]).rstrip(".,;")] = None
    return list(found)


def _pieces(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if key in ("text", "title", "details", "output", "subtitle", "body") or key in _URL_KEYS:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _pieces(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _pieces(inner, key)
