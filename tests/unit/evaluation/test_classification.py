"""Measures of decisions, against cases worked out by hand."""

import pytest

from chains.evaluation.classification import (
    auroc,
    calibration_error,
    interval,
    macro_f1,
    per_label,
    recall_at,
)


def test_wilsons_interval_is_the_published_one() -> None:
    # 9 of 10: 0.596 to 0.982 (Brown, Cai and DasGupta 2001, the formula).
    assert interval(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-3)
    assert interval(0, 0) == (0.0, 1.0)


def test_f1_counts_each_label_that_was_wanted_once() -> None:
    measured = per_label(["a", "a", "b"], ["a", "c", "b"])
    assert measured["a"] == {"n": 2, "precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert set(measured) == {"a", "b"}
    assert macro_f1(measured) == pytest.approx((0.6667 + 1) / 2)


def test_calibration_error_is_the_gap_between_confidence_and_hits() -> None:
    assert calibration_error([0.95] * 10, [True] * 5 + [False] * 5) == pytest.approx(0.45)
    assert calibration_error([1.0, 1.0], [True, True]) == 0.0


def test_auroc_counts_pairs_and_halves_ties() -> None:
    assert auroc([3.0, 2.0], [1.0, 2.0]) == pytest.approx(3.5 / 4)
    assert auroc([], [1.0]) is None


def test_recall_is_taken_at_the_best_threshold_the_false_share_allows() -> None:
    negative = [float(score) for score in range(100)]
    positive = [98.5, 97.5, 96.5, 0.0]
    # Two of a hundred may pass: 99 and 98; so what is above 97 counts.
    assert recall_at(positive, negative, 0.02) == pytest.approx(0.5)
    assert recall_at(positive, negative, 0.0) == 0.0
