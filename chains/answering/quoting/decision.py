"""Knowing when not to answer: from raw similarity, coverage of words and support by a sentence."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum

from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import unheard_of
from chains.answering.questions.expectation import BRIEF, IN_NUMBERS, Expected, expected_of
from chains.answering.quoting.extractive import Selection
from chains.answering.quoting.scoring import ALL, Candidate
from chains.triage.keyword_query import is_keyword_query


class Verdict(Enum):
    """What the evidence is good for."""

    ANSWER = "answer"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Signals:
    """What the decision rests on: all but ``length`` about 0 to 1, none fused by rank or pool.

    ``cosine``: the raw similarity of the best sentence's passage, the least of all where only words
    found it. ``lead``: how far the most similar passage is above the tenth. ``covered``: the share
    of the question's words, weighted by rarity, around the best sentence. ``common``: the share of
    all words of that sentence and the question that both have. ``length``: of the question, the
    logarithm of its words. ``identified``: 1 where the best sentence's document names the
    identifier asked for. ``headed``: 1 where its section is headed by what the question asks.
    """

    cosine: float
    lead: float
    covered: float
    common: float
    length: float
    identified: float = 0.0
    headed: float = 0.0


NEUTRAL_LEAD = 0.09
"""The lead where fewer than ten passages were found: between those of what is answered, 0.11, and
of what is not, 0.06."""
FACTS = BRIEF - {Expected.YES_NO}
"""What is asked for by these is one number, name or place, and any other looks like it."""
_OF_A_NAME = IN_NUMBERS | {Expected.PERSON}
"""What of something that has a name a document without that name does not tell: of five answers so
given to four handbooks' questions all were wrong."""
_TENTH = 9
_FEWEST_WORDS, _MOST_WORDS = 6, 16
"""Between these the length of a question counts. One sentence holds fewer of many words, so that
the other signals tell more of a long question; of two words no less is believed than of six."""


@dataclass(frozen=True)
class Thresholds:
    """A logistic model over the signals, and the two probabilities that part its verdicts.

    Fitted as docs/decisions/0004-when-not-to-answer.md tells.
    """

    bias: float = -9.13
    cosine: float = 7.64
    lead: float = 12.57
    covered: float = 1.28
    common: float = 1.43
    length: float = 0.81
    identified: float = 2.0
    headed: float = 2.0
    answer: float = 0.35
    unsure: float = 0.24
    unnamed: float = 0.5
    """Share of the thing asked for that may go unnamed in an answer's passage, less than this."""
    keywords: float = 0.5
    fact: float = 0.3
    sure: float = 0.6
    """Keywords of which less than that share stands around the best sentence are answered only from
    this probability: of 600 headings that are answered rightly none is less, of 340 wrongly 37. So
    is a question for one fact: any number is an amount. Of 11 wrong answers it takes 7."""

    def confidence(self, signals: Signals) -> float:
        """The probability that the evidence answers."""
        weighted = self.bias + sum(
            getattr(self, one.name) * getattr(signals, one.name) for one in fields(signals)
        )
        return 1 / (1 + math.exp(-weighted))


def signals_of(question: str, best: Candidate, evidence: Sequence[Evidence]) -> Signals:
    """The signals of a question, of its best sentence and of all that was found."""
    cosines = sorted((one.cosine for one in evidence if one.cosine is not None), reverse=True)
    least = cosines[-1] if cosines else 0.0
    words = min(max(len(question.split()), _FEWEST_WORDS), _MOST_WORDS)
    return Signals(
        cosine=least if best.cosine is None else best.cosine,
        lead=cosines[0] - cosines[_TENTH] if len(cosines) > _TENTH else NEUTRAL_LEAD,
        covered=best.covered,
        common=best.common,
        length=math.log(words),
        identified=float(best.identified is True),
        headed=float(best.headed),
    )


def judge(
    question: str, selection: Selection, evidence: Sequence[Evidence], thresholds: Thresholds
) -> tuple[Verdict, float]:
    """Whether to answer, and with what confidence (0 to 1).

    A sentence that is not the sort of answer asked for, or stands in a passage that does not name
    the thing asked for, or in a document that does not name its identifier, answers with no
    confidence whatever. Where a name in the question stands in nothing that was found, nothing is
    certain; what is near is then shown only if it would have answered without that name. A sentence
    that has all words of the question is near, however unlike its passage is; one that has none, in
    it or over it, is no more than near. Of keywords each was written to be found, and a number or a
    name answers only what is asked of it: where few words are found, an answer must be surer.
    """
    best = selection.best
    if best is None:
        return Verdict.NOTHING, 0.0
    confidence = thresholds.confidence(signals_of(question, best, evidence))
    leads = best.fits and best.unnamed < thresholds.unnamed and best.identified is not False
    leads = leads and best.covered > 0
    unheard, expected = bool(unheard_of(question, evidence)), expected_of(question)
    if not unheard and best.strange and expected in _OF_A_NAME:
        leads = False
    few = best.covered < _least(question, expected, thresholds) or _has_none(expected, best)
    if leads and confidence >= (thresholds.sure if few else thresholds.answer):
        return (Verdict.UNSURE if unheard else Verdict.ANSWER), confidence
    # Of one word or two no passage is very like: what has all of them is near all the same.
    has_all = best.fits and best.own >= ALL
    near = (confidence >= thresholds.unsure or has_all) and not unheard
    return (Verdict.UNSURE if near else Verdict.NOTHING), confidence


def _has_none(expected: Expected, best: Candidate) -> bool:
    """Whether a number or a name is asked for, and the sentence itself has no word of that."""
    return expected in FACTS and not best.headed and not best.own


def _least(question: str, expected: Expected, thresholds: Thresholds) -> float:
    """The share of the question's words from which an answer need not be surer."""
    if is_keyword_query(question):
        return thresholds.keywords
    return thresholds.fact if expected in FACTS else 0.0
