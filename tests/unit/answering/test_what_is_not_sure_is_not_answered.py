"""What may look like an answer and is none is shown as near at most."""

from dataclasses import replace

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.quoting.decision import Thresholds, Verdict, judge
from chains.answering.quoting.extractive import Selection
from chains.answering.quoting.scoring import Candidate


@pytest.mark.parametrize(
    ("fits", "unnamed", "verdict"),
    [
        (True, 0.0, Verdict.ANSWER),
        (False, 0.0, Verdict.UNSURE),
        (True, 1.0, Verdict.UNSURE),
    ],
)
def test_what_cannot_be_the_answer_is_never_given_as_one(
    fits: bool,
    unnamed: float,
    verdict: Verdict,
) -> None:
    segment = Segment("The gate is made of steel.", Form.PROSE, 0)
    best = Candidate(0, segment, frozenset(), 1.0, unnamed=unnamed, fits=fits, score=1.0)
    sure = Thresholds(bias=9.0)
    assert judge("How many?", Selection((best,), (best,)), (), sure)[0] is verdict


@pytest.mark.parametrize(
    ("question", "covered", "own", "verdict"),
    [
        ("crane licence", 0.4, 0.0, Verdict.UNSURE),
        ("crane licence", 0.6, 0.0, Verdict.ANSWER),
        ("who has a crane licence?", 0.4, 0.4, Verdict.ANSWER),
        ("who has a crane licence?", 0.2, 0.2, Verdict.UNSURE),
        ("who has a crane licence?", 0.4, 0.0, Verdict.UNSURE),
        ("is there a crane licence?", 0.2, 0.0, Verdict.ANSWER),
    ],
)
def test_where_few_words_are_found_an_answer_must_be_surer(
    question: str, covered: float, own: float, verdict: Verdict
) -> None:
    segment = Segment("It is Ida's.", Form.PROSE, 0)
    best = Candidate(0, segment, frozenset(), covered, own=own, score=1.0)
    found = Selection((best,), (best,))
    likely = Thresholds(bias=0.0, cosine=0.0, lead=0.0, covered=0.0, common=0.0, length=0.0)
    assert judge(question, found, (), likely)[0] is verdict
    nothing = best._replace(covered=0.0)
    none = Selection((nothing,), (nothing,))
    assert judge(question, none, (), likely)[0] is Verdict.UNSURE
    certain = replace(likely, bias=3.0)
    assert judge(question, found, (), certain)[0] is Verdict.ANSWER
