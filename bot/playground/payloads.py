"""The payload log: each request and reply of either side, for the drawer and for tests."""

import copy
from collections import deque
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.playground.live import Feed
from bot.playground.rules import Clock, Json

KEPT = 2000


@dataclass(frozen=True)
class Exchange:
    """One request and its reply; `verdict` is "ok" or what the strict limits refused."""

    direction: Literal["to_bot", "to_slack"]
    name: str
    channel: str | None
    status: int
    verdict: str
    request: Any
    response: Any
    ms: float


class PayloadLog:
    """The last exchanges, numbered in the order they ended."""

    def __init__(self, clock: Clock, feed: Feed) -> None:
        self._clock = clock
        self._feed = feed
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self._last = 0

    def record(self, exchange: Exchange) -> None:
        """Keep an exchange as it is now and tell the pages."""
        self._last += 1
        entry = {"id": self._last, "at": self._clock.now(), **copy.deepcopy(asdict(exchange))}
        entry["ms"] = round(exchange.ms, 1)
        self._entries.append(entry)
        self._feed.publish("payload", {"entry": entry})

    def list(self, channel: str | None = None, after: int = 0) -> list[Json]:
        """Exchanges after a number, of one conversation where one is named."""
        return [
            entry
            for entry in self._entries
            if entry["id"] > after and channel in (None, entry["channel"])
        ]
