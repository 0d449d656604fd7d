"""Joins what the two legs of a search found into one ranking."""

from collections.abc import Callable, Hashable, Mapping
from itertools import accumulate
from operator import itemgetter
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

ALPHA = 0.6
"""The share of the vector leg."""
SUPPORT = 0.3
"""How much a passage gains from the next best passage of its document; each further one gives
half of the one before."""


def fuse(
    vector: Mapping[Key, float], keyword: Mapping[Key, float], alpha: float = ALPHA
) -> dict[Key, float]:
    """Relative score fusion: each leg scaled to 0 to 1 over what it found, weighted, added.

    Formula of Weaviate's `relativeScoreFusion`
    (https://docs.weaviate.io/weaviate/concepts/search/hybrid-search), higher is better in both
    legs; a passage that one leg did not find gets nothing from it.
    """
    scaled_vector, scaled_keyword = _scaled(vector), _scaled(keyword)
    return {
        key: alpha * scaled_vector.get(key, 0.0) + (1 - alpha) * scaled_keyword.get(key, 0.0)
        for key in scaled_vector | scaled_keyword
    }


def supported(
    scores: Mapping[Key, float], document_of: Callable[[Key], Hashable], support: float = SUPPORT
) -> dict[Key, float]:
    """The scores, each raised by the other passages of its document that were found too.

    A document that answers in several places is more likely meant than one that mentions the
    words once. Scores stay between 0 and 1.
    """
    together: dict[Hashable, list[tuple[float, Key]]] = {}
    for key, score in scores.items():
        together.setdefault(document_of(key), []).append((score, key))
    most = 1 + 2 * support  # 1 + 1/2 + 1/4 + … stays below 2
    raised: dict[Key, float] = {}
    for group in together.values():
        if len(group) == 1:  # nearly all
            raised.update((key, score / most) for score, key in group)
            continue
        best_first = sorted(group, key=itemgetter(0), reverse=True)
        shares = [score / 2**place for place, (score, _) in enumerate(best_first)]
        ahead = [0.0, *accumulate(shares)]
        behind = [0.0, *accumulate(reversed(shares))][::-1]
        for place, (score, key) in enumerate(best_first):
            # Those behind it are each a place further ahead where it is left out.
            gain = ahead[place] + 2 * behind[place + 1]
            raised[key] = (score + support * gain) / most
    return raised


def _scaled(scores: Mapping[Key, float]) -> dict[Key, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {key: (score - low) / (high - low) for key, score in scores.items()}
