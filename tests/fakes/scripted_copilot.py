"""A copilot that says what a test tells it, and remembers what it was asked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass, field

from chains.access.audience import Asker, Standing, VenueKind
from chains.access.principals import WorkspaceId
from chains.answering.outcome import (
    Answer,
    Notice,
    Outcome,
    Reply,
    Sentence,
    Silence,
    SoFar,
    Source,
    Stage,
    Step,
)
from chains.answering.question import Question
from chains.errors import StoreUnavailable

PAYDAY = "Payday is the 25th."


def answer(text: str = PAYDAY, *, more: bool = False) -> Answer:
    """An answer of one sentence."""
    source = Source(
        1, "payroll-calendar", "Payroll calendar", "https://docs.example/payroll", "handbook"
    )
    return Answer(Reply((Sentence(text, (1,)),), (source,)), more=more)


def replies(*sentences: str) -> tuple[Reply, ...]:
    """A reply that grows by a sentence at a time, each from a document of its own: d1, d2, …"""
    sources = [
        Source(number, f"d{number}", f"Page {number}", f"https://docs.example/{number}", "handbook")
        for number in range(1, len(sentences) + 1)
    ]
    said = [Sentence(text, (number,)) for number, text in enumerate(sentences, 1)]
    grown = range(1, len(sentences) + 1)
    return tuple(Reply(tuple(said[:count]), tuple(sources[:count])) for count in grown)


def by_venue(question: Question) -> Outcome:
    """As the real one: an answer, a notice where others listen, silence for strangers."""
    if question.venue.is_shared and question.asker.standing is Standing.PARTNER:
        return Silence()
    if question.venue.is_shared or question.venue.has_guests:
        return Notice()
    return answer()


def with_more(question: Question) -> Outcome:
    """An answer for the channel, and another one for the asker alone."""
    if question.venue.kind is VenueKind.PRIVATE:
        return answer("The band is 70 to 90.")
    return answer(more=True)


@dataclass
class ScriptedTitles:
    """Titles of the documents in ``known``, for whoever is not in ``closed_to``."""

    known: dict[str, str] = field(default_factory=dict)
    closed_to: set[str] = field(default_factory=set)

    async def readable(
        self, workspace: WorkspaceId, asker: Asker, documents: Collection[str]
    ) -> tuple[str, ...]:
        """The titles of those that are known."""
        del workspace
        if asker.identity in self.closed_to:
            return ()
        return tuple(self.known[one] for one in documents if one in self.known)


@dataclass
class ScriptedCopilot:
    """Answers by ``script``, which may raise; waits at ``gate`` while it is shut.

    ``so_far``: what it lets be shown before, one after the other; after each it waits ``pause``
    seconds. ``closed``: ids of documents that nobody may read any more; ``unknown``: how often it
    cannot be told.
    """

    script: Callable[[Question], Outcome] = by_venue
    asked: list[Question] = field(default_factory=list)
    gate: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    so_far: tuple[Reply, ...] = ()
    pause: float = 0.0
    closed: set[str] = field(default_factory=set)
    unknown: int = 0

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        """One stage, what may be shown before, then the outcome."""
        self.asked.append(question)
        yield Stage.SEARCHING
        for reply in self.so_far:
            yield SoFar(reply)
            await asyncio.sleep(self.pause)
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()
        yield self.script(question)

    async def readable(self, question: Question, documents: Collection[str]) -> frozenset[str]:
        """All but what is closed."""
        del question
        if self.unknown:
            self.unknown -= 1
            raise StoreUnavailable("postgres")
        return frozenset(documents) - self.closed
