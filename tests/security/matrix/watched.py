"""The real search and the real copilot, in the midst of which something happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field

from bot.knowledge import Asks
from chains.access.reader import Reader
from chains.answering.outcome import Answer, SoFar, Stage, Step
from chains.answering.question import Question
from chains.index.passages import Hit
from chains.index.retriever import Search

Act = Callable[[], Awaitable[None]]
LOOK_SECONDS = 0.5
"""What is streamed where it may be is looked at within this time."""


@dataclass
class WatchedSearch:
    """The real search; ``after`` happens once, when it has found something."""

    inner: Search
    after: Act | None = None

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """What the real search finds."""
        hits = await self.inner.search(query, reader, scopes=scopes, limit=limit)
        if (act := self.after) is not None:
            self.after = None
            await act()
        return hits


@dataclass
class WatchedCopilot:
    """The real copilot; ``after`` happens once, when it announces ``stage``: that it checks.

    ``streams``: what it would answer may be shown first, as if a model were slow to write it, and
    ``after`` happens in between; then it answers for real.
    """

    inner: Asks
    after: Act | None = None
    stage: Stage = Stage.CHECKING
    streams: bool = False
    looked: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        """What the real copilot says."""
        if self.streams:
            so_far = [step async for step in self.inner.ask(question)][-1]
            await self._happen()
            if isinstance(so_far, Answer):
                self.looked.clear()
                yield SoFar(so_far.reply)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.looked.wait(), LOOK_SECONDS)
        async for step in self.inner.ask(question):
            if step is self.stage:
                await self._happen()
            yield step

    async def readable(self, question: Question, documents: Collection[str]) -> frozenset[str]:
        """What the real one lets be read."""
        try:
            return await self.inner.readable(question, documents)
        finally:
            self.looked.set()

    async def _happen(self) -> None:
        if (act := self.after) is not None:
            self.after = None
            await act()
