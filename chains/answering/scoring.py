"""Scores what can be quoted against a question."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from langchain_core.embeddings import Embeddings

from chains.answering.evidence import Evidence
from chains.answering.outcome import Form
from chains.answering.segments import Segment, segments
from chains.answering.words import Words

MOST_EMBEDDED = 16
"""Sentences whose similarity is computed per question: 2 to 4 ms each on one core."""

# How much a word of the question counts by where it stands.
_IN_HEADING, _IN_TITLE, _IN_PASSAGE = 0.9, 0.8, 0.4
# Cosines of bge-small lie between about 0.5 (nothing in common) and 0.9 (the same said twice).
_COSINE_FLOOR, _COSINE_SPAN = 0.5, 0.4
_WEIGHT_WORDS, _WEIGHT_MEANING, _WEIGHT_PASSAGE, _WEIGHT_KIND = 0.4, 0.3, 0.2, 0.1
_ECHO = 0.75
"""What is left of the score of a sentence that only repeats the question's words."""


class Kind(Enum):
    """What sort of thing a question asks for, as far as its words tell."""

    TIME = re.compile(r"\b(when|what time|what date|deadline|wann|bis wann|quand|date)\b", re.I)
    AMOUNT = re.compile(
        r"\b(how (much|many|long|often|large|big|far)|salary|price|cost|wie ?viele?|wie lange"
        r"|combien|budget|limit)\b",
        re.I,
    )
    PERSON = re.compile(r"\b(who|whom|whose|wer|wen|wem|qui)\b", re.I)
    WAY = re.compile(r"\b(how (do|can|to|should|does|would)|steps?|wie|comment)\b", re.I)
    CHOICE = re.compile(r"\b(which|list|what are|welche[rnms]?|quel(le)?s?)\b", re.I)
    ANYTHING = re.compile(r"")


_EXPECTED = {
    Kind.TIME: re.compile(
        r"\d|\b(mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year|morning|noon|montag"
        r"|dienstag|mittwoch|donnerstag|freitag|lundi|mardi|mercredi|jeudi|vendredi",
        re.I,
    ),
    Kind.AMOUNT: re.compile(
        r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|half|twice|unlimited|zwei|drei|vier"
        r"|fünf|deux|trois|quatre|cinq)\b",
        re.I,
    ),
    Kind.PERSON: re.compile(r"[A-ZÀ-Þ]\w+ [A-ZÀ-Þ]\w+|\b(team|manager|lead|founder|office)\b"),
}


def kind_of(question: str) -> Kind:
    """What sort of thing a question asks for."""
    return next(kind for kind in Kind if kind.value.search(question))


@dataclass(frozen=True)
class Candidate:
    """A segment with its scores, each 0 to 1; ``passage`` is its place in the evidence.

    ``covered``: the share of the question's words, weighted by rarity, that stand in it or over it.
    ``meaning``: how alike the embeddings are. ``says`` is False when it only repeats the question.
    """

    passage: int
    segment: Segment
    stems: frozenset[str]
    covered: float
    says: bool = True
    meaning: float = 0.0
    score: float = 0.0


class Scorer:
    """Scores the segments of passages against a question."""

    def __init__(self, embeddings: Embeddings, words: Words | None = None) -> None:
        self._embeddings = embeddings
        self._words = words or Words()

    async def candidates(
        self, question: str, evidence: Sequence[Evidence]
    ) -> tuple[Candidate, ...]:
        """Every segment that shares anything with the question, in the order of the passages."""
        found = self._covered(question, evidence)
        embedded = sorted(found, key=lambda one: -one.covered)[:MOST_EMBEDDED]
        meanings = await self._meanings(question, embedded)
        kind = kind_of(question)
        highest = max((one.score for one in evidence), default=0.0) or 1.0
        return tuple(
            _scored(
                candidate,
                meanings.get((candidate.passage, candidate.segment.place), 0.0),
                evidence[candidate.passage].score / highest,
                kind,
            )
            for candidate in found
        )

    def _covered(self, question: str, evidence: Sequence[Evidence]) -> list[Candidate]:
        weights = {
            language: self.weights(question, evidence, language)
            for language in {one.document.language for one in evidence}
        }
        return [
            candidate
            for place, one in enumerate(evidence)
            for candidate in self._of_passage(place, one, weights[one.document.language])
        ]

    def weights(
        self, question: str, evidence: Sequence[Evidence], language: str
    ) -> Mapping[str, float]:
        """How much each stem of the question tells, from the share of passages that hold it.

        Inverse document frequency as in BM25 (Robertson and Spärck Jones), over the passages found.
        """
        held = [
            self._words.of(f"{one.document.title} {' '.join(one.heading)} {one.text}", language)
            for one in evidence
        ]
        return {
            stem: math.log(1 + (len(held) + 0.5) / (sum(stem in one for one in held) + 0.5))
            for stem in self._words.of_question(question, language)
        }

    def _of_passage(
        self, place: int, evidence: Evidence, weights: Mapping[str, float]
    ) -> list[Candidate]:
        language = evidence.document.language
        title = self._words.of(evidence.document.title, language)
        heading = self._words.of(" ".join(evidence.heading), language)
        passage = self._words.of(evidence.text, language)
        found = []
        for segment in segments(evidence.text, language):
            own = self._words.of(segment.text, language)
            near = heading | self._words.of(segment.heading, language)
            places = ((own, 1.0), (near, _IN_HEADING), (title, _IN_TITLE), (passage, _IN_PASSAGE))
            new = own - weights.keys()
            says = len(new) > 1 or any(stem.isdigit() for stem in new)
            found.append(Candidate(place, segment, own, _coverage(weights, places), says))
        return found

    async def _meanings(
        self, question: str, candidates: Sequence[Candidate]
    ) -> Mapping[tuple[int, int], float]:
        if not candidates:
            return {}
        asked = np.asarray(await self._embeddings.aembed_query(question))
        texts = [f"{one.segment.heading}\n{one.segment.text}".strip()[:400] for one in candidates]
        vectors = np.asarray(await self._embeddings.aembed_documents(texts))
        norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(asked)
        cosines = vectors @ asked / np.maximum(norms, 1e-9)
        scaled = np.clip((cosines - _COSINE_FLOOR) / _COSINE_SPAN, 0, 1)
        return {
            (one.passage, one.segment.place): float(value)
            for one, value in zip(candidates, scaled, strict=True)
        }


def _coverage(
    weights: Mapping[str, float], places: Sequence[tuple[frozenset[str], float]]
) -> float:
    total = sum(weights.values())
    if not total:
        return 0.0
    held = sum(
        weight * max((worth for stems, worth in places if stem in stems), default=0.0)
        for stem, weight in weights.items()
    )
    return held / total


def _scored(candidate: Candidate, meaning: float, passage: float, kind: Kind) -> Candidate:
    score = (
        _WEIGHT_WORDS * candidate.covered
        + _WEIGHT_MEANING * meaning
        + _WEIGHT_PASSAGE * passage
        + _WEIGHT_KIND * _fits(candidate.segment, kind)
    )
    return replace(candidate, meaning=meaning, score=score if candidate.says else _ECHO * score)


def _fits(segment: Segment, kind: Kind) -> float:
    """1 where the segment looks like what is asked for, else 0."""
    if kind in _EXPECTED:
        return float(bool(_EXPECTED[kind].search(segment.text)))
    if kind is Kind.WAY:
        return float(segment.form in {Form.STEP, Form.CODE})
    return float(kind is Kind.CHOICE and segment.form is Form.ROW)
