"""A list holds documents that are about what was asked, and no others."""

from dataclasses import replace
from uuid import UUID

import pytest

from chains.answering.listing import listings, nearest_owned
from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.extractive import Selection
from chains.answering.quoting.scoring import Candidate

FACTS = DocumentFacts(UUID(int=1), UUID(int=9), "a.md", "Crane", "https://d/a", "d", owner="ida")


OTHER = replace(FACTS, id=UUID(int=2))


def listed(covered: float, cosine: float | None, best: float = 0.0, **how: bool) -> int:
    """How many are listed beside another document that holds the ``best`` share of the words."""
    segment = Segment("The crane lifts.", Form.PROSE, 0)
    candidates = (
        Candidate(0, segment, frozenset(), covered),
        Candidate(1, segment, frozenset(), best),
    )
    passages = [
        Evidence(FACTS, "The crane.", cosine=cosine),
        Evidence(OTHER, "A dock.", cosine=0.4),
    ]
    found = listings(Selection((), candidates), passages, {FACTS.id, OTHER.id}, **how)
    return sum(one.source.document == str(FACTS.id) for one in found)


@pytest.mark.parametrize(
    ("covered", "cosine", "count"),
    [
        (1.0, None, 1),
        (0.6, 0.5, 1),
        (0.0, 0.75, 1),
        (0.1, 0.65, 0),
        (0.0, 0.65, 0),
        (0.4, None, 0),
        (0.0, None, 0),
    ],
)
def test_one_word_in_common_makes_no_document_related(
    covered: float, cosine: float | None, count: int
) -> None:
    assert listed(covered, cosine, related=True) == count


def test_few_words_are_enough_where_no_document_holds_more() -> None:
    assert listed(0.25, 0.65, related=True) == 1
    assert listed(0.25, 0.65, best=0.9, related=True) == 0
    assert listed(0.25, 0.55, related=True) == 0


def test_what_is_near_is_shown_where_it_was_decided_that_something_is() -> None:
    assert listed(0.1, 0.4) == listed(0.0, 0.65) == 1
    assert listed(0.0, 0.55) == 0


def test_what_is_only_somewhat_alike_is_nearest_to_nothing() -> None:
    near = Evidence(FACTS, "The crane.", cosine=0.75)
    assert nearest_owned("Where is the crane?", [near], {FACTS.id}) is not None
    assert nearest_owned("Where is the crane?", [replace(near, cosine=0.65)], {FACTS.id}) is None
