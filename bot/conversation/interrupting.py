"""Gives up work on a question that is to end without an outcome."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import structlog

from bot.conversation.streaming import Live
from bot.delivery.deliveries import Ending, Taken
from bot.delivery.endings import Endings
from chains.errors import RetryLater

LOOK_SECONDS = 0.5
Result = TypeVar("Result")


class Interrupting:
    """Looks for the mark that a question is to end: who hears of it may be another process."""

    def __init__(self, endings: Endings, every: float = LOOK_SECONDS) -> None:
        self._endings = endings
        self._every = every

    async def unless_ended(
        self, taken: Taken, live: Live, work: Callable[[], Coroutine[Any, Any, Result]]
    ) -> Result | Ending:
        """What the work returns or raises, or why it was given up."""
        if taken.ending is not None:
            return taken.ending
        working, watching = asyncio.ensure_future(work()), asyncio.create_task(self._end(taken))
        stopped = asyncio.create_task(live.stopped.wait())
        every = working, watching, stopped
        try:
            await asyncio.wait(every, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                return await working
            return watching.result() if watching.done() else Ending.STOPPED
        finally:
            for one in every:
                one.cancel()
            await asyncio.gather(*every, return_exceptions=True)
            await live.settle()

    async def ending(self, taken: Taken) -> Ending | None:
        """Why it is to end, if it is. Raises `StoreUnavailable`."""
        return await self._endings.of(taken)

    async def _end(self, taken: Taken) -> Ending:
        while True:
            await asyncio.sleep(self._every)
            try:
                if (ending := await self._endings.of(taken)) is not None:
                    return ending
            except RetryLater as error:
                structlog.get_logger().info("ending_unknown", error=type(error).__name__)
