"""A page about another case than the one asked about does not answer."""

from uuid import UUID

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.scoring import Candidate
from chains.answering.quoting.siblings import Siblings


def told(question: str, *pages: tuple[str, str], language: str = "en") -> list[Candidate]:
    """What is told of the sentence of each page, given with its title."""
    evidence = [
        Evidence(
            DocumentFacts(
                UUID(int=n), UUID(int=2), "p", title, "https://d/p", "p", language=language
            ),
            text,
        )
        for n, (title, text) in enumerate(pages)
    ]
    candidates = [
        Candidate(n, Segment(text, Form.PROSE, 0), frozenset(), 1.0)
        for n, (_, text) in enumerate(pages)
    ]
    return list(Siblings().told(question, candidates, evidence))


def fitting(question: str, *pages: tuple[str, str]) -> list[bool]:
    return [one.fits for one in told(question, *pages)]


def cases(question: str, *pages: tuple[str, str], language: str = "en") -> list[str]:
    return [one.case for one in told(question, *pages, language=language)]


KARSUND = ("Berth fees (Karsund)", "The fee is 40 euros.")
LUNDE = ("Berth fees (Lunde)", "The fee is 30 euros.")
FRANCE = ("Mooring in France", "It takes 3 days.")
GERMANY = ("Mooring in Germany", "It takes 9 days.")


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("what is the berth fee in lunde", [False, True]),
        ("what is the berth fee (and in Lunde?)", [False, True]),
        ("what is the berth fee in Karsund and in Lunde", [True, True]),
        ("what is the berth fee", [True, True]),
        ("what is the berth fee in Oslo", [False, False]),
        ("what is the berth fee in norway", [False, False]),
        ("was kostet ein liegeplatz in norwegen", [False, False]),
        ("what is the berth fee in general", [True, True]),
        ("what is the berth fee in May", [True, True]),
        ("what of this: What is The berth fee", [True, True]),
    ],
)
def test_only_the_page_about_the_case_answers(question: str, fits: list[bool]) -> None:
    assert fitting(question, KARSUND, LUNDE) == fits


def test_a_case_is_known_by_words_that_say_the_same() -> None:
    assert fitting("how long does mooring take for the French", FRANCE, GERMANY) == [True, False]


def test_a_sentence_that_names_the_case_answers_wherever_it_stands() -> None:
    other = ("Berth fees (Karsund)", "In Lunde the fee is 30 euros.")
    assert fitting("what is the berth fee in lunde", other, LUNDE) == [True, True]
    pointer = ("Berth fees (Karsund)", "Lunde and Holm have pages of their own.")
    holm = ("Berth fees (Holm)", "The fee is 20 euros.")
    assert fitting("what is the berth fee in lunde", pointer, LUNDE, holm) == [False, True, False]


def test_pages_about_different_things_are_no_siblings() -> None:
    pages = (
        ("Berth fees (Karsund)", "It is 40 euros."),
        ("Crane drivers (Lunde)", "It is 30 euros."),
    )
    assert fitting("what is the berth fee in lunde", *pages) == [True, True]


def test_pages_with_names_alike_are_no_siblings() -> None:
    pages = (
        ("Harbour Space Filling Up", "It is seldom."),
        ("Harbour Cranes Filling Up", "It is so."),
    )
    assert fitting("why is there space between the cranes", *pages) == [True, True]
    assert fitting("why is there free space", *pages) == [True, True]


def test_a_page_without_a_case_of_its_own_holds_for_all() -> None:
    general = ("Berth fees", "The fee is 20 euros.")
    assert fitting("what is the berth fee in lunde", general, LUNDE) == [True, True]


def test_one_page_alone_has_no_other_case() -> None:
    assert fitting("what is the berth fee in Oslo", KARSUND) == [True]


def test_a_sentence_has_the_case_that_the_question_does_not_say() -> None:
    assert cases("what is the berth fee", KARSUND, LUNDE) == ["Karsund", "Lunde"]
    assert cases("how long does it take to moor", FRANCE, GERMANY) == ["France", "Germany"]
    assert cases("what is the berth fee in Lunde", KARSUND, LUNDE) == ["Karsund", ""]
    assert cases("how long does mooring take for the French", FRANCE, GERMANY) == ["", "Germany"]


def test_a_page_alone_or_for_all_has_no_case_to_tell() -> None:
    assert cases("what is the berth fee", KARSUND) == [""]
    assert cases("what is the berth fee", KARSUND, KARSUND) == ["", ""]
    assert cases("what is it", ("Berth fees", "It is 20."), LUNDE) == ["", ""]
    assert cases(
        "what is it", ("Berth fees (Karsund)", "It is 20."), ("Pilots (Lunde)", "So.")
    ) == [
        "",
        "",
    ]


def test_a_case_is_told_as_its_title_writes_it() -> None:
    pages = (
        ("Liegegebühren (kleine Boote)", "Es sind 20 Euro."),
        ("Liegegebühren（Fähren）", "Es sind 90 Euro."),
    )
    assert cases("was kostet ein Liegeplatz", *pages, language="de") == ["kleine Boote", "Fähren"]


def test_a_case_behind_a_comma_is_told_with_what_it_is_of() -> None:
    pages = (("Project Pier, plan", "It begins."), ("Project Pier, people", "It ends."))
    assert cases("when is it", *pages) == ["Project Pier, plan", "Project Pier, people"]
