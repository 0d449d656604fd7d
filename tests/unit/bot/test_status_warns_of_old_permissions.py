"""`/footnote status` tells an administrator what is too old, and what follows from that."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.language.say import ENGLISH
from bot.views.limits import verdict
from bot.views.status import PASSED, Age, Kind, Report, status_message

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIMIT = timedelta(minutes=15)


def shown(*ages: Age, **caught: int) -> str:
    report = Report(NOW, ages, **caught)  # type: ignore[arg-type]
    message = status_message(ENGLISH, "abcd-efgh", waiting=0, ready=True, report=report)
    assert verdict(message.blocks, "message") == []
    return "\n".join(block["text"]["text"] for block in message.blocks[1:-1])


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_fresh_is_told_with_its_limit_and_no_warning(kind: Kind) -> None:
    said = shown(Age(kind, NOW - timedelta(minutes=3), LIMIT, scope="hr"))
    assert "confirmed 3 minutes ago (limit 15 minutes)" in said
    assert ":warning:" not in said


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("confirmed", [None, NOW - LIMIT, NOW - timedelta(days=3)])
def test_a_passed_limit_is_a_warning_that_says_what_happens(
    kind: Kind, confirmed: datetime | None
) -> None:
    said = shown(Age(kind, confirmed, LIMIT))
    assert ":warning:" in said
    assert ENGLISH(PASSED[kind]) in said


def test_a_paused_source_has_no_limit_and_says_so() -> None:
    said = shown(Age(Kind.DOCUMENTS, NOW - timedelta(days=9), LIMIT, scope="hr", paused=True))
    assert ":warning:" not in said
    assert "Documents of hr: confirmed 9 days ago; paused" in said


def test_three_hundred_sources_fit_and_the_one_that_is_late_stands_first() -> None:
    fresh = [Age(Kind.DOCUMENTS, NOW, LIMIT, scope=f"scope-{number}" * 3) for number in range(300)]
    said = shown(*fresh, Age(Kind.DOCUMENTS, None, LIMIT, scope="late"))
    assert said.splitlines()[1].startswith("• :warning: *Documents of late")
    assert "and 261 more" in said


def test_what_guards_caught_is_told() -> None:
    assert "no guard had to catch anything" in shown()
    said = shown(dropped=7, unproved=2)
    assert "7 search results" in said
    assert "2 documents" in said


def test_documents_nobody_can_read_are_counted_by_scope() -> None:
    report = Report(NOW, (), unknown=tuple((f"scope-{number}", 3) for number in range(300)))
    message = status_message(ENGLISH, "abcd-efgh", waiting=0, ready=True, report=report)
    assert verdict(message.blocks, "message") == []
    assert "scope-0: 3, scope-1: 3" in str(message.blocks)


def test_what_people_said_of_answers_is_told_in_numbers() -> None:
    report = Report(NOW, (), said={"helpful": 7, "not_helpful": 1, "wrong": 2, "other": 3})
    message = status_message(ENGLISH, "abcd-efgh", waiting=0, ready=True, report=report)
    said = message.blocks[-1]["elements"][0]["text"]
    assert "helpful 7 times, not helpful 6 (It is wrong: 2; Something else: 3)." in said
