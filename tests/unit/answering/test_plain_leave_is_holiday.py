"""Who asks for leave and names no kind of it is told of holiday, not of the kinds."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.kinds_of_leave import asks_plainly, is_of_a_kind, leave_asked
from chains.answering.questions.pointing import Pointing
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer

HOLIDAY = ("Holidays", "Pilots get 28 days of paid holiday a year.")
PARENTS = ("Parental leave", "Pilots get 90 days of leave. Holiday days build up for 9 days.")
YARD = ("The yard", "Parental leave lasts 70 days. The yard is closed for 3 days.")


def passages(*pages: tuple[str, str], language: str = "en") -> list[Evidence]:
    facts = [
        DocumentFacts(UUID(int=n), UUID(int=9), "p", title, "https://d/p", "p", language=language)
        for n, (title, _) in enumerate(pages)
    ]
    texts = zip(facts, pages, strict=True)
    return [Evidence(one, text, cosine=0.7, score=1.0) for one, (_, text) in texts]


def best(question: str, *pages: tuple[str, str], language: str = "en") -> str:
    found = Extractive(Scorer()).select(question, passages(*pages, language=language))
    return next((one.segment.text for one in found.ranked if one.fits), "")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many days of leave do I get?", "Pilots get 28"),
        ("how much leave do pilots get", "Pilots get 28"),
        ("how much time off do pilots get", "Pilots get 28"),
        ("How many days of parental leave do pilots get?", "Pilots get 90"),
        ("How many days of leave do I get for my baby?", "Pilots get 90"),
    ],
)
def test_the_kind_that_is_named_is_told(question: str, said: str) -> None:
    assert best(question, PARENTS, HOLIDAY, YARD).startswith(said)


def test_without_a_page_on_holiday_nothing_leads() -> None:
    assert best("How many days of leave do I get?", PARENTS) == ""


@pytest.mark.parametrize(
    ("language", "question", "kind", "plain"),
    [
        ("de", "Wie viele Tage Urlaub habe ich?", "Bildungsurlaub", "Urlaub"),
        ("fr", "Combien de jours de congé ai-je ?", "Congé parental", "Congés"),
        ("es", "¿Cuántos días de vacaciones tengo?", "Permiso por boda", "Vacaciones"),
        ("pt", "Quantos dias de férias tenho?", "Licença parental", "Férias"),
    ],
)
def test_so_it_is_in_other_languages(language: str, question: str, kind: str, plain: str) -> None:
    assert asks_plainly(question)
    assert is_of_a_kind(kind)
    assert not is_of_a_kind(plain)
    unit = {"de": "Tage", "fr": "jours", "es": "días", "pt": "dias"}[language]
    pages = (kind, f"{kind}: 5 {unit}."), (plain, f"{plain}: 28 {unit}.")
    assert best(question, *pages, language=language) == f"{plain}: 28 {unit}."


@pytest.mark.parametrize(
    "question",
    [
        "When do I leave the building?",
        "who has to leave early",
        "How much notice before my 12 weeks off?",
        "How long is my leave?",
        "Is Friday a bank holiday?",
        "How many days of leave for a funeral?",
    ],
)
def test_what_is_no_plain_leave(question: str) -> None:
    assert not asks_plainly(question)
    assert leave_asked(question) == ""


def test_a_title_of_another_kind_is_not_pointed_at() -> None:
    evidence = passages(PARENTS, HOLIDAY)
    [one] = Pointing().titled("Where is the vacation policy?", evidence)
    assert one.document.title == "Holidays"
    [said] = Pointing().titled("Where is the parental leave policy?", evidence)
    assert said.document.title == "Parental leave"
