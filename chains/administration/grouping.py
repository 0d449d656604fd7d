"""Puts what is alike into groups, by vectors."""

from collections.abc import Sequence

import numpy as np

ALIKE = 0.7
"""Cosine of two questions about one thing. Of 25 questions about 7 things, embedded by their
telling words, more than nine in ten pairs about one thing are above it, all others below."""


def grouped(vectors: Sequence[Sequence[float]], alike: float = ALIKE) -> list[list[int]]:
    """The places of vectors that are alike, the largest group first; each in one group.

    As community detection of sentence-transformers does it: whatever has most neighbours left
    takes them, so a group is around one of its members, which is its first, and chains of things
    that are each a little alike do not become one.
    """
    if not vectors:
        return []
    made = np.asarray(vectors, dtype=np.float32)
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12)
    near = made @ made.T >= alike
    np.fill_diagonal(near, val=True)
    left = np.ones(len(made), dtype=bool)
    groups: list[list[int]] = []
    while left.any():
        neighbours = (near & left).sum(axis=1) * left
        centre = int(neighbours.argmax())
        members = near[centre] & left
        left &= ~members
        members[centre] = False
        groups.append([centre, *(int(place) for place in np.flatnonzero(members))])
    return groups
