"""Fusion: two rankings become one."""

import pytest

from chains.index.fusion import fuse, supported


def test_each_leg_is_scaled_over_what_it_found() -> None:
    fused = fuse({"a": 0.9, "b": 0.5, "c": 0.7}, {"c": 12.0, "a": 2.0}, alpha=0.5)
    assert fused == pytest.approx({"a": 0.5, "b": 0.0, "c": 0.25 + 0.5})


def test_equal_scores_all_count_in_full() -> None:
    assert fuse({"a": 0.4, "b": 0.4}, {}, alpha=0.6) == pytest.approx({"a": 0.6, "b": 0.6})


def test_nothing_found_gives_nothing() -> None:
    assert fuse({}, {}) == {}


def test_a_document_found_in_several_places_rises_above_one_found_once() -> None:
    scores = {("x", 0): 0.60, ("y", 0): 0.58, ("y", 1): 0.50, ("y", 2): 0.40}
    raised = supported(scores, lambda passage: passage[0])
    assert raised["y", 0] > raised["x", 0]


def test_support_keeps_the_order_within_a_document_and_the_range() -> None:
    scores = {("y", place): 1.0 - place / 10 for place in range(10)}
    raised = supported(scores, lambda passage: passage[0])
    assert sorted(raised, key=lambda key: -raised[key]) == sorted(scores)
    assert 0.0 <= min(raised.values()) <= max(raised.values()) <= 1.0
