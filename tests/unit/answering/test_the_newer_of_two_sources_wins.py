"""Of two sources that say the same but for a number, the newer one is quoted in its place."""

from datetime import date
from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.extractive import Extractive, Selection
from chains.answering.quoting.scoring import Scorer

OLD, NEW = date(2024, 5, 1), date(2026, 2, 1)
ASKED = "What is the lunch fee for crane pilots?"


def page(number: int, title: str, text: str, updated: date, score: float) -> Evidence:
    facts = DocumentFacts(
        UUID(int=number), UUID(int=9), "p", title, "https://d/p", "p", updated=updated
    )
    return Evidence(facts, text, cosine=0.8, score=score)


def asked(newer: str, *, title: str = "Yard") -> Selection:
    old = page(
        1,
        "Lunch",
        "The meal fee of crane pilots in the yard is 38 euros. Lunch is served for 12 euros.",
        OLD,
        1.0,
    )
    return Extractive(Scorer()).select(ASKED, (old, page(2, title, newer, NEW, 0.5)))


def quoted(selection: Selection) -> list[str]:
    return [one.segment.text for one in selection.chosen]


NEWER = "Since 1 February 2026 the meal fee of crane pilots in the yard is 45 euros."


def test_the_newer_sentence_stands_where_the_older_one_did() -> None:
    found = asked(NEWER)
    assert quoted(found) == [NEWER]
    assert found.best is not None
    assert found.best.unnamed == 0.0
    [one] = found.overruled
    assert one.older.segment.text.endswith("38 euros.")


def test_its_source_is_not_cited_for_something_else() -> None:
    assert {one.passage for one in asked(NEWER).chosen} == {1}


@pytest.mark.parametrize(
    ("newer", "title"),
    [
        ("In Lunde the meal fee of crane pilots in the yard is 45 euros.", "Yard"),
        ("The fee of the yard is 45 euros.", "Yard"),
        (NEWER, "Lunch in Lunde"),
    ],
)
def test_what_is_said_of_something_else_does_not(newer: str, title: str) -> None:
    old = page(
        1, "Lunch in Oslo", "The meal fee of crane pilots in the yard is 38 euros.", OLD, 1.0
    )
    new = page(2, title, newer, NEW, 0.5)
    found = Extractive(Scorer()).select(ASKED, (old, new))
    assert found.overruled == ()
    assert quoted(found)[0].endswith("38 euros.")
