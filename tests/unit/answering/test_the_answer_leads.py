"""A reply begins with the sentence that answers, if that can be read by itself."""

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.quoting.leading import leading
from chains.answering.quoting.scoring import Candidate


def said(
    text: str,
    place: int,
    *,
    passage: int = 0,
    form: Form = Form.PROSE,
    headed: bool = False,
    score: float = 1.0,
) -> Candidate:
    segment = Segment(text, form, place)
    return Candidate(passage, segment, frozenset(), 1.0, headed=headed, score=score)


BEFORE = said("Rooms are booked.", 0, score=0.95)
AFTER = said("It has 24 seats.", 2)
ELSEWHERE = said("Lunde has one room.", 0, passage=1)


def led(text: str, **more: bool) -> list[str]:
    best = said(text, 1, **more)
    chosen = leading(best, (BEFORE, best, AFTER, ELSEWHERE))
    return [one.segment.text for one in chosen]


def test_what_follows_the_best_stays_behind_it_and_what_is_before_comes_after() -> None:
    best = "The largest room is Deich."
    assert led(best) == [best, AFTER.segment.text, BEFORE.segment.text, ELSEWHERE.segment.text]


def test_a_rule_that_is_as_good_stays_before_its_exception() -> None:
    rule, exception = said("It is 420 euros.", 0, score=0.99), said("A night adds 60.", 1)
    assert leading(exception, (rule, exception)) == (rule, exception)


@pytest.mark.parametrize(
    "text",
    [
        "It is Deich.",
        "They hold 24.",
        "But the largest is Deich.",
        "No key is needed for it.",
        "Dort gibt es 24 Plätze.",
        "Elle a 24 places.",
    ],
)
def test_what_leans_on_a_sentence_before_it_stays_behind_that(text: str) -> None:
    assert led(text) == [one.segment.text for one in (BEFORE, said(text, 1), AFTER, ELSEWHERE)]


def test_beneath_a_heading_that_is_asked_for_and_in_lists_the_order_stays() -> None:
    assert led("The largest room is Deich.", headed=True)[0] == BEFORE.segment.text
    best, step = said("Take a key.", 1), said("Go in.", 2, form=Form.STEP)
    assert leading(best, (BEFORE, best, step)) == (BEFORE, best, step)
