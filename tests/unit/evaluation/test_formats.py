"""The suite of damaged replies: all damage is seen, and a check that is gone is noticed."""

import pytest

from chains.answering.drafts import format_checks
from chains.answering.drafts.format_checks import Violation
from chains.evaluation import formats
from chains.evaluation.damage import DAMAGES


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[formats.Source]:
    """The demo company's pages, and few replies from them."""
    monkeypatch.setattr(formats, "CLEAN", 120)
    return formats.read_sources(formats.DOCUMENTS)


def test_damage_is_seen_and_clean_replies_are_left_alone(few: list[formats.Source]) -> None:
    measured = formats.measure_formats(few)
    assert measured["clean"] == 120
    assert measured["damaged"] > 9 * 120
    assert measured["caught"] >= 0.995
    assert measured["false_alarms"] <= 0.005
    assert set(measured["by_kind"]) == set(DAMAGES)
    assert len(DAMAGES) == 12
    assert all(kind["damaged"] > 10 for kind in measured["by_kind"].values())


@pytest.mark.parametrize(
    ("check", "kind"),
    [
        (Violation.UNCITED, "citation dropped"),
        (Violation.UNKNOWN_PASSAGE, "foreign passage number"),
        (Violation.NUMBERING, "numbering broken"),
        (Violation.CLAIM, "past tense without a receipt"),
        (Violation.LANGUAGE, "wrong language"),
    ],
)
def test_without_a_check_its_damage_goes_unseen(
    few: list[formats.Source], monkeypatch: pytest.MonkeyPatch, check: Violation, kind: str
) -> None:
    monkeypatch.setattr(formats, "CLEAN", 40)
    checks = dict(format_checks._CHECKS)
    del checks[check]
    monkeypatch.setattr(format_checks, "_CHECKS", checks)
    assert formats.measure_formats(few)["by_kind"][kind]["caught"] < 0.5
