"""Joins what the two legs of a search found into one ranking."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

ALPHA = 0.6
"""The share of the vector leg."""


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


def _scaled(scores: Mapping[Key, float]) -> dict[Key, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {key: (score - low) / (high - low) for key, score in scores.items()}
