"""What was found for a question, for one audience: evidence, the best sentences, a verdict."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from uuid import UUID

from chains.access.reader import Reader
from chains.answering.library import Library
from chains.answering.outcome import Answer, Outcome
from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import identified_first
from chains.answering.questions.plain_words import in_plain_words
from chains.answering.questions.pointing import Pointing
from chains.answering.questions.several import MOST_PARTS, Part, parts_of
from chains.answering.questions.spelling import Spelling
from chains.answering.questions.synonyms import in_other_words
from chains.answering.quoting.decision import Thresholds, Verdict, judge
from chains.answering.quoting.extractive import Extractive, Selection, joined
from chains.answering.quoting.foreign import Foreign
from chains.answering.retrieval import MOST_EVIDENCE, Retrieval

MOST_IN_FULL = 3
"""Questions of one message up to which each is answered as if it were asked alone."""
_AT_ONCE = 3
"""Questions of one message that are searched for at once: others ask too."""
_MOST_CLOSELY, _FEWEST_CLOSELY = 6_000, 3
"""Characters of the best passages that are read sentence by sentence, and passages that are read so
however long they are (docs/decisions/0030-the-best-passages-are-read-closely.md)."""


@dataclass(frozen=True)
class Told:
    """One question of several in a message, and the sentences that answer it, if any do."""

    text: str
    said: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finding:
    """Evidence and what can be quoted of it; ``scope_known`` is False where none asked for is.

    ``parts`` are the questions of the message where they were searched for one by one; ``left``
    counts those that were not searched for.
    """

    evidence: tuple[Evidence, ...] = ()
    selection: Selection = field(default_factory=Selection)
    verdict: Verdict = Verdict.NOTHING
    confidence: float = 0.0
    scope_known: bool = True
    parts: tuple[Told, ...] = ()
    left: int = 0

    def with_missing(self, outcome: Outcome, *, by_model: bool = False) -> Outcome:
        """The outcome, with the questions of which nothing is left in it, if it quotes this, and
        how many were not searched for."""
        if not isinstance(outcome, Answer) or outcome.verified is not None:
            return outcome
        shown = {one.text for one in outcome.reply.sentences}
        named = () if by_model else self.parts
        missing = tuple(one.text for one in named if not one.said & shown)
        return replace(outcome, missing=missing, left=self.left)


class Finder:
    """Searches for a reader and judges what it found."""

    def __init__(
        self,
        retrieval: Retrieval,
        library: Library,
        extractive: Extractive,
        thresholds: Thresholds | None = None,
        spelling: Spelling | None = None,
    ) -> None:
        """``spelling`` reads misspelt words; without it they are searched for as they are."""
        self._retrieval = retrieval
        self._library = library
        self._extractive = extractive
        self._thresholds = thresholds or Thresholds()
        self._pointing = Pointing()
        self._foreign = Foreign()
        self._spelling = spelling or Spelling(lambda _: True)  # nothing is misspelt

    async def find(
        self, text: str, reader: Reader, scopes: Collection[str], brought: str = ""
    ) -> Finding:
        """What this reader may read about a question, in those of the scopes that it can see.

        A scope in which it may read nothing is as unknown as one that does not exist. ``brought``
        are the words that a follow-up has put into an earlier question. Several questions, up to
        `MOST_PARTS`, are searched for each by itself where that answers any of them.

        Raises:
            RetryLater: a store or the embedding model did not answer.
        """
        if brought:
            return await self._find(text, reader, scopes, brought)
        parts = parts_of(text)
        if len(parts) == 1:
            return await self._find(parts[0].sought, reader, scopes, parts[0].brought)
        sought = parts[:MOST_PARTS]
        room = asyncio.Semaphore(_AT_ONCE)

        async def find(one: Part) -> Finding:
            async with room:
                return await self._find(one.sought, reader, scopes, one.brought)

        each = await asyncio.gather(*map(find, sought))
        if any(one.verdict is Verdict.ANSWER for one in each):
            return replace(together(sought, each), left=len(parts) - len(sought))
        return await self._find(text, reader, scopes)

    async def _find(
        self, text: str, reader: Reader, scopes: Collection[str], brought: str | None = None
    ) -> Finding:
        searched = await self._searched(text, reader, scopes)
        if searched is None:
            return Finding(scope_known=False)
        text, evidence = searched
        if brought:
            brought = self._spelling.corrected(brought, evidence)
        found = self._judged(text, evidence, brought)
        other = in_other_words(text) if found.verdict is Verdict.NOTHING else text
        if other == text:
            return found
        evidence = await self._evidence(other, reader, scopes) or ()
        near = self._judged(text, evidence, brought)
        # Of eight that were answered so, two were right: it is shown as near.
        return found if near.verdict is Verdict.NOTHING else replace(near, verdict=Verdict.UNSURE)

    def _judged(self, text: str, evidence: tuple[Evidence, ...], brought: str | None) -> Finding:
        top = identified_first(text, evidence)[:MOST_EVIDENCE]
        selection = self._extractive.select(text, read_closely(top), brought)
        verdict, confidence = judge(text, selection, evidence, self._thresholds)
        best = selection.best
        if verdict is Verdict.UNSURE and best and self._foreign.is_nonsense(text, best, top):
            verdict = Verdict.NOTHING
        return Finding(top, selection, verdict, confidence)

    async def list(self, text: str, reader: Reader, scopes: Collection[str]) -> Finding:
        """The same for a list of documents: the best passage of each, and no verdict.

        Raises:
            RetryLater: a store or the embedding model did not answer.
        """
        return (await self._listed(text, reader, scopes))[1]

    async def _listed(
        self, text: str, reader: Reader, scopes: Collection[str]
    ) -> tuple[str, Finding]:
        """The question as it was read, and the best passage of each document for it."""
        searched = await self._searched(text, reader, scopes)
        if searched is None:
            return text, Finding(scope_known=False)
        text, evidence = searched
        best = _best_of_each_document(evidence)
        return text, Finding(best, self._extractive.select(text, best))

    async def place(self, text: str, reader: Reader, scopes: Collection[str]) -> Finding:
        """The documents whose titles hold all that is asked for, else a list, judged.

        Raises:
            RetryLater: a store or the embedding model did not answer.
        """
        text, found = await self._listed(text, reader, scopes)
        titled = self._pointing.titled(text, found.evidence)
        if titled:
            # The document is wanted, not the section that is most like the question.
            whole = tuple(replace(one, heading=(), anchor="") for one in titled)
            return Finding(whole, verdict=Verdict.ANSWER, confidence=1.0)
        verdict, confidence = judge(text, found.selection, found.evidence, self._thresholds)
        return replace(found, verdict=verdict, confidence=confidence)

    async def named(self, documents: Collection[UUID], reader: Reader) -> Finding:
        """Those of the documents that this reader may read at this moment, without their text.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        facts = await self._retrieval.readable_facts(reader, documents)
        return Finding(tuple(Evidence(facts[one], "") for one in documents if one in facts))

    async def _searched(
        self, text: str, reader: Reader, scopes: Collection[str]
    ) -> tuple[str, tuple[Evidence, ...]] | None:
        """The question, read by the words of what was found, and what was found for it so.

        None where the reader knows none of the scopes.
        """
        evidence = await self._evidence(text, reader, scopes)
        if evidence is None:
            return None
        read = self._spelling.corrected(text, evidence)
        if (guessed := await self._guessed(read, evidence, reader, scopes)) is not None:
            text, evidence = guessed
            read = text
        read = in_plain_words(read, (each for one in evidence for each in _written(one)))
        if read == text:
            return text, evidence
        return read, await self._evidence(read, reader, scopes) or ()

    async def _guessed(
        self, text: str, evidence: Sequence[Evidence], reader: Reader, scopes: Collection[str]
    ) -> tuple[str, tuple[Evidence, ...]] | None:
        """The question as it was meant to be spelt, and what was found for it that writes it so."""
        guess = self._spelling.guessed(text, evidence)
        if guess == text:
            return None
        found = await self._evidence(guess, reader, scopes) or ()
        return (guess, found) if self._spelling.is_written(text, guess, found) else None

    async def _evidence(
        self, text: str, reader: Reader, scopes: Collection[str]
    ) -> tuple[Evidence, ...] | None:
        within = set(scopes)
        if scopes:
            within &= await self._library.scopes(reader)
            if not within:
                return None
        return await self._retrieval.evidence(text, reader, sorted(within))


def read_closely(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The best of the passages: those of which it is looked for sentences that answer."""
    lengths = accumulate(len(one.text) for one in evidence)
    fitting = sum(length <= _MOST_CLOSELY for length in lengths)
    return evidence[: max(fitting, _FEWEST_CLOSELY)]


def _best_of_each_document(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """In their order; where the best passage of a document has none of the words that are looked
    for, and another has, that one."""
    of_each: dict[UUID, Evidence] = {}
    for one in evidence:
        first = of_each.setdefault(one.document.id, one)
        if first.bm25 is None and one.bm25 is not None:
            of_each[one.document.id] = one
    return tuple(of_each.values())


def together(parts: Sequence[Part], found: Sequence[Finding]) -> Finding:
    """The findings for the questions of one message as one; at least one of them answers.

    Of the passages of each question only its share of `MOST_EVIDENCE` stays, and what answers it.
    Of more than `MOST_IN_FULL` each is answered shortly. Below its words stands what answers one of
    so many, or of those that are compared.
    """
    most = MOST_EVIDENCE // len(parts)
    many = len(parts) > MOST_IN_FULL
    below = many or any(part.is_side for part in parts)
    if many:
        found = [replace(one, selection=one.selection.short()) for one in found]
    evidence: dict[tuple[UUID, int, str], int] = {}
    passages: list[Evidence] = []
    selections = []
    answering = [one for one in found if one.verdict is Verdict.ANSWER]
    for one in answering:
        drawn_on = {each.passage for each in one.selection.chosen}
        places = {}
        for place, each in enumerate(one.evidence):
            if place < most or place in drawn_on:
                key = each.document.id, each.ordinal, each.text
                places[place] = evidence.setdefault(key, len(passages))
                passages += [each] * (len(evidence) - len(passages))
        selections.append(one.selection.moved(places))
    confidence = min(one.confidence for one in answering)
    told = tuple(map(_told, parts, found))
    both = zip(parts, found, strict=True)
    answered = [part.text for part, one in both if one.verdict is Verdict.ANSWER]
    selection = joined(selections, answered if below else ())
    return Finding(tuple(passages), selection, Verdict.ANSWER, confidence, parts=told)


def _told(part: Part, found: Finding) -> Told:
    chosen = found.selection.chosen if found.verdict is Verdict.ANSWER else ()
    return Told(part.text.rstrip("?？. "), frozenset(one.segment.text for one in chosen))


def _written(one: Evidence) -> tuple[str, ...]:
    return (one.document.title, *one.heading, one.text)
