"""What a follow-up brings in stands in the sentence that answers it, or over that."""

from uuid import UUID

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.continued import Continued
from chains.answering.quoting.scoring import Candidate

ASKED = "How much is the berth allowance for pilots in Karsund"


def fits(text: str, brought: str, heading: str = "", title: str = "Rules") -> bool:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "r.md", title, "https://docs.example/r", "r")
    evidence = Evidence(facts, text, (heading,) if heading else ())
    candidate = Candidate(0, Segment(text, Form.PROSE, 0), frozenset(), 1.0)
    question = f"{ASKED} {brought}?" if brought else f"{ASKED}?"
    [told] = Continued().told(question, brought, [candidate], [evidence])
    return told.fits


@pytest.mark.parametrize("brought", ["cooks", "Cook", ""])
def test_the_word_stands_in_the_sentence(brought: str) -> None:
    assert fits("The berth allowance of a cook in Karsund is 40 euros.", brought)


@pytest.mark.parametrize("over", ["Berth allowance of cooks in Karsund", "Cooks: berth allowance"])
def test_the_word_stands_over_the_sentence(over: str) -> None:
    assert fits("In Karsund it is 40 euros.", "cooks", heading=over)
    assert fits("In Karsund it is 40 euros.", "cooks", title=over)


@pytest.mark.parametrize(
    "text",
    [
        "The berth allowance for pilots in Karsund is 40 euros.",
        "Cooks get 30 euros for their knives.",
    ],
)
def test_what_is_of_others_or_of_something_else_does_not(text: str) -> None:
    assert not fits(text, "cooks")


def test_a_word_that_says_nearly_the_same_counts() -> None:
    text = "The berth allowance of contractors in Karsund is 40 euros."
    assert fits(text, "freelancers")
    assert not fits("Your contract tells the berth allowance for Karsund.", "contractors")


def test_of_three_words_two_are_enough() -> None:
    text = "The berth allowance of galley cooks in Karsund is 40 euros."
    assert fits(text, "junior galley cooks")
    assert not fits(text, "junior deck cooks")


def test_what_was_asked_before_may_be_said_in_other_words() -> None:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "r.md", "Bands", "https://docs.example/r", "r")
    for text, answers in {
        "The salary of a deck cook is 40,000 euros.": True,
        "A deck cook gets up at five.": False,
    }.items():
        one = Candidate(0, Segment(text, Form.PROSE, 0), frozenset(), 1.0)
        asked = "What does a deck cook earn?"
        [told] = Continued().told(asked, "deck cook", [one], [Evidence(facts, text)])
        assert told.fits is answers
