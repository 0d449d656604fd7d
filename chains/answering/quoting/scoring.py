"""Scores what can be quoted against a question."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import Naming, naming_of
from chains.answering.questions.counting import unit_asked
from chains.answering.questions.dimensions import measure_asked
from chains.answering.questions.expectation import Expected, expected_of
from chains.answering.questions.fitting import can_answer
from chains.answering.questions.synonyms import Synonyms
from chains.answering.questions.words import Words, numbers
from chains.answering.quoting.covering import Covering, PassageCoverage

# Cosines of bge-small between a question and a passage lie between about 0.55 (nothing in common)
# and 0.95 (the same said twice).
_COSINE_FLOOR, _COSINE_SPAN = 0.55, 0.4
_WEIGHT_WORDS, _WEIGHT_NEARNESS, _WEIGHT_PASSAGE, _WEIGHT_SORT = 0.33, 0.25, 0.34, 0.08
_WEIGHT_COMMON = 0.2
"""Parts the sentences of one passage: the more a sentence says that nobody asked, the less it is
like the question. With it the leading sentence is as near to the question, by their embeddings, as
where sentences were embedded to choose it (docs/decisions/0004-when-not-to-answer.md)."""
ALL = 0.99
"""Share of the question's words in a sentence from which it has all of them."""
_ECHO = 0.75
"""What is left of the score of a sentence that only repeats the question's words."""
_OF_THAT = 0.6
"""Share of the question's words in a sentence from which it tells of that very thing: then sixteen
weeks answer how many days, and else they are weeks of something else."""


class Candidate(NamedTuple):
    """A segment with its figures, 0 to 1; ``passage`` is its place in the evidence.

    ``covered``: the share of the question's words, weighted by rarity, that stand in it or over it;
    ``own``: in itself alone; ``columns``: of that, what only the names of a row's columns hold.
    ``unnamed``: 1 where the thing asked for is named nowhere in its passage, heading and title,
    else the share of its name that is not. ``says`` is False when it only repeats the question,
    ``fits`` when it cannot be the sort of answer that was asked for. ``identified`` tells whether
    its document names the identifiers of the question; None of a question without one. ``within``:
    whether its limits hold the quantity that the question names; None where either has none.
    ``strange``: its document lacks a name of the question. ``headed``: its section is headed by
    what the question asks. ``cosine``: that of its passage, -1 to 1, where its meaning was
    compared. ``case``: that of `Sentence`.
    """

    passage: int
    segment: Segment
    stems: frozenset[str]
    covered: float
    own: float = 0.0
    common: float = 0.0
    columns: float = 0.0
    unnamed: float = 0.0
    says: bool = True
    fits: bool = True
    identified: bool | None = None
    within: bool | None = None
    strange: bool = False
    headed: bool = False
    cosine: float | None = None
    case: str = ""
    score: float = 0.0

    @property
    def where(self) -> tuple[int, int]:
        """Where it stands and no other does: its passage, and its place there."""
        return self.passage, self.segment.place

    @property
    def group(self) -> tuple[int, int]:
        """The list, table or paragraph that it is of: its passage, and its group there."""
        return self.passage, self.segment.group


def in_and_over(one: Candidate, evidence: Evidence) -> str:
    """The words of a candidate, of the headings above it and of its document's title."""
    above = (evidence.document.title, *evidence.heading, one.segment.heading)
    return " ".join((*above, one.segment.text))


class Scorer:
    """Scores the segments of passages against a question.

    No sentence is embedded: each took a run of the model, went to whoever embeds, and told no more
    than how near its passage is (docs/decisions/0004-when-not-to-answer.md).
    """

    def __init__(self, words: Words | None = None) -> None:
        self.words = words or Words()
        self._synonyms = Synonyms(self.words)

    def candidates(self, question: str, evidence: Sequence[Evidence]) -> tuple[Candidate, ...]:
        """Every segment that shares anything with the question, in the order of the passages."""
        highest = max((one.score for one in evidence), default=0.0) or 1.0
        naming, sort = naming_of(question, evidence), _Sort(question, evidence)
        covering = Covering(self.words, self._synonyms, question, evidence)
        return tuple(
            candidate
            for place, one in enumerate(evidence)
            for candidate in _of_passage(place, one, highest, covering.of(one), naming, sort)
        )


class _Sort:
    """The sort of answer that a question asks for."""

    def __init__(self, question: str, evidence: Sequence[Evidence]) -> None:
        texts = (segment.text for one in evidence for segment in one.segments)
        self._measure = measure_asked(question, texts)
        self._expected, self._unit = expected_of(question), unit_asked(question)
        self._numbers = numbers(question)

    def fits(self, text: str, own: float, over: str) -> bool:
        """Whether a text with this share of the question's words can be such an answer.

        ``over``: what stands over it.
        """
        if self._measure is not None:
            return self._measure.in_text(text, over)
        if self._unit is not None and self._unit.unit is not None and own >= _OF_THAT:
            return can_answer(text, Expected.DURATION, self._numbers)
        return can_answer(text, self._expected, self._numbers, self._unit)

    def looks(self, segment: Segment, *, fits: bool) -> bool:
        """Whether what fits or does not looks like one."""
        match self._expected:
            case Expected.WAY:
                # What to type in code tells how, more than what never to do.
                return segment.form in {Form.STEP, Form.CODE} or "`" in segment.text
            case Expected.CHOICE:
                return segment.form is Form.ROW
            case Expected.YES_NO | Expected.ANYTHING:
                return False
            case _:
                return fits


def precedence(one: Candidate) -> tuple[bool, bool, float, tuple[int, int]]:
    """Sorts candidates, the best first; equal ones as they stand."""
    return not one.fits, one.identified is False, -one.score, one.where


def _of_passage(
    place: int,
    evidence: Evidence,
    highest: float,
    covered: PassageCoverage,
    naming: Naming,
    sort: _Sort,
) -> Iterator[Candidate]:
    """What a passage has; a field of another one's record cannot answer.

    ``highest``: the score of the best passage.
    """
    identified = naming.identified.get(evidence.document.id)
    strange = evidence.document.id in naming.strange
    found = _WEIGHT_NEARNESS * _nearness(evidence) + _WEIGHT_PASSAGE * evidence.score / highest
    over = " ".join((evidence.document.title, *evidence.heading))
    for segment in evidence.segments:
        told, of_another = covered.of(segment), segment.value is not None and strange
        fits = not of_another and sort.fits(segment.text, told.own, f"{over} {segment.heading}")
        score = found + _WEIGHT_WORDS * told.covered + _WEIGHT_COMMON * told.common
        score += _WEIGHT_SORT * sort.looks(segment, fits=fits)
        yield Candidate(
            place,
            segment,
            told.stems,
            covered=told.covered,
            own=told.own,
            common=told.common,
            columns=told.columns,
            unnamed=covered.unnamed,
            says=told.says,
            fits=fits,
            identified=identified,
            strange=strange,
            cosine=evidence.cosine,
            score=score if told.says else _ECHO * score,
        )


def _nearness(evidence: Evidence) -> float:
    """The cosine of a passage as 0 to 1; 0 where only words found it."""
    if evidence.cosine is None:
        return 0.0
    return min(1.0, max(0.0, (evidence.cosine - _COSINE_FLOOR) / _COSINE_SPAN))
