"""What the embeddings do not know is compared by its words."""

from uuid import UUID

import pytest

from chains.answering.listing import nearest_owned
from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.words import with_compounds
from chains.answering.quoting.foreign import Foreign
from chains.answering.quoting.scoring import Candidate

WHEN = "Wann ist die Abfahrt der Fähre?"


def evidence(text: str, language: str, title: str = "") -> Evidence:
    number = UUID(int=1)
    facts = DocumentFacts(
        number, number, "f.md", title, "https://d.example/f", "d", language, owner="ana@x.example"
    )
    return Evidence(facts, text, cosine=0.8)


def candidate(text: str) -> Candidate:
    return Candidate(0, Segment(text, Form.PROSE, 0), frozenset(), 1.0)


@pytest.mark.parametrize(
    ("question", "text", "language", "fits"),
    [
        (WHEN, "Die Abfahrt der Fähren ist um 7 Uhr.", "de", True),
        (WHEN, "Der Kurs ist nur im Sommer anerkannt.", "de", False),
        (WHEN, "The ferry leaves at 7.", "en", False),
        ("Wann ist die release freeze?", "The release freeze is in May.", "en", True),
        ("Quand part le ferry Marlow ?", "The Marlow ferry leaves at 7.", "en", True),
        ("Quand part le dernier bateau ?", "Le bureau ferme à midi.", "fr", False),
        ("Quand est le jour de la paie ?", "Le dessert est servi un jour sur deux.", "fr", False),
        ("When does the ferry of the town leave?", "It leaves at 7.", "en", True),
        ("When does the ferry of the town leave?", "Sie legt um 7 Uhr ab.", "de", False),
        ("フェリーはいつ出ますか", "フェリーは7時に出ます。", "ja", True),
        ("フェリーはいつ出ますか", "It leaves at 7.", "en", False),
        ("Ferry?", "Sie legt um 7 Uhr ab.", "de", True),
    ],
)
def test_a_sentence_without_the_words_of_the_question_leads_no_answer(
    question: str, text: str, language: str, *, fits: bool
) -> None:
    [told] = Foreign().told(question, [candidate(text)], [evidence(text, language)])
    assert told.fits is fits


def test_the_words_may_stand_over_the_sentence() -> None:
    found = evidence("Sie ist um 7 Uhr.", "de", title="Abfahrt der Fähre")
    [told] = Foreign().told(WHEN, [candidate(found.text)], [found])
    assert told.fits


@pytest.mark.parametrize(
    ("question", "text", "language", "nonsense"),
    [
        (WHEN, "Der Kurs ist nur im Sommer anerkannt.", "de", True),
        (WHEN, "Die Fähre ist rot.", "de", False),
        # A chat model may read what is in another language.
        (WHEN, "The ferry leaves at 7.", "en", False),
        ("When does the ferry of the town leave?", "The course is in May.", "en", False),
    ],
)
def test_what_has_no_word_of_it_is_not_even_near(
    question: str, text: str, language: str, *, nonsense: bool
) -> None:
    found = [evidence(text, language)]
    assert Foreign().is_nonsense(question, candidate(text), found) is nonsense


def test_whoever_keeps_a_page_in_another_language_is_not_named() -> None:
    page, known = evidence("The ferry is red.", "en"), {UUID(int=1)}
    assert nearest_owned(WHEN, [page], known) is None
    assert nearest_owned("What is the colour of the ferry?", [page], known) is not None


def test_a_compound_has_a_word_beside_the_one_it_begins_with() -> None:
    assert "zahltag" not in with_compounds(frozenset({"zahlt"}), {"zahltag"}, "de")
