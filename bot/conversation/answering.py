"""The path of a question: taken from the inbox, asked, shown once, finished."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import structlog

from bot.conversation.asking import Asked, read_question
from bot.conversation.posting import MALFORMED, Posting
from bot.conversation.status import Status
from bot.conversation.venue import Venues
from bot.delivery.deliveries import Delivery, Kind, Taken
from bot.delivery.inbox import Inbox
from bot.directory.full_pass import FullPass
from bot.directory.mirror import Mirror
from bot.errors import SlackRefused
from bot.knowledge import Answers, Scopes
from bot.views.guide import help_message
from bot.views.more_note import more_note
from bot.views.outcomes import Message, render
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.answering.outcome import (
    Emptiness,
    Failed,
    NotFound,
    Notice,
    Outcome,
    Stage,
)
from chains.answering.question import Question, Wants
from chains.errors import RetryLater

MOST_ATTEMPTS = 3
"""After so many the person is told that it failed."""
LONGEST_SECONDS = 90.0
_VENUE_CHANGES = 3
HELP = "help"
_HELP_WORDS = frozenset({"", "help", "help!", "help?"})


@dataclass(frozen=True)
class Settled:
    """An outcome and the venue it was made for; no outcome means help."""

    outcome: Outcome | None
    venue: Venue


class Answering:
    """Answers deliveries; each ends in exactly one visible outcome, or in silence on purpose."""

    def __init__(
        self,
        *,
        inbox: Inbox,
        mirror: Mirror,
        full_pass: FullPass,
        knowledge: Answers,
        venues: Venues,
        posting: Posting,
        status: Status,
        patience: float = LONGEST_SECONDS,
    ) -> None:
        self._inbox = inbox
        self._mirror = mirror
        self._full_pass = full_pass
        self._copilot = knowledge.copilot
        self._records = knowledge.records
        self._scopes: Scopes = knowledge.administration
        self._venues = venues
        self._posting = posting
        self._status = status
        self._patience = patience
        self._log = structlog.get_logger()

    async def answer(self, identity: UUID) -> None:
        """One attempt at one delivery.

        Raises:
            RetryLater: it may work soon; the queue calls again.
        """
        started = time.perf_counter()
        taken = await self._inbox.take(identity)
        if taken is None:
            return
        with structlog.contextvars.bound_contextvars(request_id=taken.request):
            self._log.info("question_taken", kind=taken.delivery.kind, attempt=taken.attempt)
            outcome = await self._attempt(taken)
            took = round((time.perf_counter() - started) * 1000)
            self._log.info("question_finished", outcome=outcome, took_ms=took)

    async def _attempt(self, taken: Taken) -> str:
        if taken.may_be_posted and (found := await self._posting.find(taken)) is not None:
            await self._finish(taken, *found)
            return found[0]
        asker = await self._mirror.asker(taken.delivery.user)
        if asker.standing is Standing.NOBODY:
            await self._inbox.done(taken, "silence", None)
            return "silence"
        async with self._working(taken.delivery, asker):
            settled = await self._settle(taken, asker)
            return await self._show(taken, asker, settled)

    @asynccontextmanager
    async def _working(self, delivery: Delivery, asker: Asker) -> AsyncIterator[None]:
        if asker.standing is Standing.PARTNER:
            # Most questions of theirs end in silence, which a status would break.
            yield
            return
        async with self._status.processing(delivery):
            yield

    async def _settle(self, taken: Taken, asker: Asker) -> Settled:
        """The outcome; a failure that will not pass by itself is one."""
        if taken.attempt > MOST_ATTEMPTS:
            # The attempts before did not even come to raise what we know.
            return Settled(Failed(), await self._fallback_venue(taken.delivery))
        try:
            async with asyncio.timeout(self._patience):
                return await self._ask(taken, asker)
        except RetryLater as error:
            self._log.warning("question_failed", error=type(error).__name__)
            if taken.attempt < MOST_ATTEMPTS:
                raise
        except TimeoutError:
            self._log.warning("question_failed", error="timeout")
        return Settled(Failed(), await self._fallback_venue(taken.delivery))

    async def _fallback_venue(self, delivery: Delivery) -> Venue:
        return Venue(
            VenueKind.PRIVATE if delivery.is_private else VenueKind.UNKNOWN, delivery.channel
        )

    async def _ask(self, taken: Taken, asker: Asker) -> Settled:
        venue = await self._venues.of(taken.delivery)
        about = await self._about(taken.delivery)
        if about is None:
            return Settled(Failed(try_again=False), venue)
        asked = read_question(about.text)
        if asked.text.lower() in _HELP_WORDS and not asked.scopes:
            return Settled(None, venue)
        for _ in range(_VENUE_CHANGES):
            await self._full_pass.ensure_fresh()
            question = await self._question(taken, asker, venue, asked, about)
            outcome = await self._outcome(question)
            now = await self._venues.of(taken.delivery)
            if now == venue:
                return Settled(outcome, venue)
            # Somebody joined or a share began while we worked: ask for those who read it now.
            self._log.info("venue_changed")
            venue = now
        return Settled(Failed(), venue)

    async def _about(self, delivery: Delivery) -> Delivery | None:
        """The delivery whose words are asked; a `MORE` asks its own asker's earlier ones."""
        if delivery.kind is not Kind.MORE:
            return delivery
        if delivery.about is None:
            return None
        earlier = await self._inbox.asked(delivery.workspace, delivery.about)
        if earlier is None or earlier.user != delivery.user:
            return None
        return earlier

    async def _question(
        self, taken: Taken, asker: Asker, venue: Venue, asked: Asked, about: Delivery
    ) -> Question | NotFound:
        scopes = asked.scopes
        if venue.kind is not VenueKind.PRIVATE:
            allowed = await self._scopes.channel_scopes(taken.delivery.workspace, venue.channel)
            scopes = tuple(name for name in scopes if name in allowed) if scopes else allowed
            if allowed and asked.scopes and not scopes:
                return NotFound(Emptiness.UNKNOWN_SCOPE, asked.scopes)
            scopes = scopes or asked.scopes
        return Question(
            request=taken.request,
            workspace=taken.delivery.workspace,
            asker=asker,
            venue=venue,
            text=asked.text,
            scopes=scopes,
            wants=Wants.DOCUMENTS if about.kind is Kind.FIND else Wants.ANSWER,
        )

    async def _outcome(self, question: Question | NotFound) -> Outcome:
        if isinstance(question, NotFound):
            return question
        outcome: Outcome | None = None
        async for step in self._copilot.ask(question):
            if isinstance(step, Stage):
                self._log.info("question_stage", stage=step)
            else:
                outcome = step
        return outcome if outcome is not None else Failed()

    async def _show(self, taken: Taken, asker: Asker, settled: Settled) -> str:
        name = HELP if settled.outcome is None else _name(settled.outcome)
        message = self._message(taken, settled)
        if message is None or _is_for_strangers(asker, message, taken.delivery):
            await self._inbox.done(taken, "silence", None)
            return "silence"
        if not await self._inbox.posting(taken):
            return "taken_over"
        # First: a record of a reply that never came is better than none of one that did.
        await self._records.delivered(taken.delivery.workspace, taken.request, None)
        try:
            posted = await self._posting.post(taken.delivery, message)
        except SlackRefused as refused:
            name, posted = await self._refused(taken, settled, refused)
        await self._finish(taken, name, posted)
        if posted is not None and _has_more(settled):
            await self._tell_of_more(taken)
        return name

    async def _finish(self, taken: Taken, name: str, posted: str | None) -> None:
        if posted is not None:
            await self._records.delivered(taken.delivery.workspace, taken.request, posted)
        await self._inbox.done(taken, name, posted)

    def _message(self, taken: Taken, settled: Settled) -> Message | None:
        if settled.outcome is None:
            return help_message(taken.request)
        return render(settled.outcome, request=taken.request, venue=settled.venue)

    async def _refused(
        self, taken: Taken, settled: Settled, refused: SlackRefused
    ) -> tuple[str, str | None]:
        self._log.error("outcome_refused", code=refused.code)
        if refused.code in MALFORMED:
            message = render(Failed(try_again=False), request=taken.request, venue=settled.venue)
            if message is not None:
                return "failed", await self._posting.post(taken.delivery, message)
        return "undeliverable", None

    async def _tell_of_more(self, taken: Taken) -> None:
        """The note beside an answer; the answer stands whether or not it can be shown."""
        try:
            await self._posting.whisper(
                taken.delivery, more_note(taken.request), thread=taken.delivery.thread
            )
        except (SlackRefused, RetryLater) as error:
            self._log.warning("more_not_told", error=str(error))


def _name(outcome: Outcome) -> str:
    """The word for an outcome in rows and logs, as in the block that marks it."""
    words = {"NotFound": "not_found", "HandOff": "hand_off"}
    kind = type(outcome).__name__
    return words.get(kind, kind.lower())


def _has_more(settled: Settled) -> bool:
    if settled.outcome is None or isinstance(settled.outcome, Notice):
        return False
    private = settled.venue.kind is VenueKind.PRIVATE
    return not private and bool(getattr(settled.outcome, "more", False))


def _is_for_strangers(asker: Asker, message: Message, delivery: Delivery) -> bool:
    """Whether a private note would go to somebody of another organisation: they get silence."""
    return asker.standing is Standing.PARTNER and message.private and not delivery.is_private
