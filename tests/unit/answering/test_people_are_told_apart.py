"""What holds for guests does not answer what is asked for employees."""

from uuid import UUID

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.people import of_the_people_asked
from chains.answering.quoting.scoring import Candidate

GUESTS = ("Guests", "The password is on the card.")
EMPLOYEES = ("Leave", "Every employee gets 30 days of leave.")
ALL = ("Leave", "Leave is asked for in the time sheet.")
ONLY = ("Leave", "Leave is for employees only.")
DE = ("Urlaub", "Beschäftigte haben 30 Tage.")


def fitting(question: str, *said: tuple[str, str]) -> list[bool]:
    """Whether each sentence, given with the heading over it, may answer; best first."""
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "p", "Rules", "https://d/p", "p")
    evidence = [Evidence(facts, text, (heading,)) for heading, text in said]
    candidates = [
        Candidate(place, Segment(text, Form.PROSE, 0), frozenset(), 1.0, score=1.0 - place / 10)
        for place, (_, text) in enumerate(said)
    ]
    return [one.fits for one in of_the_people_asked(question, candidates, evidence)]


@pytest.mark.parametrize(
    ("question", "said", "fits"),
    [
        ("wifi password for employees", (GUESTS, ALL), [False, False]),
        ("wifi password for guests", (GUESTS, ALL), [True, True]),
        ("do contractors get leave", (EMPLOYEES, ALL), [False, False]),
        ("do contractors get leave", (ALL, EMPLOYEES), [True, True]),
        ("do contractors get leave", (ONLY,), [True]),
        ("how do employees let guests in", (GUESTS,), [True]),
        ("how much leave is there", (EMPLOYEES,), [True]),
        ("Wie viel Urlaub haben Praktikanten?", (DE,), [False]),
        ("do contractors get leave", (), []),
    ],
)
def test_where_others_would_lead_nothing_answers(
    question: str, said: tuple[tuple[str, str], ...], fits: list[bool]
) -> None:
    assert fitting(question, *said) == fits
