"""Shows the sentences of an answer while it is being made, each only while it may be read."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.live_message import LiveMessage, Way
from bot.conversation.pace import Allowance, Pace
from bot.conversation.pen import Pen
from bot.conversation.posting import Posted, Posting
from bot.conversation.speaking import Voices
from bot.delivery.deliveries import Delivery, Kind, Taken
from bot.delivery.inbox import Inbox
from bot.errors import SlackRefused
from bot.knowledge import Delivered, Workspace
from bot.views.outcomes import Message
from chains.access.audience import Standing, VenueKind
from chains.answering.outcome import Reply
from chains.answering.question import Question
from chains.errors import RetryLater

_AT_ONCE = 256
"""Characters that are worth a call before the time is up."""

Readable = Callable[[Collection[str]], Awaitable[Collection[str]]]
"""Those of the documents that everyone who reads the reply may read at this moment."""


def may_stream(delivery: Delivery, question: Question) -> bool:
    """Whether sentences may be shown before the outcome.

    Not where the outcome may be for the asker's eyes only, or silence; nor without a thread.
    """
    if (
        delivery.kind not in {Kind.MENTION, Kind.DIRECT, Kind.AGAIN}
        or delivery.response_url is not None
    ):
        return False
    if delivery.thread is None or question.asker.standing is Standing.PARTNER:
        return False
    return question.venue.kind is not VenueKind.UNKNOWN and not question.venue.is_shared


class Streaming:
    """Begins live answers. Of the clients the first tries once and never waits; see `Pen`."""

    def __init__(
        self,
        clients: tuple[AsyncWebClient, AsyncWebClient],
        posting: Posting,
        inbox: Inbox,
        records: Delivered,
        workspace: Workspace,
        pace: Pace,
    ) -> None:
        self.posting = posting
        self.inbox = inbox
        self.records = records
        self.pace = pace
        self._clients = clients
        self._workspace = workspace
        self._allowance = Allowance(pace)

    async def begin(self, taken: Taken, voices: Voices) -> "Live":
        """An answer in the making; it takes over what an earlier attempt began to write.

        Raises:
            SlackUnavailable: Slack does not say what stands there.
        """
        pen = Pen(*self._clients, self._workspace.id, taken.delivery)
        message = LiveMessage(pen, taken.request, voices.here, self._allowance, self.pace)
        if taken.may_be_posted:
            begun = [taken.begun] if taken.begun else []
            message.adopt([*await self.posting.unfinished(taken), *begun])
        return Live(self, taken, message, voices)


class Live:
    """One answer in the making: a task writes what is offered, at its own pace."""

    def __init__(
        self, streaming: Streaming, taken: Taken, message: LiveMessage, voices: Voices
    ) -> None:
        self._streaming = streaming
        self._taken = taken
        self._message = message
        self.voices = voices
        """In which language its asker is spoken to, and everybody who reads it."""
        self._offered: tuple[Reply, Readable] | None = None
        self._news = asyncio.Event()
        self._over = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self.stopped = asyncio.Event()
        """Somebody pressed Stop, and Slack told it by refusing to go on."""

    @property
    def stands(self) -> bool:
        """Whether a message of it stands in Slack, or may."""
        return self._message.ts is not None or self._message.unsure

    @property
    def was_shown(self) -> bool:
        """Whether a sentence of it stands there now."""
        return self._message.shown is not None

    def offer(self, reply: Reply, readable: Readable) -> None:
        """What may be shown of it so far; ``readable`` is asked again before each look of it."""
        self._offered = reply, readable
        self._news.set()
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())

    async def settle(self) -> None:
        """Nothing more is written; what is under way to Slack has arrived or failed."""
        self._over.set()
        if self._writer is not None:
            await self._writer
            self._writer = None

    async def end(self, message: Message, reply: Reply | None) -> Posted | None:
        """Make what stands there the outcome; ``None`` where nothing does. As `LiveMessage.end`."""
        await self._sure()
        return await self._message.end(message, reply)

    async def remove(self) -> None:
        """Leave nothing of it. Raises `SlackUnavailable`."""
        await self._sure()
        await self._message.remove()

    async def shown(self) -> Reply | None:
        """What is shown and may be read at this moment. Raises `RetryLater`."""
        if self._offered is None or self._message.shown is None:
            return None
        return await self._readable(self._message.shown, self._offered[1])

    async def _sure(self) -> None:
        if self._message.unsure:
            mine = self._message.ts
            found = await self._streaming.posting.unfinished(self._taken)
            self._message.adopt([*(one for one in found if one != mine), *([mine] if mine else [])])

    async def _write(self) -> None:
        pace, message = self._streaming.pace, self._message
        await self._passes(pace.opens)
        while not self._over.is_set() and message.way is not Way.WHOLE:
            try:
                await self._look()
            except (RetryLater, SlackRefused) as error:
                # Unknown who may read it: nothing is added, and the next look may take it away.
                structlog.get_logger().info("live_answer_waits", error=type(error).__name__)
            if message.stopped:
                self.stopped.set()
                return
            await self._something_new()

    async def _look(self) -> None:
        """Show what is offered, as far as it may be read now; what may not is taken away."""
        if self._offered is None:
            return
        reply = await self._readable(*self._offered)
        if reply is None:
            await self._message.remove()
            return
        if not await self._note(reply):
            self._over.set()
            return
        before = self._message.ts
        await self._message.write(reply)
        if self._message.ts is not None and self._message.ts != before:
            await self._streaming.inbox.begun(self._taken, self._message.ts)

    async def _note(self, reply: Reply) -> bool:
        """First that it is shown, then show it; False where another attempt took over."""
        cited = tuple(dict.fromkeys(source.document for source in reply.sources))
        if reply == self._message.shown:
            return True
        if not await self._streaming.inbox.posting(self._taken, cited):
            return False
        await self._streaming.records.delivered(
            self._taken.delivery.workspace, self._taken.request, None
        )
        return True

    async def _something_new(self) -> None:
        """Wait until there is more to say, or until it is time to look at what was said."""
        pace = self._streaming.pace
        with suppress(TimeoutError):
            async with asyncio.timeout(pace.looks):
                over = asyncio.create_task(self._over.wait())
                news = asyncio.create_task(self._news.wait())
                try:
                    await asyncio.wait({over, news}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    over.cancel()
                    news.cancel()
        self._news.clear()
        if self._offered and self._message.missing(self._offered[0]) < _AT_ONCE:
            await self._passes(pace.appends)

    async def _passes(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._over.wait()

    async def _readable(self, reply: Reply, readable: Readable) -> Reply | None:
        documents = {source.document for source in reply.sources}
        return reply.resting_on(await readable(documents))
