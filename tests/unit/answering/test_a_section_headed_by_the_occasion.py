"""A section whose heading is the occasion that a question names is told from its beginning."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer
from tests.fakes.word_vectors import WordVectors

CRANE = """Update the crane's firmware at night. After the update test the crane.

## When the crane does not start

Hold the key for twelve seconds. It then runs from the spare image, which waits for firmware.

## When it rains

Cover the crane.
"""


async def quoted(question: str, markdown: str = CRANE) -> list[str]:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "c.md", "Crane", "https://d.example/c", "d")
    extractive = Extractive(Scorer(WordVectors()))
    selection = await extractive.select(question, (Evidence(facts, markdown, score=1.0),))
    return [one.segment.text for one in selection.chosen]


@pytest.mark.parametrize(
    "question",
    ["crane does not start after firmware update", "The crane doesn't start, what do I do?"],
)
async def test_it_is_told_from_its_beginning(question: str) -> None:
    assert await quoted(question) == [
        "Hold the key for twelve seconds.",
        "It then runs from the spare image, which waits for firmware.",
    ]


@pytest.mark.parametrize(
    "heading",
    ["The crane does not start", "When the crane does not start in the second gear of the winch"],
)
async def test_another_heading_and_a_narrower_occasion_do_not_count(heading: str) -> None:
    markdown = CRANE.replace("When the crane does not start", heading)
    found = await quoted("crane does not start after firmware update", markdown)
    assert found[0] != "Hold the key for twelve seconds."


async def test_what_one_sentence_tells_is_not_told_from_the_beginning() -> None:
    found = await quoted("How long do I hold the key when the crane does not start?")
    assert found == ["Hold the key for twelve seconds."]
