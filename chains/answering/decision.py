"""Knowing when not to answer: from raw similarity, coverage of words and support by a sentence."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from chains.answering.evidence import Evidence
from chains.answering.extractive import Selection


class Verdict(Enum):
    """What the evidence is good for."""

    ANSWER = "answer"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Signals:
    """What the decision rests on, each about 0 to 1 and none of it fused by rank or pool.

    ``cosine``: the best raw similarity of a passage. ``covered``: the share of the question's
    words, weighted by rarity, around the best sentence. ``support``: that sentence's score.
    ``identified``: 1 where that sentence's document names the identifier asked for.
    """

    cosine: float
    covered: float
    support: float
    identified: float = 0.0


@dataclass(frozen=True)
class Thresholds:
    """A logistic model over the signals, and the two probabilities that part its verdicts.

    Fitted as docs/decisions/0004-when-not-to-answer.md tells.
    """

    bias: float = -14.07
    cosine: float = 17.25
    covered: float = 1.22
    support: float = 0.92
    identified: float = 2.0
    answer: float = 0.31
    unsure: float = 0.20
    unnamed: float = 0.5
    """Share of the thing asked for that may go unnamed in an answer's passage, less than this."""

    def confidence(self, signals: Signals) -> float:
        """The probability that the evidence answers."""
        weighted = (
            self.bias
            + self.cosine * signals.cosine
            + self.covered * signals.covered
            + self.support * signals.support
            + self.identified * signals.identified
        )
        return 1 / (1 + math.exp(-weighted))


def signals_of(selection: Selection, evidence: Sequence[Evidence]) -> Signals:
    """The signals of a selection; without a candidate all of them are 0."""
    best = selection.best
    if best is None:
        return Signals(0.0, 0.0, 0.0)
    cosine = max((one.cosine for one in evidence if one.cosine is not None), default=0.0)
    return Signals(cosine, best.covered, best.score, float(best.identified is True))


def judge(
    selection: Selection, evidence: Sequence[Evidence], thresholds: Thresholds
) -> tuple[Verdict, float]:
    """Whether to answer, and with what confidence (0 to 1).

    A sentence that is not the sort of answer asked for, or stands in a passage that does not name
    the thing asked for, or in a document that does not name its identifier, answers with no
    confidence whatever.
    """
    if selection.best is None:
        return Verdict.NOTHING, 0.0
    confidence = thresholds.confidence(signals_of(selection, evidence))
    best = selection.best
    leads = best.fits and best.unnamed < thresholds.unnamed and best.identified is not False
    if leads and confidence >= thresholds.answer:
        return Verdict.ANSWER, confidence
    return (Verdict.UNSURE if confidence >= thresholds.unsure else Verdict.NOTHING), confidence
