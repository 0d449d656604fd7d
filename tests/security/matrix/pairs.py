"""All pairs: few combinations that hold every pair of values that any combination holds."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, product

Combination = tuple[str, ...]
Pair = frozenset[tuple[int, str]]


def all_pairs(
    dimensions: Sequence[Sequence[str]],
    possible: Callable[[Combination], bool],
    together: Iterable[tuple[int, int]] | None = None,
) -> list[Combination]:
    """Combinations that cover every possible pair of values, greedily.

    ``together`` names the dimensions whose pairs count; all of them if it is left out.
    """
    counted = set(together or combinations(range(len(dimensions)), 2))
    holding: dict[Pair, list[Combination]] = {}
    for one in product(*dimensions):
        if possible(one):
            for pair in _pairs(one, counted):
                holding.setdefault(pair, []).append(one)
    open_pairs = dict.fromkeys(holding)
    chosen = []
    while open_pairs:
        first = next(iter(open_pairs))
        best = max(
            holding[first], key=lambda one: sum(pair in open_pairs for pair in _pairs(one, counted))
        )
        chosen.append(best)
        for pair in _pairs(best, counted):
            open_pairs.pop(pair, None)
    return chosen


def _pairs(one: Combination, counted: set[tuple[int, int]]) -> list[Pair]:
    return [frozenset({(a, one[a]), (b, one[b])}) for a, b in counted]
