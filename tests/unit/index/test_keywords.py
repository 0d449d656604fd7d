"""Words are weighed over the passages given, and by nothing else."""

import math

import pytest

from chains.index.keywords import Keywords


def scores_of(asked: list[str], held: dict[str, str]) -> dict[str, float]:
    keywords: Keywords[str] = Keywords(asked)
    for passage, stems in held.items():
        keywords.count(passage, stems)
    return keywords.scores()


def test_a_passage_scores_by_the_published_formula() -> None:
    scores = scores_of(["payday"], {"a": "payday payday harbour", "b": "night"})
    rarity = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    # Three words where two are usual, one of them twice.
    weight = 2 * 2.2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / 2))
    assert scores == pytest.approx({"a": rarity * weight, "b": 0.0})


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    held = {"a": "harbour payday", "b": "harbour night", "c": "harbour rules"}
    scores = scores_of(["harbour", "payday"], held)
    assert scores["a"] > scores["b"] == scores["c"] > 0


def test_a_long_passage_gains_less_from_the_same_word() -> None:
    scores = scores_of(["payday"], {"short": "payday", "long": "payday of the harbour"})
    assert scores["short"] > scores["long"]


def test_only_whole_stems_count_and_each_once() -> None:
    held = {"a": "paydays", "b": "payday"}
    assert scores_of(["payday", "payday"], held) == scores_of(["payday"], held)
    assert scores_of(["payday"], held)["a"] == 0


@pytest.mark.parametrize("held", [{}, {"a": ""}])
def test_nothing_to_weigh_scores_nothing(held: dict[str, str]) -> None:
    assert scores_of(["payday"], held) == dict.fromkeys(held, 0.0)


def test_a_passage_that_both_legs_find_counts_once() -> None:
    keywords: Keywords[str] = Keywords(["payday"])
    for passage, stems in (("a", "payday harbour"), ("b", "night"), ("a", "payday harbour")):
        keywords.count(passage, stems)
    assert keywords.scores() == scores_of(["payday"], {"a": "payday harbour", "b": "night"})
