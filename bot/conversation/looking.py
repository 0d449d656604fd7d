"""Says that a command's question is being looked for, where that takes a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.conversation.posting import Posting
from bot.delivery.deliveries import Delivery, Kind, Taken
from bot.errors import SlackRefused, SlackUnavailable
from bot.language.say import Say
from chains.errors import RetryLater

AFTER_SECONDS = 2.0
"""Most replies are there by then."""
_COMMANDS = frozenset({Kind.ASK, Kind.FIND})
_PATIENCE_SECONDS = 3.0


class Looking:
    """What a command shows before its reply; a nicety that never fails an answer.

    By a response_url Slack replaces and deletes only the message whose button was pressed. Nobody
    pressed one, so what is said here stays above the reply: it is said once, and late.
    """

    def __init__(self, posting: Posting, after: float = AFTER_SECONDS) -> None:
        self._posting = posting
        self._after = after
        self._log = structlog.get_logger()

    @asynccontextmanager
    async def until_settled(self, taken: Taken, say: Say) -> AsyncIterator[None]:
        """Say it unless the block is soon left; at once where it fails and is tried again."""
        if taken.delivery.kind not in _COMMANDS or taken.attempt > 1:
            yield
            return
        goes_on: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        saying = asyncio.create_task(self._say(taken.delivery, say, goes_on))
        try:
            yield
        except RetryLater:
            goes_on.set_result(True)
            raise
        finally:
            if not goes_on.done():
                goes_on.set_result(False)
            # In order: what is said after the reply would stand below it.
            await asyncio.shield(saying)

    async def _say(self, delivery: Delivery, say: Say, goes_on: asyncio.Future[bool]) -> None:
        await asyncio.wait({goes_on}, timeout=self._after)
        if goes_on.done() and not goes_on.result():
            return
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._posting.looking(delivery, say)
        except (SlackRefused, SlackUnavailable, TimeoutError) as error:
            self._log.info("looking_not_shown", why=type(error).__name__)
