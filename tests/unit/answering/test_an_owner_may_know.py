"""Whose document is nearest to a question that nothing answers."""

from dataclasses import replace
from uuid import UUID

import pytest

from chains.answering.listing import nearest_owned
from chains.answering.passages.evidence import DocumentFacts, Evidence

FACTS = DocumentFacts(UUID(int=1), UUID(int=9), "a.md", "Crane", "https://d/a", "d", owner="ida")
NEAR = Evidence(FACTS, "The crane.", cosine=0.7)
NEARER = Evidence(replace(FACTS, id=UUID(int=2), title="Dock"), "The dock.", cosine=0.8)
ASKED = "Where is the Dock?"
ALL = {UUID(int=1), UUID(int=2)}


def test_the_nearest_of_those_that_may_be_read_is_named() -> None:
    found = nearest_owned(ASKED, [NEAR, NEARER], ALL)
    assert found is not None
    assert (found.title, found.owner) == ("Dock", "ida")
    found = nearest_owned(ASKED, [NEAR, NEARER], {UUID(int=1)})
    assert found is not None
    assert found.title == "Crane"


@pytest.mark.parametrize(
    ("passage", "readable"),
    [
        (NEAR, set()),
        (replace(NEAR, cosine=0.5), ALL),
        (replace(NEAR, cosine=None), ALL),
        (replace(NEAR, document=replace(FACTS, owner=None)), ALL),
    ],
)
def test_nobody_is_named_who_may_not_be_or_who_is_far_from_it(
    passage: Evidence, readable: set[UUID]
) -> None:
    assert nearest_owned(ASKED, [passage], readable) is None


def test_nobody_is_named_for_what_no_passage_names() -> None:
    assert nearest_owned("Where is the Lighthouse?", [NEAR, NEARER], ALL) is None
