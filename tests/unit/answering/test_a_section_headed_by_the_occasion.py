"""A section whose heading is the occasion that a question names is told from its beginning."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer

CRANE = """Update the crane's firmware at night. After the update test the crane.

## When the crane does not start

Hold the key for twelve seconds. It then runs from the spare image, which waits for firmware.

## When it rains

Cover the crane.
"""


def quoted(question: str, markdown: str = CRANE) -> list[str]:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "c.md", "Crane", "https://d.example/c", "d")
    extractive = Extractive(Scorer())
    selection = extractive.select(question, (Evidence(facts, markdown, score=1.0),))
    return [one.segment.text for one in selection.chosen]


@pytest.mark.parametrize(
    "question",
    ["crane does not start after firmware update", "The crane doesn't start, what do I do?"],
)
def test_it_is_told_from_its_beginning(question: str) -> None:
    assert quoted(question)[:2] == [
        "Hold the key for twelve seconds.",
        "It then runs from the spare image, which waits for firmware.",
    ]


@pytest.mark.parametrize(
    "heading",
    ["The crane does not start", "When the crane does not start in the second gear of the winch"],
)
def test_another_heading_and_a_narrower_occasion_do_not_count(heading: str) -> None:
    markdown = CRANE.replace("When the crane does not start", heading)
    found = quoted("crane does not start after firmware update", markdown)
    assert found[0] != "Hold the key for twelve seconds."


def test_what_one_sentence_tells_is_not_told_from_the_beginning() -> None:
    found = quoted("How long do I hold the key when the crane does not start?")
    assert found == ["Hold the key for twelve seconds."]
