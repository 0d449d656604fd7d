"""Sentences are looked for in the best passages, and how long those are is bounded."""

from uuid import uuid4

import pytest

from chains.answering.finding import read_closely
from chains.answering.passages.evidence import DocumentFacts, Evidence

FACTS = DocumentFacts(uuid4(), uuid4(), "a.md", "A page", "https://docs.example/a", "handbook")


@pytest.mark.parametrize(
    ("lengths", "read"),
    [
        ([500] * 10, 10),
        ([1_000] * 10, 6),
        ([1_001] * 10, 5),
        ([9_000] * 10, 3),
        ([100, 9_000, 100, 100], 3),
        ([100, 100, 100, 9_000, 100], 3),
        ([9_000], 1),
        ([], 0),
    ],
)
def test_the_best_are_read_up_to_a_length_and_three_whatever_theirs(
    lengths: list[int], read: int
) -> None:
    evidence = tuple(Evidence(FACTS, "x" * length) for length in lengths)

    assert read_closely(evidence) == evidence[:read]
