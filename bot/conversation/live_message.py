"""One message that grows while its answer is made: a stream, or a post that is updated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from time import monotonic

import structlog

from bot.conversation.pace import Allowance, Pace
from bot.conversation.pen import GONE, Pen
from bot.conversation.posting import Posted
from bot.errors import SlackRefused, SlackUnavailable
from bot.language.say import Say
from bot.views.outcomes import Message
from bot.views.streamed import below, progress, streamed_text, withdrawn
from chains.answering.outcome import Reply

_TOO_MANY = frozenset({"ratelimited", "rate_limited"})
_STREAMS = "streaming_state_conflict"
_STOPPED = "stopped_by_user"
_APPENDS_WAIT_SECONDS = 5.0
"""After a 429 in the middle of a stream; what is to be said waits, nothing is lost."""
_STARTS_WAIT_SECONDS = 30.0
"""After a 429 at the start of one; answers of this process are posted whole meanwhile."""


class Way(Enum):
    """How the sentences so far are shown; it only ever moves down."""

    NOT_YET = auto()
    STREAM = auto()
    UPDATES = auto()
    WHOLE = auto()
    """Not before the outcome."""


@dataclass
class LiveMessage:
    """Written by one task at a time. ``ts`` is there while a message is; ``shown``, what it says.

    ``unsure``: one may stand there although Slack did not say so. ``left``: those that somebody
    began, and that are to go.
    """

    pen: Pen
    request: str
    say: Say
    allowance: Allowance
    pace: Pace
    clock: Callable[[], float] = monotonic
    ts: str | None = None
    way: Way = Way.NOT_YET
    shown: Reply | None = None
    stopped: bool = False
    unsure: bool = False
    left: list[str] = field(default_factory=list)
    _sent: str = ""
    _began: float = 0.0
    _next: float = 0.0

    def adopt(self, left: Sequence[str]) -> None:
        """Take over what was begun before: the last of them goes on, the others go."""
        if left:
            self.ts, self.way = left[-1], Way.UPDATES
            self.left = [one for one in left[:-1] if one != left[-1]]
        self.unsure = False

    def missing(self, reply: Reply) -> int:
        """Characters of the reply that could be streamed now; 0 where there is no stream."""
        return (
            0
            if self.way is not Way.STREAM
            else len(streamed_text(self.say, reply)) - len(self._sent)
        )

    async def write(self, reply: Reply) -> None:
        """Bring the message up to ``reply``, as far as Slack lets us now."""
        try:
            # First: what is left behind nobody looks at any more.
            await self._drop_left()
            match self.way:
                case Way.NOT_YET:
                    await self._open(reply)
                case Way.STREAM:
                    await self._grow(reply)
                case Way.UPDATES:
                    await self._update(reply)
                case Way.WHOLE:
                    pass
        except SlackUnavailable as error:
            self._log("live_message_waits", str(error))
        except SlackRefused as refused:
            self._log("live_message_refused", refused.code)
            self.way = Way.WHOLE

    async def end(self, message: Message, reply: Reply | None) -> Posted | None:
        """Make it the message of the outcome; ``None`` where there is none to be made.

        Raises:
            SlackUnavailable: what stands there is as it was, or is this already.
            SlackRefused: Slack takes the message nowhere.
        """
        await self._drop_left()
        if self.ts is None:
            return None
        standing = Posted(self.pen.delivery.channel, self.ts)
        if reply is not None and await self._complete(message, reply):
            return standing
        return standing if await self._replace(message, waits=True) else None

    async def remove(self) -> None:
        """Leave nothing of it; the outcome is said whole.

        Raises:
            SlackUnavailable: it may still be there.
        """
        if self.ts is not None and self.ts not in self.left:
            self.left.append(self.ts)
        await self._drop_left()
        self.ts, self.shown, self._sent, self.way = None, None, "", Way.WHOLE

    async def _open(self, reply: Reply) -> None:
        self.way = Way.WHOLE
        if not self.allowance.starts.take():
            return
        try:
            self._has_begun(await self.pen.start(streamed_text(self.say, reply)), reply)
        except SlackRefused as refused:
            self._log("stream_refused", refused.code)
            await self._post(reply)
        except SlackUnavailable as error:
            self._not_heard(error)
            raise

    def _not_heard(self, error: SlackUnavailable) -> None:
        """A call that begins a message failed: it stands there or not, but for a 429."""
        self.unsure = str(error) not in _TOO_MANY
        if not self.unsure:
            self.allowance.starts.pause(_STARTS_WAIT_SECONDS)

    def _has_begun(self, ts: str, reply: Reply) -> None:
        self.ts, self.way, self._began = ts, Way.STREAM, self.clock()
        self.shown, self._sent = reply, streamed_text(self.say, reply)

    async def _post(self, reply: Reply) -> None:
        try:
            self.ts = await self.pen.post(progress(self.say, reply, self.request))
        except SlackUnavailable as error:
            self.unsure = str(error) not in _TOO_MANY
            raise
        self.way, self.shown = Way.UPDATES, reply
        self._next = self.clock() + self.pace.updates

    async def _grow(self, reply: Reply) -> None:
        text, now = streamed_text(self.say, reply), self.clock()
        if not text.startswith(self._sent):
            await self._no_stream(reply)
        elif now - self._began >= self.pace.rotates:
            await self._rotate(reply)
        elif text != self._sent and self.allowance.appends.take():
            await self._append(reply, text)

    async def _append(self, reply: Reply, text: str) -> None:
        try:
            await self.pen.append(self.ts or "", text[len(self._sent) :])
        except SlackRefused as refused:
            if refused.code == _STOPPED:
                self.stopped = True
                return
            # It has ended by itself: what it says can be updated from now on.
            await self._no_stream(reply)
        except SlackUnavailable as error:
            if str(error) in _TOO_MANY:
                self.allowance.appends.pause(_APPENDS_WAIT_SECONDS)
                raise
            # It may have arrived or not: everything is said anew.
            await self._no_stream(reply)
        else:
            self.shown, self._sent = reply, text

    async def _rotate(self, reply: Reply) -> None:
        """Go on in a new message that says everything, before Slack ends the old one."""
        old, new = self.ts or "", None
        if self.allowance.starts.take():
            try:
                new = await self.pen.start(streamed_text(self.say, reply))
            except SlackRefused as refused:
                self._log("stream_refused", refused.code)
            except SlackUnavailable as error:
                self._not_heard(error)
        if new is None:
            await self._no_stream(reply)
            return
        self._has_begun(new, reply)
        self.left.append(old)
        await self._drop_left()

    async def _no_stream(self, reply: Reply) -> None:
        self.way = Way.UPDATES
        await self.pen.stop(self.ts or "")
        await self._show(reply)

    async def _update(self, reply: Reply) -> None:
        if reply == self.shown:
            return
        said = self.shown.sentences if self.shown else ()
        taken_back = reply.sentences[: len(said)] != said
        due = self.clock() >= self._next and self.allowance.updates.take()
        if taken_back or due:
            await self._show(reply)

    async def _show(self, reply: Reply) -> None:
        self._next = self.clock() + self.pace.updates
        if await self._replace(progress(self.say, reply, self.request), waits=False):
            self.shown = reply

    async def _complete(self, message: Message, reply: Reply) -> bool:
        """End the stream with the rest of the reply and what stands below it."""
        text, rest = streamed_text(self.say, reply), below(self.say, message, reply, self.request)
        if self.way is not Way.STREAM or rest is None or not text.startswith(self._sent):
            return False
        try:
            await self.pen.complete(self.ts or "", text[len(self._sent) :], rest)
        except (SlackRefused, SlackUnavailable):
            # Ended, or perhaps: the message is replaced, which does no harm twice.
            return False
        return True

    async def _replace(self, message: Message, *, waits: bool) -> bool:
        """Put a message in its place; False where it is gone."""
        if self.way is Way.STREAM:
            self.way = Way.UPDATES
            await self.pen.stop(self.ts or "")
        try:
            try:
                await self.pen.replace(self.ts or "", message, waits=waits)
            except SlackRefused as refused:
                if refused.code != _STREAMS:
                    raise
                await self.pen.stop(self.ts or "")
                await self.pen.replace(self.ts or "", message, waits=waits)
        except SlackRefused as refused:
            if refused.code not in GONE:
                raise
            self.ts, self.way = None, Way.WHOLE
            return False
        return True

    async def _drop_left(self) -> None:
        while self.left:
            await self.pen.delete(self.left[-1], withdrawn(self.say, self.request))
            self.left.pop()

    def _log(self, event: str, why: str) -> None:
        structlog.get_logger().info(event, why=why, way=self.way.name)
