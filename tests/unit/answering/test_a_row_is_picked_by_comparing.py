"""The largest row, the cheapest one, those without something: what no cell says of itself."""

from dataclasses import replace
from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer

FACTS = DocumentFacts(UUID(int=1), UUID(int=2), "docks.md", "Docks", "https://a.example", "a")
DOCKS = """| Harbour | Dock | Berths | Euros a day | Equipment |
|---|---|---|---|---|
| Karsund | Ravn | 6 | 1,200 | crane |
| Karsund | Orm | 24 | 2,050 | crane, ramp |
| Velden | Ulv | 12 | 980 | ramp |"""
OUTAGES = """| Cause | Lag | Leaks |
|---|---|---|
| full disk | 55 min | 2 of 150 |
| load test | 1 h 40 min | 0 of 20 |
| lost cable | 20 min | not known |"""


def rows(question: str, table: str = DOCKS, column: int = 1, language: str = "en") -> list[str]:
    """The cells of one column in the rows that are quoted."""
    facts = replace(FACTS, language=language)
    found = Extractive(Scorer()).select(question, (Evidence(facts, table, cosine=0.7, score=1.0),))
    cells = [one.segment.text.splitlines()[column] for one in found.chosen]
    return [cell.partition(": ")[2] for cell in cells]


@pytest.mark.parametrize(
    ("question", "dock"),
    [
        ("Which dock has the most berths?", "Orm"),
        ("which dock has the fewest berths", "Ravn"),
        ("Which dock of Karsund has the fewest berths?", "Ravn"),
        ("what is the cheapest dock", "Ulv"),
        ("Which dock is the most expensive?", "Orm"),
    ],
)
def test_the_extreme_row_answers(question: str, dock: str) -> None:
    assert rows(question) == [dock]


def test_what_is_said_of_another_extreme_does_not_follow() -> None:
    told = f"{DOCKS}\n\nThe dock with the most berths is Orm. Docks are booked by phone."
    found = Extractive(Scorer()).select(
        "Which dock has the fewest berths?", (Evidence(FACTS, told, cosine=0.7, score=1.0),)
    )
    assert ["Ravn" in one.segment.text for one in found.chosen] == [True]


def test_german_compares_too() -> None:
    table = """| Raum | Plätze |\n|---|---|\n| Priel | 6 |\n| Deich | 24 |"""
    assert rows("Welcher Raum hat die meisten Plätze?", table, 0, "de") == ["Deich"]
    assert rows("Welcher Raum ist der kleinste?", table, 0, "de") == ["Priel"]


def test_of_several_columns_nobody_knows_which_is_meant() -> None:
    assert len(rows("what is the largest dock")) > 1
    assert len(rows("which dock do most people like")) > 1


def test_times_are_compared_in_any_unit_and_shares_not_at_all() -> None:
    assert rows("What was the longest lag?", OUTAGES, 0) == ["load test"]
    assert rows("What was the shortest lag?", OUTAGES, 0) == ["lost cable"]
    # "2 of 150" is no number that can be compared with "0 of 20".
    assert len(rows("Which cause had the most leaks?", OUTAGES, 0)) > 1


def test_where_rows_are_alike_all_of_them_answer() -> None:
    tied = DOCKS.replace("| 12 |", "| 24 |")
    assert set(rows("Which dock has the most berths?", tied)) == {"Orm", "Ulv"}


@pytest.mark.parametrize(
    ("question", "docks"),
    [
        ("Which dock has no crane?", ["Ulv"]),
        ("which docks are without a ramp", ["Ravn"]),
        ("Which docks don't have any crane?", ["Ulv"]),
    ],
)
def test_a_row_that_has_it_is_none_without_it(question: str, docks: list[str]) -> None:
    assert rows(question) == docks


def test_a_column_may_deny_it() -> None:
    assert rows("Which cause had no leaks?", OUTAGES, 0)[0] == "load test"


def test_what_no_row_lacks_or_has_tells_none_apart() -> None:
    assert len(rows("Which dock of Karsund has no crane?")) == 2
    assert len(rows("Which dock has no sauna?")) > 1
