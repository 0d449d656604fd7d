"""Shows that a question is being worked on, and stops showing it on every way out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.deliveries import Delivery
from bot.errors import SlackRefused, SlackUnavailable, reaching_slack

_PATIENCE_SECONDS = 3.0


class Status:
    """The agent session's status; a nicety that never fails or delays an answer.

    ``client`` must not wait out rate limits: a status that comes late is worse than none.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._log = structlog.get_logger()

    @asynccontextmanager
    async def processing(self, delivery: Delivery) -> AsyncIterator[None]:
        """`processing` in the question's thread until the block is left, however it is left.

        Commands have no thread, hence no session.
        """
        if delivery.thread is None:
            yield
            return
        shown = asyncio.create_task(self._set(delivery, delivery.thread, "processing"))
        try:
            yield
        finally:
            # In order: a status that is set after it was cleared would stay.
            await asyncio.shield(self._clear(shown, delivery, delivery.thread))

    async def _clear(self, shown: asyncio.Task[None], delivery: Delivery, thread: str) -> None:
        await shown
        await self._set(delivery, thread, "active")

    async def _set(self, delivery: Delivery, thread: str, status: str) -> None:
        try:
            with reaching_slack():
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    await self._client.agents_sessions_setStatus(
                        channel_id=delivery.channel,
                        thread_ts=thread,
                        status=status,
                        initiator_user_id=delivery.user,
                    )
        except (SlackRefused, SlackUnavailable) as error:
            self._log.info("status_not_shown", status=status, why=str(error))
