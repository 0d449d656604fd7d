"""Faults: a question is answered for somebody else than its asker."""

from collections.abc import AsyncIterator, Collection
from dataclasses import replace

from bot.knowledge import Asks
from chains.access.audience import Asker
from chains.answering.outcome import Step
from chains.answering.question import Question
from chains.errors import RetryLater


class ThreadOfTheFirst:
    """Keeps the asker of a conversation: who asks second gets what the first may read."""

    def __init__(self, inner: Asks) -> None:
        self._inner = inner
        self._first: dict[str | None, Asker] = {}

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        """The outcome for whoever asked there first."""
        asker = self._first.setdefault(question.venue.channel, question.asker)
        async for step in self._inner.ask(replace(question, asker=asker)):
            yield step

    async def readable(self, question: Question, documents: Collection[str]) -> frozenset[str]:
        """What the real one lets be read."""
        return await self._inner.readable(question, documents)


class RetriedForAnother:
    """Forgets who asked when a question fails: the retry is for whoever asked before."""

    def __init__(self, inner: Asks) -> None:
        self._inner = inner
        self._before: Asker | None = None
        self._failed: set[str] = set()

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        """The outcome; after a failure, for another asker."""
        asker = question.asker
        if question.request in self._failed and self._before is not None:
            asker = self._before
        try:
            async for step in self._inner.ask(replace(question, asker=asker)):
                yield step
        except RetryLater:
            self._failed.add(question.request)
            raise
        self._before = asker

    async def readable(self, question: Question, documents: Collection[str]) -> frozenset[str]:
        """What the real one lets be read."""
        return await self._inner.readable(question, documents)
