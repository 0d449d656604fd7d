"""What is looked for in a text in lower case is written so, and found whatever the case."""

import re
from types import ModuleType

import pytest

from chains.answering.passages.any_case import AnyCase
from chains.answering.questions import quantities
from chains.answering.questions.expectation import Expected
from chains.answering.questions.fitting import can_answer
from chains.answering.quoting import bounds

_ESCAPED = re.compile(r"\\.|\(\?P<")


@pytest.mark.parametrize("module", [quantities, bounds], ids=lambda one: one.__name__)
def test_patterns_are_written_in_lower_case(module: ModuleType) -> None:
    written = {
        name: _ESCAPED.sub("", one.pattern)
        for name, one in vars(module).items()
        if isinstance(one, AnyCase) or (isinstance(one, re.Pattern) and name != "_PLACE_MARKS")
    }
    assert len(written) > 8
    assert [name for name, one in written.items() if one != one.lower()] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Closed from MARCH on", Expected.TIME),
        ("EVERY crew does", Expected.FREQUENCY),
        ("Until it ends, INDEFINITELY", Expected.DURATION),
        ("FREE for crews", Expected.AMOUNT),
        ("UPSTAIRS", Expected.PLACE),
        ("TWELVE EUROS", Expected.MONEY),
        ("ZWÖLF TAGE", Expected.DURATION),
    ],
)
def test_words_in_capitals_answer_too(text: str, expected: Expected) -> None:
    assert can_answer(text, expected)
    assert can_answer(text.swapcase(), expected)
    assert not can_answer("Crews go home", expected)


def test_a_pattern_is_found_anywhere_in_any_case() -> None:
    assert AnyCase(r"\bgate\b").in_text("Close the GATE.")
    assert not AnyCase(r"\bgate\b").in_text("Close the gates.")
