"""Scores what can be quoted against a question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import Naming, naming_of
from chains.answering.questions.counting import unit_asked
from chains.answering.questions.expectation import Expected, can_answer, expected_of
from chains.answering.questions.synonyms import Synonyms
from chains.answering.questions.words import Words, numbers
from chains.answering.quoting.covering import Covering, PassageCoverage

AT_A_TIME, MOST_EMBEDDED = 2, 4
"""Sentences whose similarity is computed at once, and per question: 2 to 4 ms each on one core."""
_PASSAGE_NEARER = 0.05
"""How much nearer to a question a passage is than one of its sentences, as a cosine: about as
much in the mean over three handbooks (docs/decisions/0004-when-not-to-answer.md)."""

# Cosines of bge-small lie between about 0.5 (nothing in common) and 0.9 (the same said twice).
_COSINE_FLOOR, _COSINE_SPAN = 0.5, 0.4
_WEIGHT_WORDS, _WEIGHT_MEANING, _WEIGHT_PASSAGE, _WEIGHT_SORT = 0.33, 0.25, 0.34, 0.08
_ECHO = 0.75
"""What is left of the score of a sentence that only repeats the question's words."""
_OF_THAT = 0.6
"""Share of the question's words in a sentence from which it tells of that very thing: then sixteen
weeks answer how many days, and else they are weeks of something else."""
_SENTENCES = 4_096
"""Sentences whose vectors are kept, 1.5 kB each: a channel's question is asked for two readers, and
what many ask about is found again and again."""


@dataclass(frozen=True)
class Candidate:
    """A segment with its scores, each 0 to 1; ``passage`` is its place in the evidence.

    ``covered``: the share of the question's words, weighted by rarity, that stand in it or over it;
    ``own``: in itself alone; ``columns``: of that, what only the names of a row's columns hold.
    ``unnamed``: 1 where the thing asked for is named nowhere in its passage, heading and title,
    else the share of its name that is not. ``meaning``: how alike the embeddings are. ``says`` is
    False when it only repeats the question, ``fits`` when it cannot be the sort of answer that was
    asked for. ``identified`` tells whether its document names the identifiers of the question; None
    of a question without one. ``within``: whether its limits hold the quantity that the question
    names; None where either has none. ``strange``: its document lacks a name of the question.
    """

    passage: int
    segment: Segment
    stems: frozenset[str]
    covered: float
    own: float = 0.0
    columns: float = 0.0
    unnamed: float = 0.0
    says: bool = True
    fits: bool = True
    identified: bool | None = None
    within: bool | None = None
    strange: bool = False
    meaning: float = 0.0
    score: float = 0.0


def in_and_over(one: Candidate, evidence: Evidence) -> str:
    """The words of a candidate, of the headings above it and of its document's title."""
    above = (evidence.document.title, *evidence.heading, one.segment.heading)
    return " ".join((*above, one.segment.text))


@dataclass(eq=False)
class _Embedded:
    """A text and, once it was needed, its vector."""

    text: str
    vector: NDArray[np.float32] | None = None


class Scorer:
    """Scores the segments of passages against a question."""

    def __init__(self, embeddings: Embeddings, words: Words | None = None) -> None:
        self._embeddings = embeddings
        self._words = words or Words()
        self._synonyms = Synonyms(self._words)
        self._embedded = lru_cache(_SENTENCES)(_Embedded)

    async def candidates(
        self, question: str, evidence: Sequence[Evidence]
    ) -> tuple[Candidate, ...]:
        """Every segment that shares anything with the question, in the order of the passages.

        The meaning of the best is computed, that of nearly all others taken from their passage.
        """
        expected = expected_of(question)
        highest = max((one.score for one in evidence), default=0.0) or 1.0

        def scored(one: Candidate, meaning: float) -> Candidate:
            return _scored(one, meaning, evidence[one.passage].score / highest, expected)

        covered = self._covered(question, evidence)
        found = [scored(one, _assumed(evidence[one.passage])) for one in covered]
        known: dict[tuple[int, int], float] = {}
        while likely := _leading(found, known):
            told = await self._meanings(question, likely)
            known |= told
            found = [
                one if (meaning := told.get(_place(one))) is None else scored(one, meaning)
                for one in found
            ]
        return tuple(found)

    def _covered(self, question: str, evidence: Sequence[Evidence]) -> list[Candidate]:
        expected, asked = expected_of(question), numbers(question)
        unit, naming = unit_asked(question), naming_of(question, evidence)
        covering = Covering(self._words, self._synonyms, question, evidence)

        def fits(text: str, own: float) -> bool:
            if unit is not None and unit.unit is not None and own >= _OF_THAT:
                return can_answer(text, Expected.DURATION, asked)
            return can_answer(text, expected, asked, unit)

        return [
            candidate
            for place, one in enumerate(evidence)
            for candidate in _of_passage(place, one, covering.of(one), naming, fits)
        ]

    async def _meanings(
        self, question: str, candidates: Sequence[Candidate]
    ) -> Mapping[tuple[int, int], float]:
        if not candidates:
            return {}
        asked = np.asarray(await self._embeddings.aembed_query(question))
        texts = [f"{one.segment.heading}\n{one.segment.text}".strip()[:240] for one in candidates]
        vectors = await self._vectors(texts)
        norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(asked)
        cosines = vectors @ asked / np.maximum(norms, 1e-9)
        return {
            _place(one): _scaled(float(cosine))
            for one, cosine in zip(candidates, cosines, strict=True)
        }

    async def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text."""
        embedded = [self._embedded(text) for text in texts]
        unknown = list(dict.fromkeys(one for one in embedded if one.vector is None))
        if unknown:
            found = await self._embeddings.aembed_documents([one.text for one in unknown])
            for one, vector in zip(unknown, found, strict=True):
                one.vector = np.asarray(vector, np.float32)
        return np.asarray([one.vector for one in embedded])


def precedence(one: Candidate) -> tuple[bool, bool, float, int, int]:
    """Sorts candidates, the best first; equal ones as they stand."""
    return not one.fits, one.identified is False, -one.score, *_place(one)


def _place(one: Candidate) -> tuple[int, int]:
    return one.passage, one.segment.place


def _leading(
    candidates: Sequence[Candidate], known: Mapping[tuple[int, int], float]
) -> Sequence[Candidate]:
    """Those to compute next; none where the best is known, which no assumption may make first."""
    ranked = sorted(candidates, key=precedence)
    if len(known) >= MOST_EMBEDDED or (known and _place(ranked[0]) in known):
        return ()
    return [one for one in ranked if _place(one) not in known][:AT_A_TIME]


def _of_passage(
    place: int,
    evidence: Evidence,
    covered: PassageCoverage,
    naming: Naming,
    fits: Callable[[str, float], bool],
) -> Iterator[Candidate]:
    """What it has, without meaning and score; a field of another one's record cannot answer."""
    identified = naming.identified.get(evidence.document.id)
    strange = evidence.document.id in naming.strange
    for segment in evidence.segments:
        told, of_another = covered.of(segment), segment.value is not None and strange
        yield Candidate(
            place,
            segment,
            told.stems,
            covered=told.covered,
            own=told.own,
            columns=told.columns,
            unnamed=covered.unnamed,
            says=told.says,
            fits=not of_another and fits(segment.text, told.own),
            identified=identified,
            strange=strange,
        )


def _scaled(cosine: float) -> float:
    """A cosine as 0 to 1."""
    return min(1.0, max(0.0, (cosine - _COSINE_FLOOR) / _COSINE_SPAN))


def _assumed(evidence: Evidence) -> float:
    """The meaning of a sentence of which only its passage's is known; 0 where not even that is."""
    return 0.0 if evidence.cosine is None else _scaled(evidence.cosine - _PASSAGE_NEARER)


def _scored(candidate: Candidate, meaning: float, passage: float, expected: Expected) -> Candidate:
    score = (
        _WEIGHT_WORDS * candidate.covered
        + _WEIGHT_MEANING * meaning
        + _WEIGHT_PASSAGE * passage
        + _WEIGHT_SORT * _looks_like(candidate, expected)
    )
    return replace(candidate, meaning=meaning, score=score if candidate.says else _ECHO * score)


def _looks_like(candidate: Candidate, expected: Expected) -> float:
    """1 where the segment looks like what is asked for, else 0."""
    match expected:
        case Expected.WAY:
            return float(candidate.segment.form in {Form.STEP, Form.CODE})
        case Expected.CHOICE:
            return float(candidate.segment.form is Form.ROW)
        case Expected.YES_NO | Expected.ANYTHING:
            return 0.0
        case _:
            return float(candidate.fits)
