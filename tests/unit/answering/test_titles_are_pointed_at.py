"""A document is asked for by the words of its title, or by everyday words for them."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.pointing import Pointing


def pointed(question: str, *titles: str, language: str = "en") -> list[str]:
    evidence = [
        Evidence(
            DocumentFacts(
                UUID(int=n), UUID(int=9), "p", title, "https://d/p", "p", language=language
            ),
            "Ask Ida Storm.",
        )
        for n, title in enumerate(titles)
    ]
    return [one.document.title for one in Pointing().titled(question, evidence)]


@pytest.mark.parametrize(
    ("language", "question", "title"),
    [
        ("en", "Where is the vacation policy?", "Holidays and days off"),
        ("en", "where is the guarantee page", "Warranty of the cranes"),
        ("de", "Ferien", "Urlaub"),
        ("fr", "vacances", "Les congés"),
        ("es", "sueldo", "Salario y pagos"),
        ("pt", "ordenado", "Salário"),
    ],
)
def test_a_title_may_have_another_word(language: str, question: str, title: str) -> None:
    assert pointed(question, title, "Crane 7", language=language) == [title]


def test_titles_with_the_word_itself_come_alone() -> None:
    assert pointed("where is the vacation policy", "Holidays", "Vacation") == ["Vacation"]


def test_a_title_without_all_that_is_named_is_not_it() -> None:
    assert pointed("where is the vacation calendar of the pilots", "Holidays") == []
