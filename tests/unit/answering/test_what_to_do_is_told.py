"""Questions what to do are answered by what tells to do something."""

from uuid import UUID

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.expectation import Expected, expected_of, subject_of
from chains.answering.questions.occasions import asks_what_to_do
from chains.answering.quoting.deeds import deed_beside, deeds_first, steps_beside
from chains.answering.quoting.scoring import Candidate

ASKED = "What should I do when the winch is stuck?"
FACTS = DocumentFacts(UUID(int=1), UUID(int=2), "w.md", "Winch", "https://docs.example/w", "w")
OTHER = DocumentFacts(UUID(int=3), UUID(int=2), "x.md", "Crane", "https://docs.example/x", "w")


@pytest.mark.parametrize(
    "question",
    [
        ASKED,
        "what do I do if I lose my badge?",
        "What do we have to do before a dive?",
        "What should a new skipper do when the tide is late?",
        "What does a skipper have to do after a storm?",
        "what to do when is it too late",
        "What am I supposed to do in a fire?",
        "What has to be done once the crane stops?",
        "What are the steps when a boat sinks?",
        "What is the procedure for a leak?",
        "Was muss ich tun, wenn die Winde klemmt?",
        "Was tun bei Feuer?",
        "Que dois-je faire quand le treuil est bloqué ?",
        "¿Qué debo hacer si pierdo la tarjeta?",
        "O que devo fazer se perder o cartão?",
        "the winch is not working",
        "My badge doesn't open the gate",
        "winch broken",
        "I can't log in to the crane",
        "Die Winde geht heute nicht",
        "Le treuil ne marche plus",
        "El cabrestante no funciona",
        "O guincho não funciona",
    ],
)
def test_what_asks_for_a_deed_asks_for_the_way(question: str) -> None:
    assert asks_what_to_do(question)
    assert expected_of(question) is Expected.WAY
    assert subject_of(question).implied


@pytest.mark.parametrize(
    "question",
    [
        "What does the winch do?",
        "When should I do it?",
        "What happens when the winch is stuck?",
        "What do skippers earn when they start?",
        "Was ist eine Winde?",
        "Why is the winch not working?",
        "Is the winch broken?",
        "Tell me who to call when the winch is down",
        "Who do I call when the winch is stuck?",
    ],
)
def test_what_asks_for_something_else_does_not(question: str) -> None:
    assert not asks_what_to_do(question)


def candidate(
    text: str, form: Form = Form.PROSE, *, place: int = 0, passage: int = 0, group: int = 0
) -> Candidate:
    segment = Segment(text, form, place, group=group)
    return Candidate(passage, segment, frozenset(), 0.9, score=0.5)


@pytest.mark.parametrize(
    "text",
    [
        "Restart the winch once a minute.",
        "Never pull the rope by hand.",
        "Haul the rope in before anything else.",
        "If the motor is hot, wait for ten minutes.",
        "Please call the harbour at extension 12.",
        "Do not wait.",
        "Melden Sie den Schaden der Werft.",
        "Prévenez le port.",
    ],
)
def test_what_tells_to_do_something_gains(text: str) -> None:
    [told] = deeds_first(ASKED, [candidate(text)])
    assert told.score > 0.5
    assert deeds_first("When is the winch free?", [candidate(text)]) == (candidate(text),)


@pytest.mark.parametrize(
    "text",
    [
        "The winch was stuck at noon.",
        "Without the winch no boat leaves.",
        "Winches in the yard are new.",
        "Stopped the winch is safe.",
        "Alert: `winch-stuck`.",
        "Report: the winch was stuck.",
        "After 20 minutes the winch stops by itself.",
    ],
)
def test_what_tells_how_it_is_does_not(text: str) -> None:
    assert deeds_first(ASKED, [candidate(text)]) == (candidate(text),)


def test_steps_and_rows_that_tell_what_to_do_gain() -> None:
    row = candidate("Sign: it smokes\nWhat to do: out of the building", Form.ROW)
    fact = candidate("Sign: it smokes\nCause: the battery", Form.ROW)
    code = candidate("winch stop", Form.CODE)
    told = deeds_first(ASKED, [candidate("The rope is cut.", Form.STEP), row, fact, code])
    assert [one.score > 0.5 for one in told] == [True, True, False, False]


STEPS = [candidate(f"Step {place}.", Form.STEP, place=place, group=3) for place in (1, 2)]
BEST = candidate("Restart the winch.", passage=1)


def test_the_steps_of_the_same_document_stand_beside_it() -> None:
    evidence = (Evidence(FACTS, "a"), Evidence(FACTS, "b", ordinal=1))
    assert steps_beside(BEST, [*STEPS, BEST], evidence) == STEPS
    assert steps_beside(STEPS[0], [*STEPS, BEST], evidence) == []


def test_steps_of_another_document_or_about_something_else_do_not() -> None:
    evidence = (Evidence(OTHER, "a"), Evidence(FACTS, "b"))
    assert steps_beside(BEST, [*STEPS, BEST], evidence) == []
    apart = [Candidate(0, one.segment, frozenset(), 0.4, score=0.5) for one in STEPS]
    near = (Evidence(FACTS, "a"), Evidence(FACTS, "b", ordinal=1))
    assert steps_beside(BEST, [*apart, BEST], near) == []


def test_what_else_is_to_be_done_stands_beside_a_step() -> None:
    evidence = (Evidence(FACTS, "a"), Evidence(FACTS, "b", ordinal=1), Evidence(OTHER, "c"))
    whole = Candidate(1, BEST.segment, frozenset(), 1.0, score=0.45)
    assert deed_beside(STEPS[0], [*STEPS, whole], evidence) == [whole]
    assert deed_beside(whole, [whole, *STEPS], evidence) == []
    elsewhere = Candidate(2, BEST.segment, frozenset(), 1.0, score=0.45)
    fact = candidate("The winch was stuck at noon.", passage=1)
    for other in (elsewhere, fact, BEST):
        assert deed_beside(STEPS[0], [*STEPS, other], evidence) == []
