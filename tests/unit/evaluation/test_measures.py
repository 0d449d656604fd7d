"""Measures of rankings."""

import math

import pytest

from chains.evaluation.measures import ndcg, percentile, recall


def test_a_perfect_ranking_scores_one() -> None:
    assert ndcg(["a", "b", "x"], {"a": 2, "b": 1}, 10) == pytest.approx(1.0)


def test_a_relevant_document_counts_less_the_later_it_stands() -> None:
    assert ndcg(["x", "a"], {"a": 1}, 10) == pytest.approx(1 / math.log2(3))


def test_what_stands_below_the_depth_does_not_count() -> None:
    assert ndcg(["x"] * 10 + ["a"], {"a": 1}, 10) == 0.0
    assert recall(["x", "a"], {"a": 1}, 1) == 0.0


def test_recall_is_the_share_of_the_relevant_documents() -> None:
    assert recall(["a", "x", "b"], {"a": 1, "b": 1, "c": 1, "d": 0}, 10) == pytest.approx(2 / 3)


def test_no_relevant_document_scores_nothing() -> None:
    assert ndcg(["a"], {"a": 0}, 10) == 0.0
    assert recall(["a"], {}, 10) == 0.0


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(value) for value in range(1, 101)]
    assert percentile(values, 0.95) == 95.0
    assert percentile([7.0], 0.5) == 7.0
