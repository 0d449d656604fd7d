"""How deep, heavy or long a thing is is told by a measure of that sort, and of that thing."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.dimensions import measure_asked
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer


def fitting(question: str, text: str, *, title: str = "Rules") -> list[str]:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "p", title, "https://d/p", "p")
    found = Extractive(Scorer()).select(question, (Evidence(facts, text, cosine=0.8, score=1.0),))
    return [one.segment.text for one in found.ranked if one.fits]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How deep can a crane reach?", "A crane reaches 60 m down."),
        ("What is the maximum depth of the dock?", "The dock has 12.5 metres of water."),
        ("how wide is the gate", "The gate measures three metres."),
        ("How heavy is a crane?", "A crane has 80 tonnes."),
        ("How much does a crane weigh?", "A crane weighs 80 t, all told."),
        ("How fast is a crane?", "A crane moves at 3 metres a second."),
        ("How fast can a ferry go?", "A ferry makes 14 knots."),
        ("Wie tief ist das Dock?", "Das Dock hat 12 Meter Wasser."),
        ("Wie schwer ist ein Kran?", "Ein Kran hat 80 Tonnen."),
        ("Quelle est la profondeur du bassin ?", "Le bassin a 12 mètres."),
        ("¿Cuánto pesa una grúa?", "Una grúa pesa 80 kg."),
        ("Qual é a profundidade da doca?", "A doca tem 12 metros."),
    ],
)
def test_only_a_measure_answers(question: str, text: str) -> None:
    measure = measure_asked(question, ())
    assert measure is not None
    assert measure.in_text(text)
    assert not measure.in_text(text.split(" ", 2)[1] + " 900 €.")
    assert not measure.in_text("12 metres, 80 kg")


def test_another_number_does_not_fit() -> None:
    text = "A crane lifts for 900 euros. A crane has 80 tonnes."
    assert fitting("How heavy is a crane?", text) == ["A crane has 80 tonnes."]


def test_a_column_may_name_the_unit() -> None:
    measure = measure_asked("How deep is the dock?", ())
    assert measure is not None
    assert measure.in_text("Dock: 4\nDepth (m): 12")
    assert not measure.in_text("Dock: 4\nDepth (EUR): 12")


@pytest.mark.parametrize(("title", "fits"), [("Rules", False), ("Cranes", True)])
def test_it_is_of_that_very_thing(title: str, fits: bool) -> None:
    assert bool(fitting("How heavy is a crane?", "It weighs 80 tonnes.", title=title)) == fits


RENT = "The rent of a Dunlin is 900 euros a month, with at least two months."


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        # A length is told somewhere, so one is asked for.
        ("how long is a dunlin", f"{RENT} A dunlin is 1.2 m long.", ["A dunlin is 1.2 m long."]),
        # What has a name has a length, unless something lasts.
        ("How long is a Dunlin?", RENT, []),
        ("How long is a Dunlin?", "A Dunlin lasts two months.", ["A Dunlin lasts two months."]),
        ("How long is a shift?", "A shift is eight hours.", ["A shift is eight hours."]),
        (
            "How long must a password be?",
            "A password is 14 characters long. A password is asked for each hour.",
            ["A password is 14 characters long."],
        ),
    ],
)
def test_how_long_is_a_length_or_a_time(question: str, text: str, fits: list[str]) -> None:
    assert fitting(question, text) == fits


@pytest.mark.parametrize(
    "question",
    [
        "How far ahead do I ask?",
        "How high is the fee?",
        "How much is a crane?",
        "How fast do you answer?",
    ],
)
def test_what_asks_for_no_measure(question: str) -> None:
    assert measure_asked(question, ()) is None
