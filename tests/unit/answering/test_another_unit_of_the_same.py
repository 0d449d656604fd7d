"""How many days there are is told in weeks, too, by what tells of that very thing."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer

FACTS = DocumentFacts(UUID(int=1), UUID(int=2), "leave.md", "Leave", "https://docs.example/l", "l")
LEAVE = "Parental leave in the yard lasts 16 weeks. Ask for it. The yard is closed for 3 days."


@pytest.mark.parametrize(
    ("question", "text", "best"),
    [
        ("How many days of parental leave does the yard give?", LEAVE, "Parental leave"),
        ("How many weeks is the yard closed?", LEAVE, "The yard is closed"),
        # Weeks of something else are no days of this.
        (
            "How many days of parental leave does the yard give?",
            "The course lasts 2 weeks. Parental leave of 90 days is given.",
            "Parental leave of 90",
        ),
        ("How many people work in the yard?", "Parental leave in the yard lasts 16 weeks.", ""),
    ],
)
def test_the_unit_may_be_another_of_time(question: str, text: str, best: str) -> None:
    evidence = (Evidence(FACTS, text, cosine=0.8, score=1.0),)
    found = Extractive(Scorer()).select(question, evidence)
    fitting = [one.segment.text for one in found.ranked if one.fits]
    assert (fitting or [""])[0].startswith(best)
    assert bool(fitting) == bool(best)


def test_a_number_may_be_any_in_words() -> None:
    for number in ("nineteen", "seventeen", "eighty"):
        evidence = (Evidence(FACTS, f"The yard met with all {number} people.", score=1.0),)
        asked = "How many people met in the yard?"
        found = Extractive(Scorer()).select(asked, evidence)
        assert found.ranked[0].fits
