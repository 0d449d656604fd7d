"""Weighs words over what a reader may read, where Weaviate weighs them over everything.

Weaviate's BM25 counts how rare a word is, and how long a passage usually is, among all passages of
a tenant, also those behind the filter. What it finds is taken; how well it fits is told anew from
the passages found, so that neither figures nor order depend on what a reader may not read.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

_K1, _B = 1.2, 0.75


def keyword_scores(asked: Iterable[str], stems: Mapping[Key, str]) -> dict[Key, float]:
    """How well each passage fits the stems of a question, from 0; ``stems`` as the index has them.

    BM25 (Robertson and Spärck Jones, as Lucene and Weaviate compute it, k1 1.2 and b 0.75), of
    which the passages given are the whole collection.
    """
    words = {key: held.split() for key, held in stems.items()}
    usual = sum(map(len, words.values())) / len(words) if words else 0.0
    distinct = frozenset(asked)
    counts = {key: _counted(filter(distinct.__contains__, held)) for key, held in words.items()}
    holding = Counter(one for count in counts.values() for one in count)
    rarity = {one: _rarity(number, len(words)) for one, number in holding.items()}
    return {
        key: sum(
            rarity[one] * _weight(number, len(words[key]) / usual) for one, number in count.items()
        )
        for key, count in counts.items()
    }


def _counted(words: Iterable[str]) -> dict[str, int]:
    """How often each occurs. Of a few words, a Counter takes longer to make than to fill."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def _rarity(holding: int, passages: int) -> float:
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


def _weight(count: int, length: float) -> float:
    """``length``: of the passage, in usual lengths."""
    return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length))
