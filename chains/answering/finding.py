"""What was found for a question, for one audience: evidence, the best sentences, a verdict."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from uuid import UUID

from chains.access.reader import Reader
from chains.answering.decision import Thresholds, Verdict, judge
from chains.answering.evidence import Evidence
from chains.answering.extractive import Extractive, Selection
from chains.answering.library import Library
from chains.answering.naming import identified_first
from chains.answering.pointing import Pointing
from chains.answering.retrieval import MOST_EVIDENCE, Retrieval


@dataclass(frozen=True)
class Finding:
    """Evidence and what can be quoted of it; ``scope_known`` is False where none asked for is."""

    evidence: tuple[Evidence, ...] = ()
    selection: Selection = field(default_factory=Selection)
    verdict: Verdict = Verdict.NOTHING
    confidence: float = 0.0
    scope_known: bool = True


class Finder:
    """Searches for a reader and judges what it found."""

    def __init__(
        self,
        retrieval: Retrieval,
        library: Library,
        extractive: Extractive,
        thresholds: Thresholds | None = None,
    ) -> None:
        self._retrieval = retrieval
        self._library = library
        self._extractive = extractive
        self._thresholds = thresholds or Thresholds()
        self._pointing = Pointing()

    async def find(
        self, text: str, reader: Reader, scopes: Collection[str], brought: str = ""
    ) -> Finding:
        """What this reader may read about a question, in those of the scopes that it can see.

        A scope in which it may read nothing is as unknown as one that does not exist. ``brought``
        are the words that a follow-up has put into an earlier question.

        Raises:
            RetryLater: a store or the embedding model did not answer.
        """
        evidence = await self._evidence(text, reader, scopes)
        if evidence is None:
            return Finding(scope_known=False)
        top = identified_first(text, evidence)[:MOST_EVIDENCE]
        selection = await self._extractive.select(text, top, brought)
        verdict, confidence = judge(text, selection, evidence, self._thresholds)
        return Finding(top, selection, verdict, confidence)

    async def list(self, text: str, reader: Reader, scopes: Collection[str]) -> Finding:
        """The same for a list of documents: the best passage of each, and no verdict.

        Raises:
            RetryLater: a store or the embedding model did not answer.
        """
        evidence = await self._evidence(text, reader, scopes)
        if evidence is None:
            return Finding(scope_known=False)
        first = {one.document.id: one for one in reversed(evidence)}
        best = tuple(one for one in evidence if first[one.document.id] is one)
        return Finding(best, await self._extractive.select(text, best))

    async def place(self, text: str, reader: Reader, scopes: Collection[str]) -> Finding:
        """The documents whose titles hold all that is asked for, else a list, judged.

        Raises:
            RetryLater: a store or the embedding model did not answer.
        """
        found = await self.list(text, reader, scopes)
        titled = tuple(one for one in found.evidence if self._pointing.names(text, one.document))
        if titled:
            selection = await self._extractive.select(text, titled)
            return Finding(titled, selection, Verdict.ANSWER, 1.0)
        verdict, confidence = judge(text, found.selection, found.evidence, self._thresholds)
        return replace(found, verdict=verdict, confidence=confidence)

    async def named(self, documents: Collection[UUID], reader: Reader) -> Finding:
        """Those of the documents that this reader may read at this moment, without their text.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        facts = await self._retrieval.readable_facts(reader, documents)
        return Finding(tuple(Evidence(facts[one], "") for one in documents if one in facts))

    async def _evidence(
        self, text: str, reader: Reader, scopes: Collection[str]
    ) -> tuple[Evidence, ...] | None:
        within = set(scopes)
        if scopes:
            within &= await self._library.scopes(reader)
            if not within:
                return None
        return await self._retrieval.evidence(text, reader, sorted(within))
