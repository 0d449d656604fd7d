"""A draft in the making: a task writes it, and what is sure of it is told meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from time import perf_counter
from typing import Any

from chains.answering.writing import Written, WrittenHeard


class Underway:
    """Writes while it is entered; left early, the writing ends with it."""

    def __init__(self, write: Callable[[WrittenHeard], Coroutine[Any, Any, Written]]) -> None:
        """``write`` takes whoever is to hear of what is sure."""
        self._write = write
        self._part = Written()
        self._news = asyncio.Event()
        self._task: asyncio.Task[Written] | None = None
        self.ended = 0.0
        """When all was written, by `perf_counter`; whoever listens may be busy then."""

    async def __aenter__(self) -> "Underway":
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def parts(self) -> AsyncIterator[Written]:
        """What is sure so far, the newest each time; it ends when all is written."""
        told = self._part
        while not self.ended:
            await self._news.wait()
            self._news.clear()
            if not self.ended and self._part is not told:
                told = self._part
                yield told

    async def whole(self) -> Written:
        """All of it. Raises what the writing raises."""
        if self._task is None:
            raise RuntimeError("not entered")
        return await self._task

    async def _run(self) -> Written:
        try:
            return await self._write(self._hear)
        finally:
            self.ended = perf_counter()
            self._news.set()

    def _hear(self, part: Written) -> None:
        """Take it where it goes on from what was told: a second model begins anew."""
        before = self._part.draft
        if len(part.draft) > len(before) and part.draft[: len(before)] == before:
            self._part = part
            self._news.set()
