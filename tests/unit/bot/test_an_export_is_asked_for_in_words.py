"""What an auditor writes after `/footnote audit`, as a filter and a form."""

from datetime import UTC, datetime

import pytest

from bot.auditing.asked import NOT_UNDERSTOOD, Asked, asked
from chains.administration.export_lines import Form
from chains.administration.read_audit import ReadFilter
from chains.errors import Refused

DOCUMENT = "5f6d2f0e-3c1c-4c39-9a4e-0a3f6f0d7c11"


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "wanted", "form"),
    [
        ("", ReadFilter(), Form.CSV),
        ("jsonl", ReadFilter(), Form.JSON_LINES),
        ("CSV 2026-05-01", ReadFilter(since=day(5, 1)), Form.CSV),
        ("2026-05-01 2026-05-31", ReadFilter(since=day(5, 1), until=day(6, 1)), Form.CSV),
        ("2026-05-01 2026-05-01", ReadFilter(since=day(5, 1), until=day(5, 2)), Form.CSV),
        ("<@U0ANA|ana ruiz> jsonl", ReadFilter(person="U0ANA"), Form.JSON_LINES),
        ("<#C0ENG|eng> <@U0ANA>", ReadFilter(person="U0ANA", channel="C0ENG"), Form.CSV),
        (
            "https://d.example/a?b=1&amp;c=2#d",
            ReadFilter(document="https://d.example/a?b=1&c=2#d"),
            Form.CSV,
        ),
        ("<https://d.example/a|the page>", ReadFilter(document="https://d.example/a"), Form.CSV),
        (DOCUMENT.upper(), ReadFilter(document=DOCUMENT), Form.CSV),
    ],
)
def test_words_are_read(words: str, wanted: ReadFilter, form: Form) -> None:
    assert asked(words) == Asked(wanted, form)


@pytest.mark.parametrize(
    "words",
    [
        "yesterday", "2026-13-01", "2026-02-30", "20260501", "2026-05-02 2026-05-01", "ana",
        "2026-05-01 2026-05-02 2026-05-03", "csv jsonl", "<@U0ANA> <@U0BEN>", "<!channel>",
        "<@U0ANA", "ftp://d.example/a", "<javascript:alert(1)>", "2026-05-01' OR 1=1", "<>", ">",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_what_to_write(words: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(words)
    assert refused.value.reason == NOT_UNDERSTOOD


def test_the_last_day_of_the_calendar_has_no_next() -> None:
    assert asked("2026-05-01 9999-12-31").wanted == ReadFilter(since=day(5, 1))
