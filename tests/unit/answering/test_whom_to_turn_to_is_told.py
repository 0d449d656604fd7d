"""Who asks whom to tell or to ask is told somebody, not of the thing."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer


def quoted(question: str, *texts: str, language: str = "en") -> list[str]:
    evidence = [
        Evidence(
            DocumentFacts(
                UUID(int=n),
                UUID(int=9),
                "p",
                "Berths in Lunde",
                "https://d/p",
                "p",
                language=language,
            ),
            text,
            cosine=0.8,
            score=1.0,
        )
        for n, text in enumerate(texts)
    ]
    return [one.segment.text for one in Extractive(Scorer()).select(question, evidence).chosen]


ABOUT = "A free berth in Lunde holds for our employees."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Whom do I tell about a free berth in Lunde?", "Tell your lead, Ida Storm, in time."),
        ("who can I ask about a free berth in Lunde", "Ask the desk before noon."),
        ("Whom do we ask about a free berth in Lunde?", "Write to berths@dock.example."),
        ("Whom do we ask about a free berth in Lunde?", "Report it to the desk at once."),
    ],
)
def test_what_tells_whom_is_quoted_alone(question: str, told: str) -> None:
    assert quoted(question, f"{ABOUT} {told}") == [told]


@pytest.mark.parametrize(
    ("language", "question", "about", "told"),
    [
        (
            "de",
            "Wem melde ich einen freien Liegeplatz?",
            "Ein freier Liegeplatz gilt für alle.",
            "Melden Sie den Liegeplatz frei bei Ida Storm.",
        ),
        (
            "fr",
            "À qui dois-je signaler une place libre ?",
            "Une place libre vaut pour tous.",
            "Prévenez Ida Storm de la place libre.",
        ),
        (
            "es",
            "¿A quién aviso de un amarre libre?",
            "Un amarre libre vale para todos, dice Ida Storm.",
            "Avisa del amarre libre a Ida Storm.",
        ),
        (
            "pt",
            "A quem falo de um lugar livre?",
            "Um lugar livre vale para todos, diz Ida Storm.",
            "Contacte Ida Storm sobre um lugar livre.",
        ),
    ],
)
def test_so_it_is_in_other_languages(language: str, question: str, about: str, told: str) -> None:
    assert quoted(question, f"{about} {told}", language=language) == [told]


def test_who_is_responsible_may_be_told_too() -> None:
    owner = "A free berth in Lunde is kept by Ida Storm."
    found = quoted("Who do I ask about a free berth in Lunde?", f"{owner} {ABOUT} Ask the desk.")
    assert owner in found
    assert ABOUT not in found


def test_another_question_is_left_as_it_is() -> None:
    told = "Tell your lead, Ida Storm, in time."
    assert ABOUT in quoted("Who gets a free berth in Lunde?", f"{ABOUT} {told}")


def test_where_nothing_tells_whom_what_is_there_stays() -> None:
    assert quoted("Whom do I tell about a free berth in Lunde?", ABOUT) == [ABOUT]
