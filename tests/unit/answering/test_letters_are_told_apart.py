"""Supplier B is not supplier A, however alike what is written of them."""

from uuid import UUID

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.lettered import of_the_letter_asked
from chains.answering.quoting.scoring import Candidate


def fitting(question: str, *said: tuple[str, str]) -> list[bool]:
    """Whether each sentence, given with the heading over it, may answer."""
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "p", "Ropes", "https://d/p", "p")
    evidence = [Evidence(facts, text, (heading,)) for heading, text in said]
    candidates = [
        Candidate(place, Segment(text, Form.PROSE, 0), frozenset(), 1.0)
        for place, (_, text) in enumerate(said)
    ]
    return [one.fits for one in of_the_letter_asked(question, candidates, evidence)]


A, B = ("Supplier A, Karsund", "Rope takes 9 weeks."), ("Supplier B, Lunde", "It takes 6 weeks.")
OF_A = ("Overview", "The lead time of supplier A is 9 weeks.")


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("lead time of supplier b", [False, True, False]),
        ("how long does Supplier B take?", [False, True, False]),
        ("what does supplier A cost", [True, False, True]),
        ("do suppliers A and B deliver", [True, True, True]),
        ("what about supplier C", [False, False, False]),
        ("does the supplier send ropes", [True, True, True]),
        ("is supplier a good choice of words", [True, True, True]),
        ("can i order rope", [True, True, True]),
        ("what takes a week", [True, True, True]),
    ],
)
def test_what_is_of_another_letter_does_not_answer(question: str, fits: list[bool]) -> None:
    assert fitting(question, A, B, OF_A) == fits


def test_what_names_several_holds_for_each() -> None:
    both = ("Overview", "Suppliers A and B deliver on Friday.")
    assert fitting("when does supplier B deliver", both) == [True]


def test_what_a_sentence_names_comes_before_its_heading() -> None:
    said = ("Supplier A", "Supplier B is cheaper.")
    assert fitting("is supplier B cheap", said) == [True]
