"""What a question asks anew that leans on the one before it, and what may answer that."""

from uuid import UUID

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.brackets import leaning_on, read_leaning
from chains.answering.questions.counting import unit_asked
from chains.answering.questions.expectation import Expected, expected_of
from chains.answering.questions.leaning import asked_anew
from chains.answering.quoting.continued import Continued
from chains.answering.quoting.scoring import Candidate

EARLIER = "What is the mooring fee in Karsund?"


@pytest.mark.parametrize(
    ("question", "anew"),
    [
        ("who approves it?", "approves"),
        ("And can they be swapped?", "swapped"),
        ("how do I cancel that?", "cancel"),
        ("does it cover engine damage?", "cover engine damage"),
        ("who do I ask?", "ask"),
        ("Wer genehmigt das?", "genehmigt"),
        ("qui le valide ?", "valide"),
    ],
)
def test_its_own_words_are_asked_anew(question: str, anew: str) -> None:
    assert asked_anew(question) == anew


@pytest.mark.parametrize(
    "question",
    [
        "and how long does that take?",
        "how much does it cost?",
        "what is the deadline?",
        "when is it due?",
        "wie lange dauert das?",
        "combien ça coûte ?",
    ],
)
def test_what_the_sort_of_answer_tells_need_not_be_said(question: str) -> None:
    assert asked_anew(question) == ""


def test_it_is_read_again_as_it_was_written() -> None:
    for own, earlier in (("who pays it?", "What is a berth (big)"), ("and then", "a")):
        assert read_leaning(leaning_on(own, f"{earlier}?")) == (own, earlier)
    for text in ("What is it?", "What (of all) is it?", "(What is it)", ""):
        assert read_leaning(text) == (text, "")


def fits(own: str, text: str, heading: str = "", earlier: str = EARLIER) -> bool:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "r.md", "Harbour", "https://d.example/r", "r")
    evidence = Evidence(facts, text, (heading,) if heading else ())
    candidate = Candidate(0, Segment(text, Form.PROSE, 0), frozenset(), 1.0)
    question = leaning_on(own, earlier)
    [told] = Continued().told(question, asked_anew(own), [candidate], [evidence])
    return told.fits


@pytest.mark.parametrize(
    ("own", "answer", "other"),
    [
        (
            "who approves it?",
            "The mooring fee in Karsund is signed by Ana Quist.",
            "The mooring fee in Karsund is 40 euros for each of us.",
        ),
        (
            "who pays it?",
            "The mooring fee in Karsund is covered by the company.",
            "The mooring fee in Karsund is set by the harbour office.",
        ),
        (
            "who do I ask?",
            "Questions about the mooring fee in Karsund go to Ana Quist.",
            "Our skippers complain about the mooring fee in Karsund.",
        ),
        (
            "can it be deferred?",
            "A mooring fee in Karsund can be deferred by a month.",
            "A mooring fee in Karsund can be high.",
        ),
    ],
)
def test_only_what_speaks_of_it_answers(own: str, answer: str, other: str) -> None:
    assert fits(own, answer)
    assert not fits(own, other)


def test_the_earlier_question_may_stand_over_the_answer() -> None:
    said = "Ana Quist approves it."
    assert fits("who approves it?", said, heading="Mooring fee, Karsund")
    assert not fits("who approves it?", said, heading="Crane hire")


def test_where_the_sort_tells_the_earlier_question_still_has_to_stand_there() -> None:
    own = "how long does that take?"
    assert fits(own, "The mooring fee in Karsund is booked within 3 days.")
    assert not fits(own, "The crane is lifted within 3 days.")
    assert not fits(own, "In Karsund the crane is lifted within 3 days.")


def test_a_near_word_of_the_earlier_question_is_not_what_is_asked() -> None:
    earlier = "What is the call allowance?"
    said = "The call allowance is 40 euros for each of us."
    assert not fits("who do I ask?", said, earlier=earlier)
    assert fits("who do I ask?", "About the call allowance, write to Ana Quist.", earlier=earlier)


def test_a_verb_that_the_sort_tells_is_not_counted() -> None:
    said = "A harbour crane is confirmed within 3 days."
    assert fits("how long does it take?", said, earlier="How do I book the harbour crane?")


def test_what_it_leans_on_tells_no_sort_of_answer() -> None:
    asked = leaning_on("does it expire?", "How many days of leave do I get?")
    assert expected_of(asked) is Expected.YES_NO
    assert unit_asked(asked) is None
    assert expected_of(leaning_on("how many days is it?", "Who is Ana?")) is Expected.DURATION


@pytest.mark.parametrize("asked", ["What is the mooring fee in karsund", EARLIER])
def test_what_is_of_another_place_does_not_stand_beside_what_is_of_it(asked: str) -> None:
    question = leaning_on("whom do I tell?", asked)
    texts = [
        "Tell Ida Storm of the mooring fee in Karsund.",
        "Tell Ola Berg of the mooring fee in Lunde.",
    ]
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "r.md", "Harbour", "https://d.example/r", "r")
    evidence = [Evidence(facts, text) for text in texts]
    candidates = [
        Candidate(place, Segment(text, Form.PROSE, 0), frozenset(), 1.0)
        for place, text in enumerate(texts)
    ]
    told = Continued().told(question, asked_anew("whom do I tell?"), candidates, evidence)
    assert [one.fits for one in told] == [True, False]
    [alone] = Continued().told(question, asked_anew("whom do I tell?"), candidates[1:], evidence)
    assert alone.fits
