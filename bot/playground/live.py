"""What changes, told at once to whoever waits for it: pages by server-sent events, and code."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web

from bot.playground.rules import Json

HEARTBEAT_SECONDS = 15.0
KEPT = 2000


class Bell:
    """Wakes everybody who waits for a condition that something may just have made true."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Have every waiter look again."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait for a condition; False when the seconds pass first."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    await self._event.wait()
        except TimeoutError:
            return condition()
        return True


@dataclass(frozen=True)
class Entry:
    """One thing that happened; no viewers given means everybody."""

    id: int
    body: str
    viewers: frozenset[str] | None


class Feed:
    """The last things that happened, in order, each with who may know."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self.newest = 0
        self.closed = False

    def publish(self, kind: str, data: Json, viewers: frozenset[str] | None = None) -> None:
        """Tell viewers that something of this kind happened."""
        self.newest += 1
        body = json.dumps({"type": kind, **data})
        self._entries.append(Entry(self.newest, body, viewers))
        self._bell.ring()

    def close(self) -> None:
        """Let every open stream end."""
        self.closed = True
        self._bell.ring()

    def after(self, last: int, person: str) -> list[Entry]:
        """What a person may know of everything after an entry."""
        return [
            entry
            for entry in self._entries
            if entry.id > last and (entry.viewers is None or person in entry.viewers)
        ]

    def knows(self, last: int) -> bool:
        """Whether nothing between that entry and now has been forgotten."""
        oldest = self._entries[0].id if self._entries else self.newest + 1
        return oldest - 1 <= last <= self.newest

    async def stream(self, request: web.Request, person: str) -> web.StreamResponse:
        """Server-sent events for one person, from where a reconnecting page left off."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        # Taken before the first byte goes out: what happens from then on is not missed.
        newest = self.newest
        await response.prepare(request)
        # A page that was closed is noticed at the next write to it.
        with suppress(ConnectionResetError):
            last = await self._greet(response, request.headers.get("Last-Event-ID", ""), newest)
            await self._follow(response, person, last)
        return response

    async def _follow(self, response: web.StreamResponse, person: str, last: int) -> None:
        while not self.closed:
            position = last
            seen = await self._bell.until(
                lambda position=position: self.closed or self.newest > position,  # type: ignore[misc]
                HEARTBEAT_SECONDS,
            )
            if not seen:
                await response.write(b": still here\n\n")
            newest = self.newest
            for entry in self.after(last, person):
                await response.write(f"id: {entry.id}\ndata: {entry.body}\n\n".encode())
            last = newest

    async def _greet(self, response: web.StreamResponse, header: str, newest: int) -> int:
        if not header.isdecimal():
            await response.write(b": connected\n\n")
            return newest
        last = int(header)
        if self.knows(last):
            await response.write(b": welcome back\n\n")
            return last
        reset = json.dumps({"type": "reset"})
        await response.write(f"id: {newest}\ndata: {reset}\n\n".encode())
        return newest
