"""The path of a question: taken from the inbox, asked, shown once, finished."""

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from uuid import UUID

import structlog

from bot.conversation.acting import as_acted, as_read_by
from bot.conversation.asking import Asked, asks_for_help, read_question
from bot.conversation.earlier import Earlier, conversation_of, is_shareable, placed
from bot.conversation.interrupting import Interrupting
from bot.conversation.sharing import Sharing
from bot.conversation.showing import TAKEN_OVER, Settled, Showing
from bot.conversation.speaking import Speaking, Voices
from bot.conversation.status import Status
from bot.conversation.streaming import Live, Streaming, may_stream
from bot.conversation.venue import Venues
from bot.delivery.deliveries import Delivery, Ending, Kind, Taken
from bot.delivery.inbox import Inbox
from bot.directory.full_pass import FullPass
from bot.directory.mirror import Mirror
from bot.knowledge import Asks, Workspace
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.answering.outcome import (
    Emptiness,
    Failed,
    NotFound,
    Outcome,
    SoFar,
    Stage,
)
from chains.answering.question import Question, Wants
from chains.errors import RetryLater
from chains.metrics import Metrics

MOST_ATTEMPTS = 3
"""After so many the person is told that it failed."""
LONGEST_SECONDS = 90.0
_VENUE_CHANGES = 3


class Answering:
    """Answers deliveries; each ends in exactly one visible outcome, or in silence on purpose."""

    def __init__(
        self,
        *,
        inbox: Inbox,
        mirror: Mirror,
        full_pass: FullPass,
        copilot: Asks,
        venues: Venues,
        showing: Showing,
        sharing: Sharing,
        streaming: Streaming,
        speaking: Speaking,
        status: Status,
        workspace: Workspace,
        metrics: Metrics,
        patience: float = LONGEST_SECONDS,
    ) -> None:
        self._inbox = inbox
        self._mirror = mirror
        self._full_pass = full_pass
        self._copilot = copilot
        self._earlier = Earlier(inbox, mirror)
        self._venues = venues
        self._showing = showing
        self._sharing = sharing
        self._streaming = streaming
        self._speaking = speaking
        self._interrupting = Interrupting(inbox.endings)
        self._status = status
        self._workspace = workspace
        self._metrics = metrics
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
            outcome = await self._attempt(await self._earlier.placed(taken))
            took = round((time.perf_counter() - started) * 1000)
            self._metrics.outcomes.labels(outcome).inc()
            self._log.info("question_finished", outcome=outcome, took_ms=took)

    async def _attempt(self, taken: Taken) -> str:
        sharing = taken.delivery.kind is Kind.SHARE
        if not sharing and (found := await self._showing.shown(taken)) is not None:
            await self._showing.finish(taken, *found)
            return found[0]
        asker = await self._asker(taken)
        known = asker is not None and asker.standing is not Standing.NOBODY
        about = await self._earlier.question(taken.delivery) if known else None
        live = await self._streaming.begin(taken, await self._voices(taken.delivery, about))
        if asker is None:
            failed = Settled(Failed(), await self._fallback_venue(taken.delivery))
            nobody = Asker(taken.delivery.user, Standing.NOBODY)
            return await self._showing.show(taken, nobody, failed, live)
        if asker.standing is Standing.NOBODY:
            return await self._showing.stay_silent(taken, live, "silence")
        if sharing:
            return await self._share(taken, asker, about, live)
        async with self._working(taken.delivery, asker):
            return await self._answered(taken, asker, about, live)

    async def _voices(self, delivery: Delivery, about: Delivery | None) -> Voices:
        asked = (about or delivery).text
        return await self._speaking.voices(delivery.user, asked, private=delivery.is_private)

    async def _answered(
        self, taken: Taken, asker: Asker, about: Delivery | None, live: Live
    ) -> str:
        ending: Ending | None
        settled = await self._interrupting.unless_ended(
            taken, live, lambda: self._settle(taken, asker, about, live)
        )
        if isinstance(settled, Ending):
            return await self._showing.end(taken, asker, settled, live)
        settled = replace(
            settled,
            shareable=is_shareable(taken.delivery, about),
            reworded=await self._inbox.endings.reworded(taken.delivery),
        )
        shown = await self._showing.show(taken, asker, settled, live)
        if shown == TAKEN_OVER and (ending := await self._interrupting.ending(taken)):
            return await self._showing.end(taken, asker, ending, live)
        return shown

    async def _share(self, click: Taken, asker: Asker, about: Delivery | None, live: Live) -> str:
        """Without a status or a stream: nobody in the conversation has asked."""
        if about is None and asker.standing is Standing.PARTNER:
            await self._inbox.done(click, "silence", None)
            return "silence"
        if about is None:
            return await self._sharing.refuse(click, live.voices.asker)
        place = replace(click, delivery=placed(click.delivery, about))
        if (found := await self._showing.shown(place)) is not None:
            say = live.voices.asker
            return await self._sharing.finish(click, place.delivery, asker, found[1], say)
        if await self._inbox.was_shared(about.workspace, click.delivery.about or ""):
            return await self._sharing.repeat(click, live.voices.asker)
        settled = await self._settle(place, asker, about, live)
        return await self._sharing.show(click, place.delivery, asker, settled, live.voices, about)

    async def _asker(self, taken: Taken) -> Asker | None:
        """Who asks; ``None`` when Slack does not say and no attempt is left."""
        try:
            async with asyncio.timeout(self._patience):
                known = await self._mirror.asker(taken.delivery.user)
                return as_acted(known, taken.delivery, self._workspace)
        except RetryLater as error:
            self._log.warning("asker_unknown", error=type(error).__name__)
            if taken.attempt < MOST_ATTEMPTS:
                raise
        except TimeoutError:
            self._log.warning("asker_unknown", error="timeout")
        return None

    @asynccontextmanager
    async def _working(self, delivery: Delivery, asker: Asker) -> AsyncIterator[None]:
        if asker.standing is Standing.PARTNER or await self._showing.was_told_today(delivery):
            # Most of these questions end in silence, which a status would break.
            yield
            return
        async with self._status.processing(delivery):
            yield

    async def _settle(
        self, taken: Taken, asker: Asker, about: Delivery | None, live: Live
    ) -> Settled:
        """The outcome; a failure that will not pass by itself is one."""
        if taken.attempt > MOST_ATTEMPTS:
            # The attempts before did not even come to raise what we know.
            return Settled(Failed(), await self._fallback_venue(taken.delivery))
        try:
            async with asyncio.timeout(self._patience):
                return await self._ask(taken, asker, about, live)
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

    async def _ask(self, taken: Taken, asker: Asker, about: Delivery | None, live: Live) -> Settled:
        venue = await self._venue(taken.delivery, asker)
        if about is None:
            return Settled(Failed(try_again=False), venue)
        asked = read_question(about.text)
        if asks_for_help(asked):
            return Settled(None, venue)
        for _ in range(_VENUE_CHANGES):
            await self._full_pass.ensure_fresh()
            question = await self._question(taken, asker, venue, asked, about)
            outcome = await self._outcome(taken.delivery, question, live)
            now = await self._venue(taken.delivery, asker)
            if now == venue:
                return Settled(outcome, venue)
            # Somebody joined or a share began while we worked: ask for those who read it now.
            self._log.info("venue_changed")
            venue = now
        return Settled(Failed(), venue)

    async def _venue(self, delivery: Delivery, asker: Asker) -> Venue:
        return as_read_by(await self._venues.of(delivery), asker)

    async def _question(
        self, taken: Taken, asker: Asker, venue: Venue, asked: Asked, about: Delivery
    ) -> Question | NotFound:
        scopes = asked.scopes
        if venue.kind is not VenueKind.PRIVATE:
            allowed = await self._venues.scopes(venue)
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
            conversation=conversation_of(taken.delivery),
            repeats=taken.delivery.about,
            kept=about.kind is not Kind.MEANT,
        )

    async def _outcome(
        self, delivery: Delivery, question: Question | NotFound, live: Live
    ) -> Outcome:
        if isinstance(question, NotFound):
            return question
        outcome: Outcome | None = None
        async for step in self._copilot.ask(question):
            if isinstance(step, Stage):
                self._log.info("question_stage", stage=step)
            elif isinstance(step, SoFar):
                if may_stream(delivery, question):
                    live.offer(step.reply, partial(self._readable, delivery, question))
            else:
                outcome = step
        return outcome if outcome is not None else Failed()

    async def _readable(
        self, delivery: Delivery, question: Question, documents: Collection[str]
    ) -> Collection[str]:
        """Those that may still be shown; none where others read it by now."""
        if await self._venue(delivery, question.asker) != question.venue:
            return ()
        return await self._copilot.readable(question, documents)
