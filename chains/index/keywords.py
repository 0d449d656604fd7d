"""Weighs words over what a reader may read, where Weaviate weighs them over everything.

Weaviate's BM25 counts how rare a word is, and how long a passage usually is, among all passages of
a tenant, also those behind the filter. What it finds is taken; how well it fits is told anew from
the passages found, so that neither figures nor order depend on what a reader may not read.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

Key = TypeVar("Key", bound=Hashable)

_K1, _B = 1.2, 0.75


class Keywords(Generic[Key]):
    """Counts the stems of a question in passages as they come, and weighs them when all are there.

    BM25 (Robertson and Spärck Jones, as Lucene and Weaviate compute it, k1 1.2 and b 0.75), of
    which the passages counted are the whole collection.
    """

    def __init__(self, asked: Iterable[str]) -> None:
        # Stems stand in the index with a space between them, so that these are whole ones.
        self._among = AhoCorasick(f" {stem} " for stem in dict.fromkeys(asked))
        self._lengths: dict[Key, int] = {}
        self._counts: dict[Key, Mapping[int, int]] = {}

    def count(self, passage: Key, stems: str) -> None:
        """Take in a passage; ``stems`` as the index has them. One that is known stays as it is."""
        if passage not in self._counts:
            found = self._among.find_matches_as_indexes(f" {stems} ", overlapping=True)
            self._lengths[passage] = stems.count(" ") + 1 if stems else 0
            self._counts[passage] = _counted(found)

    def scores(self) -> dict[Key, float]:
        """How well each passage fits the stems of the question, from 0."""
        passages = len(self._counts)
        usual = sum(self._lengths.values()) / max(1, passages) or 1.0
        holding = Counter(one for count in self._counts.values() for one in count)
        rarity = {one: _rarity(number, passages) for one, number in holding.items()}
        return {
            key: _weight(count, rarity, self._lengths[key] / usual)
            for key, count in self._counts.items()
        }


def _counted(found: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """How often each occurs. Of a few, a Counter takes longer to make than to fill."""
    counts: dict[int, int] = {}
    for stem, _, _ in found:
        counts[stem] = counts.get(stem, 0) + 1
    return counts


def _rarity(holding: int, passages: int) -> float:
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


def _weight(counts: Mapping[int, int], rarity: Mapping[int, float], length: float) -> float:
    """``length``: of the passage, in usual lengths."""
    damping = _K1 * (1 - _B + _B * length)
    return sum(
        rarity[stem] * number * (_K1 + 1) / (number + damping) for stem, number in counts.items()
    )
