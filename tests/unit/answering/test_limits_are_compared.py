"""A sentence about up to 8 percent does not answer who approves 18 percent."""

import math
from collections.abc import Sequence

import pytest

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.questions.expectation import expected_of
from chains.answering.quoting.bounds import as_ladder, asked_ranges, holds, ranges
from chains.answering.quoting.placing import placed
from chains.answering.quoting.scoring import Candidate

LADDER = (
    "Cargo: up to 3 tonnes\nSigned by: the crew",
    "Cargo: up to 9 tonnes\nSigned by: Ana Ruiz",
    "Cargo: more\nSigned by: the board",
)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("up to 8 percent", "percent", -math.inf, 8),
        ("from 3 to 5 days", "day", 3, 5),
        ("between €5 and €10", "eur", 5, 10),
        ("5–10 %", "percent", 5, 10),
        ("at least 12 guests", "guest", 12, math.inf),
        ("ten days or more", "day", 10, math.inf),
        ("20+ people", "person", 20, math.inf),
        ("not more than 250,000 euros", "eur", -math.inf, 250_000),
        ("no fewer than 2.5 million dollars", "usd", 2_500_000, math.inf),
        ("Value (euros): up to 5k", "eur", -math.inf, 5_000),
        ("Event: Dinner\nLimit a person: 60 euros", "eur", -math.inf, 60),
        ("bis zu 8 Prozent", "percent", -math.inf, 8),
        ("BIS ZU 8 PROZENT", "percent", -math.inf, 8),
        ("bis zu dreißig Tage", "day", -math.inf, 30),
        ("von drei bis fünf Arbeitstagen", "day", 3, 5),
        ("jusqu'à 10 jours", "day", -math.inf, 10),
        ("entre 5 et 10 pour cent", "percent", 5, 10),
        ("hasta 30 días", "day", -math.inf, 30),
    ],
)
def test_the_limits_of_a_text_are_read(text: str, unit: str, low: float, high: float) -> None:
    [found] = ranges(text)
    assert (found.unit, found.low[0], found.high[0], found.bounded) == (unit, low, high, True)


def test_what_is_only_told_is_no_limit() -> None:
    assert [one.bounded for one in ranges("A 3-day trip for 40 euros")] == [False, False]
    assert ranges("From 14 May 2026 at 09:30, on the 3rd floor, 7 of them, 10 per week") == ()
    assert ranges("once") == ()


@pytest.mark.parametrize(
    ("asked", "told", "holding"),
    [
        ("18% off", "up to 8 percent", False),
        ("18% off", "up to 22 percent", True),
        ("8% off", "less than 8 percent", False),
        ("8% off", "8 percent or more", True),
        ("8% off", "more than 8 percent", False),
        ("more than 22 percent", "up to 22 percent", False),
        ("5 to 9 percent", "up to 8 percent", None),
        ("18% off", "up to 8 days", None),
        ("18% off", "8 percent", None),
        ("18 off", "up to 8 percent", None),
        ("18% off", "up to 8 percent for guests, up to 20 percent for crews", True),
    ],
)
def test_only_limits_of_the_same_unit_are_compared(
    asked: str, told: str, *, holding: bool | None
) -> None:
    assert holds(asked_ranges(asked), ranges(told)) is holding


@pytest.mark.parametrize(
    ("tonnes", "holding"),
    [(2, [True, False, False]), (3, [True, False, False]), (4, [False, True, False])],
)
def test_a_row_begins_where_the_one_before_it_ends(tonnes: int, holding: list[bool]) -> None:
    asked = asked_ranges(f"Who signs for {tonnes} tonnes?")
    assert [holds(asked, row) for row in as_ladder(LADDER)] == holding
    assert holds(asked_ranges("Who signs for 12 tonnes?"), as_ladder(LADDER)[-1]) is True


def test_rows_are_told_apart_by_their_first_column_only() -> None:
    rows = ("Event: Lunch\nLimit: 25 euros", "Event: Dinner\nLimit: 60 euros")
    asked = asked_ranges("Who approves 20 euros?")
    assert [holds(asked, row) for row in as_ladder(rows)] == [True, True]


def candidates(texts: Sequence[str], form: Form = Form.ROW) -> list[Candidate]:
    return [
        Candidate(0, Segment(text, form, place), frozenset(), 1.0, score=0.5)
        for place, text in enumerate(texts)
    ]


def fitting(question: str, texts: Sequence[str], form: Form = Form.ROW) -> list[bool]:
    found = placed(question, expected_of(question), candidates(texts, form))
    assert all(one.score > 0.5 for one in found if one.within)
    return [one.fits for one in found]


def test_what_excludes_the_quantity_answers_nothing() -> None:
    assert fitting("Who signs for 7 tonnes?", LADDER) == [False, True, False]
    assert fitting("May the crew sign for 7 tonnes?", LADDER) == [False, True, False]
    assert fitting("Who signs?", LADDER) == [True, True, True]


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        (
            "How many days can I carry over if I have 15 days?",
            "You carry over up to ten days.",
            True,
        ),
        ("May I carry over 15 days?", "You carry over up to ten days.", True),
        ("Who agrees to 15 days?", "The lead agrees to up to ten days.", False),
        ("What does a crate of 15 kilos cost?", "Up to 10 kilos a crate costs 40 euros.", False),
    ],
)
def test_a_limit_that_may_itself_be_the_answer_stays(
    question: str, text: str, *, fits: bool
) -> None:
    assert fitting(question, [text], Form.PROSE) == [fits]
