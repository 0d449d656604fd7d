"""Several questions in one message, and what is not one of its own."""

from dataclasses import replace
from uuid import UUID

import pytest

from chains.answering.drafts.draft import reply_of
from chains.answering.finding import Finding, together
from chains.answering.outcome import Answer, Form, NotFound
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.several import MOST_PARTS, Part, begins_anew, parts_of
from chains.answering.questions.words import telling_words
from chains.answering.quoting.decision import Verdict
from chains.answering.quoting.extractive import Selection
from chains.answering.quoting.scoring import Candidate


@pytest.mark.parametrize(
    "parts",
    [
        ("how many days of leave do I get", "when is payday?"),
        ("When is payday?", "How many days of leave do I get?"),
        ("Where is the wifi password", "who do I call about badges?"),
        ("When is payday", "is there a canteen in Lyon?"),
        ("When is payday", "when do I get my badge?"),
        ("Who is the harbour master?", "How long is the warranty?"),
        ("How long is the warranty?", "What is SEV1?"),
        ("When is payday", "who is HR?"),
        ("whats the mooring fee", "whens payday"),
        ("Hi! when is payday", "how many days of leave do I get"),
    ],
)
def test_questions_that_stand_by_themselves_are_parted(parts: tuple[str, str]) -> None:
    joint = " " if "?" in parts[0] else " and "
    assert parts_of(joint.join(parts)) == tuple(Part(one, one) for one in parts)


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Wie viele Urlaubstage habe ich und wann ist Zahltag?", 2),
        ("Combien de jours de congé ai-je et quand est la paie ?", 2),
        ("¿Cuántos días de vacaciones tengo y cuándo es el día de pago?", 2),
        ("Hi!\nWhen is payday?\nWhere is the canteen?\nWho is the fire warden?", 3),
        ("When is payday? Where is the canteen? Who is Ana? When is the fair?", 4),
        ("Two things:\n1) When is payday?\n2) Where is the canteen?\nThanks!", 2),
        ("- When is payday\n- Where is the canteen\n* Who is the fire warden", 3),
        ("\n".join(f"{one}. When is payday in plant {one}?" for one in range(1, 15)), 14),
        ("What is the tide table, where is the crane, and when is payday?", 3),
        ("Do we have a piano? Is there parking? And are there exceptions?", 3),
        ("Avons-nous une cantine ? Y a-t-il un parking ?", 2),
        ("How many days may I moor and from which piers and when is the crane free?", 2),
        ("What is the tide table and what skippers say and who may sail?", 2),
        ("I need two things: when is payday and where is the canteen?", 2),
        ("Could you tell me when payday is and how I report a lost badge?", 2),
        ("Do you know where the canteen is, and when is payday?", 2),
        ("how many days of leave do I get, what's the mooring fee", 2),
    ],
)
def test_they_are_parted_in_other_languages_and_lines(message: str, parts: int) -> None:
    assert len(parts_of(message)) == parts


@pytest.mark.parametrize(
    ("first", "then", "brought"),
    [
        ("What is the lead time of supplier A", "how do I order them?", "order"),
        ("What is the travel policy", "who approves?", "approves"),
        ("What is the mooring fee", "what is the deadline?", ""),
        ("What is the harbour pass", "who do I ask?", "ask"),
        ("How do I book the crane", "how long does that take?", ""),
        ("Where do I hand in the badge", "does it expire?", "expire"),
        ("Can I moor in Karsund at night", "for how long?", ""),
        ("How do I renew the harbour pass", "by when?", ""),
        ("Wie viele Urlaubstage habe ich", "wer genehmigt das?", "genehmigt"),
        ("Combien de jours de congé ai-je", "qui les approuve ?", "approuve"),
        ("¿Cuántos días de vacaciones tengo", "quién los aprueba?", "aprueba"),
    ],
)
def test_one_that_leans_on_the_question_before_it_keeps_that(
    first: str, then: str, brought: str
) -> None:
    for joint in (" and ", ", and then ", "?\n"):
        assert parts_of(f"{first}{joint}{then}") == (
            Part(f"{first}?" if "?" in joint else first, f"{first}?" if "?" in joint else first),
            Part(then, f"{then} ({first})", brought),
        )


def test_several_may_lean_on_the_same() -> None:
    parts = parts_of("How do I book the crane? Who pays for it? And when is it due?")
    assert [one.sought for one in parts[1:]] == [
        "Who pays for it? (How do I book the crane)",
        "And when is it due? (How do I book the crane)",
    ]


def test_those_of_a_follow_up_lean_on_the_question_it_follows() -> None:
    earlier = "What is the mooring fee"
    assert parts_of(f"who approves it? ({earlier})") == (
        Part("who approves it?", f"who approves it? ({earlier})", "approves"),
    )
    two = parts_of(f"who approves it and how long does that take? ({earlier})")
    assert [one.sought for one in two] == [
        f"who approves it ({earlier})",
        f"how long does that take? ({earlier})",
    ]


@pytest.mark.parametrize(
    "message",
    [
        "I lost my laptop. What do I do?",
        "Hi! How do I book a trip?",
        "What are search and rescue rules and regulations?",
        "How do we handle what we know and what customers ask?",
        "If I travel, who pays and who books?",
        "Who approves it and when?",
        "When is payday? (I work in Lyon)",
        "I read the policy.\nIt is long.\nWhen is payday?",
        "",
    ],
)
def test_what_is_not_surely_several_questions_is_one(message: str) -> None:
    assert parts_of(message) == (Part(message, message),)
    assert not begins_anew(message)


def test_only_what_begins_with_a_question_of_its_own_begins_anew() -> None:
    assert begins_anew("What is the mooring fee and who approves it?")
    assert not begins_anew("who approves it and who pays for it?")
    assert not begins_anew("who approves it and who pays for it? (What is the mooring fee)")


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


TWO = (Part("When?", "When?"), Part("Where?", "Where?"))


def test_what_was_found_for_each_is_one_finding() -> None:
    both = (finding(1, Verdict.ANSWER), finding(2, Verdict.ANSWER))
    found = together(TWO, both)
    assert (found.verdict, found.confidence) == (Verdict.ANSWER, 0.1)
    assert len(found.evidence) == 12
    for draft in (found.selection.draft(), found.selection.brief().draft()):
        assert [one.text for one in draft] == ["It says 1 9.", "It says 2 9."]
        assert [found.evidence[one.passages[0]].text for one in draft] == ["1 9", "2 9"]


def test_the_same_passage_counts_once() -> None:
    same = finding(1, Verdict.ANSWER, passages=2)
    found = together(TWO, (same, same))
    assert len(found.evidence) == 2
    assert len(found.selection.draft()) == 1


def test_what_nothing_is_left_of_is_named() -> None:
    parts = (Part("When is it?", "When is it?"), Part("Where is it?", "Where is it?"))
    found = together(parts, (finding(1, Verdict.ANSWER), finding(2, Verdict.UNSURE)))
    reply = reply_of(found.selection.draft(), found.evidence)
    assert reply is not None
    assert found.with_missing(Answer(reply)) == Answer(reply, missing=("Where is it",))
    assert found.with_missing(NotFound()) == NotFound()
    alone = finding(1, Verdict.ANSWER)
    assert alone.with_missing(Answer(reply)) == Answer(reply)
    assert found.with_missing(Answer(reply), by_model=True) == Answer(reply)


def test_each_of_many_is_answered_in_short_below_its_words() -> None:
    numbers = range(1, MOST_PARTS + 1)
    parts = tuple(Part(f"What of {one}?", f"What of {one}?") for one in numbers)
    each = [finding(one, Verdict.ANSWER if one % 4 else Verdict.NOTHING) for one in numbers]
    found = together(parts, each)
    draft = found.selection.draft()
    assert [one.asked for one in draft] == [f"What of {one}?" for one in numbers if one % 4]
    assert [one.text for one in draft] == [f"It says {one} 9." for one in numbers if one % 4]
    assert len(found.evidence) == len(draft)
    reply = reply_of(draft, found.evidence)
    assert reply is not None
    told = replace(found, left=3).with_missing(Answer(reply))
    assert isinstance(told, Answer)
    assert (told.missing, told.left) == (("What of 4", "What of 8", "What of 12"), 3)


def test_of_many_what_answers_two_is_said_to_both() -> None:
    same = finding(1, Verdict.ANSWER, passages=2)
    draft = together((*TWO, *TWO), (same,) * 4).selection.draft()
    assert [one.asked for one in draft] == ["When?", "Where?"] * 2
    assert {one.text for one in draft} == {"It says 1 1."}


def test_what_is_compared_stands_below_its_words() -> None:
    sides = tuple(Part(one, one, is_side=True) for one in ("pumps", "cranes"))
    both = (finding(1, Verdict.ANSWER), finding(2, Verdict.ANSWER))
    draft = together(sides, both).selection.draft()
    assert [one.asked for one in draft] == ["pumps", "cranes"]


@pytest.mark.parametrize(("form", "length", "kept"), [
    (Form.PROSE, 20, 1), (Form.STEP, 20, 5), (Form.STEP, 200, 2), (Form.STEP, 900, 1),
])  # fmt: skip
def test_what_is_short_is_to_the_point(form: Form, length: int, kept: int) -> None:
    chosen = tuple(
        Candidate(0, Segment(f"{place} {'x' * length}", form, place), frozenset(), 1.0)
        for place in range(8)
    )
    elsewhere = Candidate(1, Segment("Elsewhere.", form, 0), frozenset(), 1.0)
    selection = Selection((*chosen, elsewhere), (*chosen, elsewhere))
    assert selection.short().chosen == chosen[:kept]
    last = replace(selection, ranked=(chosen[7], *chosen[:7]))
    assert last.short().chosen == (chosen[7],)


def test_an_apostrophe_left_out_tells_nothing() -> None:
    assert telling_words("whats the mooring fee") == telling_words("what's the mooring fee")
