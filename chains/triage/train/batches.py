"""Texts as batches of word pieces, in a few lengths, so that each is compiled once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LENGTHS = (8, 12, 16, 24, 40, 64)
"""Word pieces a batch is padded to; the last is where texts are cut."""

LONGEST = LENGTHS[-1]
POOL = 50
"""Batches drawn at a time and sorted by length among themselves."""


@dataclass(frozen=True, slots=True)
class Batch:
    """``rows`` are places in the texts, ``ids`` and ``mask`` are (batch, length)."""

    rows: NDArray[np.int64]
    ids: NDArray[np.int32]
    mask: NDArray[np.int32]


def pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """The word pieces of each text, cut at LONGEST, special tokens included."""
    return [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]


def shuffled_batches(
    encoded: Sequence[list[int]], size: int, random: np.random.Generator
) -> Iterator[Batch]:
    """One epoch in random order, neighbours in length together; an incomplete batch is left out."""
    order = random.permutation(len(encoded))
    batches = []
    for begin in range(0, len(order), size * POOL):
        pool = sorted(order[begin : begin + size * POOL], key=lambda row: len(encoded[row]))
        batches += [pool[at : at + size] for at in range(0, len(pool) - size + 1, size)]
    for place in random.permutation(len(batches)):
        yield _padded(encoded, batches[place], size)


def ordered_batches(encoded: Sequence[list[int]], size: int) -> Iterator[Batch]:
    """Every text once, sorted by length; the last batch is filled up with empty rows."""
    order = sorted(range(len(encoded)), key=lambda row: len(encoded[row]))
    for begin in range(0, len(order), size):
        yield _padded(encoded, order[begin : begin + size], size)


def _padded(encoded: Sequence[list[int]], rows: Sequence[int], size: int) -> Batch:
    longest = max(len(encoded[row]) for row in rows)
    length = next(length for length in LENGTHS if length >= longest)
    ids = np.zeros((size, length), np.int32)
    mask = np.zeros((size, length), np.int32)
    mask[:, 0] = 1
    for place, row in enumerate(rows):
        ids[place, : len(encoded[row])] = encoded[row]
        mask[place, : len(encoded[row])] = 1
    return Batch(np.array(rows, np.int64), ids, mask)
