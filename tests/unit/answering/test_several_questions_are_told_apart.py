"""Several questions in one message, and what is not one of its own."""

from uuid import UUID

import pytest

from chains.answering.cutting import Segment
from chains.answering.decision import Verdict
from chains.answering.draft import reply_of
from chains.answering.evidence import DocumentFacts, Evidence
from chains.answering.extractive import Selection
from chains.answering.finding import Finding, together
from chains.answering.outcome import Answer, Form, NotFound
from chains.answering.scoring import Candidate
from chains.answering.several import parts_of


@pytest.mark.parametrize(
    "parts",
    [
        ("how many days of leave do I get", "when is payday?"),
        ("When is payday?", "How many days of leave do I get?"),
        ("Where is the wifi password", "who do I call about badges?"),
        ("When is payday", "is there a canteen in Lyon?"),
        ("When is payday", "when do I get my badge?"),
    ],
)
def test_questions_that_stand_by_themselves_are_parted(parts: tuple[str, str]) -> None:
    joint = " " if "?" in parts[0] else " and "
    assert parts_of(joint.join(parts)) == parts


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Wie viele Urlaubstage habe ich und wann ist Zahltag?", 2),
        ("Combien de jours de congé ai-je et quand est la paie ?", 2),
        ("¿Cuántos días de vacaciones tengo y cuándo es el día de pago?", 2),
        ("Hi!\nWhen is payday?\nWhere is the canteen?\nWho is the fire warden?", 3),
    ],
)
def test_they_are_parted_in_other_languages_and_lines(message: str, parts: int) -> None:
    assert len(parts_of(message)) == parts


@pytest.mark.parametrize(
    "message",
    [
        "What is the lead time of supplier A and how do I order them?",
        "What is the travel policy and who approves?",
        "What is the referral bonus and what is the deadline?",
        "I lost my laptop. What do I do?",
        "Hi! How do I book a trip?",
        "What are search and rescue rules and regulations?",
        "Who is Ana and what does she do for them?",
        "How do we handle what we know and what customers ask?",
        "who approves it? (How many vacation days do employees get)",
        "When is payday? Where is the canteen? Who is Ana? When is the fair?",
        "",
    ],
)
def test_what_needs_the_question_before_it_stays_with_it(message: str) -> None:
    assert parts_of(message) == (message,)


def finding(number: int, verdict: Verdict, passages: int = 10) -> Finding:
    facts = DocumentFacts(
        UUID(int=number), UUID(int=9), "d", "D", f"https://d.example/{number}", "d"
    )
    evidence = tuple(
        Evidence(facts, f"{number} {place}", ordinal=place) for place in range(passages)
    )
    ranked = tuple(
        Candidate(place, Segment(f"It says {number} {place}.", Form.PROSE, 0), frozenset(), 1.0)
        for place in (passages - 1, 0)
    )
    return Finding(evidence, Selection(ranked[:1], ranked), verdict, number / 10)


def test_what_was_found_for_each_is_one_finding() -> None:
    both = (finding(1, Verdict.ANSWER), finding(2, Verdict.ANSWER))
    found = together(("When?", "Where?"), both)
    assert (found.verdict, found.confidence) == (Verdict.ANSWER, 0.1)
    assert len(found.evidence) == 12
    for draft in (found.selection.draft(), found.selection.brief().draft()):
        assert [one.text for one in draft] == ["It says 1 9.", "It says 2 9."]
        assert [found.evidence[one.passages[0]].text for one in draft] == ["1 9", "2 9"]


def test_the_same_passage_counts_once() -> None:
    same = finding(1, Verdict.ANSWER, passages=2)
    found = together(("When?", "Where?"), (same, same))
    assert len(found.evidence) == 2
    assert len(found.selection.draft()) == 1


def test_what_nothing_is_left_of_is_named() -> None:
    parts = ("When is it?", "Where is it?")
    found = together(parts, (finding(1, Verdict.ANSWER), finding(2, Verdict.UNSURE)))
    reply = reply_of(found.selection.draft(), found.evidence)
    assert reply is not None
    assert found.with_missing(Answer(reply)) == Answer(reply, missing=("Where is it",))
    assert found.with_missing(NotFound()) == NotFound()
    alone = finding(1, Verdict.ANSWER)
    assert alone.with_missing(Answer(reply)) == Answer(reply)
