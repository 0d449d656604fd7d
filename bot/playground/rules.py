"""What this Slack is strict about: its time limits, its clock, and the app's manifest."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Json = dict[str, Any]


class Clock(Protocol):
    """Where time comes from, so that a test can move it."""

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds of this clock."""
        ...


class SystemClock:
    """The machine's clock; with a pace of 60, a minute of waiting takes a second."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._start = time.time()

    def now(self) -> float:
        """Seconds since 1970, running at this clock's pace since its creation."""
        return self._start + (time.time() - self._start) * self._pace

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds of this clock."""
        await asyncio.sleep(seconds / self._pace)


@dataclass(frozen=True)
class Rules:
    """Slack's time limits in seconds, all changeable for a test, and what it knows of the app.

    The figures are Slack's own, documented or measured on live workspaces
    (acknowledgement 3 s, retries at once, after 1 and 5 minutes, streams about 5 minutes,
    a response_url five uses in 30 minutes). `silence_seconds` and `settled_seconds` are ours.
    """

    ack_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger_seconds: float = 3.0
    stream_seconds: float = 300.0
    response_url_seconds: float = 1800.0
    response_url_uses: int = 5
    silence_seconds: float = 10.0
    settled_seconds: float = 60.0
    rate_limits: bool = False
    manifest: Mapping[str, Any] | None = None
    host: str = "127.0.0.1"

    @property
    def scopes(self) -> frozenset[str] | None:
        """The bot scopes of the manifest; None where no manifest is given."""
        if self.manifest is None:
            return None
        scopes = self.manifest.get("oauth_config", {}).get("scopes", {})
        return frozenset([*scopes.get("bot", []), *scopes.get("bot_optional", [])])

    @property
    def events(self) -> frozenset[str] | None:
        """The events the manifest subscribes to; None where no manifest is given."""
        if self.manifest is None:
            return None
        settings = self.manifest.get("settings", {})
        return frozenset(settings.get("event_subscriptions", {}).get("bot_events", []))

    @property
    def commands(self) -> list[Json]:
        """Slash commands as the composer offers them: command, usage, description."""
        if self.manifest is None:
            return [dict(command) for command in DEFAULT_COMMANDS]
        declared = self.manifest.get("features", {}).get("slash_commands", [])
        return [
            {
                "command": command["command"],
                "usage": command.get("usage_hint", ""),
                "description": command.get("description", ""),
            }
            for command in declared
        ]


DEFAULT_COMMANDS: tuple[Mapping[str, str], ...] = (
    {
        "command": "/ask",
        "usage": "[in:scope] your question",
        "description": "Ask; only you see the answer",
    },
    {
        "command": "/find",
        "usage": "[in:scope] a few words",
        "description": "List the documents that match; only you see the list",
    },
    {
        "command": "/footnote",
        "usage": (
            "help | status | usage | topics | settings | privacy | audit"
            " | why | why-not | link | unlink"
        ),
        "description": "Help, status, and settings for administrators",
    },
)
