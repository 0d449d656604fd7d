"""A section headed by what is asked, its occasion or all of its words, is told from the start."""

from dataclasses import replace
from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.decision import Thresholds, Verdict, judge, signals_of
from chains.answering.quoting.extractive import Extractive, Selection
from chains.answering.quoting.scoring import Scorer

CRANE = """Update the crane's firmware at night. After the update test the crane.

## When the crane does not start

Hold the key for twelve seconds. It then runs from the spare image, which waits for firmware.

## When it rains

Cover the crane.
"""
GLIDING = """Ask for a gliding schedule in writing; gliding needs consent.

## Gliding

Arrive between seven and ten. Leave eight hours later.

## Gliding abroad

Ask first.
"""


def evidence(markdown: str, title: str = "Crane") -> tuple[Evidence, ...]:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "c.md", title, "https://d.example/c", "d")
    return (Evidence(facts, markdown, cosine=0.7, score=1.0),)


def selected(question: str, markdown: str, title: str = "Crane") -> Selection:
    return Extractive(Scorer()).select(question, evidence(markdown, title))


def quoted(question: str, markdown: str = CRANE, title: str = "Crane") -> list[str]:
    return [one.segment.text for one in selected(question, markdown, title).chosen]


@pytest.mark.parametrize("question", ["gliding", "What is gliding?"])
def test_a_section_headed_by_all_that_is_asked_is_told(question: str) -> None:
    assert quoted(question, GLIDING)[:2] == [
        "Arrive between seven and ten.",
        "Leave eight hours later.",
    ]


PETS = """Guests sign the book, dogs or not.

## Children and dogs

Children are welcome. Dogs may come on Fridays.

## Bicycles and dogsleds

Sleds stay outside.
"""


@pytest.mark.parametrize(("question", "first"), [("dogs", 1), ("children", 0)])
def test_a_heading_may_name_several(question: str, first: int) -> None:
    found = selected(question, PETS)
    assert found.best is not None
    assert found.best.headed
    assert found.best.segment.text == ("Children are welcome.", "Dogs may come on Fridays.")[first]
    assert judge(question, found, evidence(PETS), Thresholds())[0] is Verdict.ANSWER
    bicycles = selected("bicycles", PETS).best
    assert bicycles is None or not bicycles.headed  # no sentence there speaks of them


def test_a_row_is_headed_by_its_first_cell() -> None:
    table = (
        "A nest is dear.\n\n| Word | Meaning |\n|---|---|\n| nest | a dock |\n| buoy | see nest |\n"
    )
    assert quoted("nest", table)[:1] == ["Word: nest\nMeaning: a dock"]


def test_what_has_every_word_is_near_however_unlike_its_page_is() -> None:
    def verdict(text: str) -> Verdict:
        [one] = evidence(text)
        found = (replace(one, cosine=0.45),)
        selection = Extractive(Scorer()).select("minibar", found)
        return judge("minibar", selection, found, Thresholds())[0]

    assert verdict("Parking fines and minibar purchases are not paid.") is Verdict.UNSURE
    assert verdict("Parking fines and upgrades are not paid.") is Verdict.NOTHING


def test_what_stands_below_the_title_alone_is_headed_by_it() -> None:
    page = "Arrive between seven and ten. Gliding needs consent.\n"
    assert quoted("gliding", page, "Gliding")[:1] == ["Arrive between seven and ten."]
    assert quoted("gliding", page, "Schedules")[:1] == ["Gliding needs consent."]


def test_it_is_surer_than_what_only_has_the_words() -> None:
    def confidence(markdown: str) -> float:
        best = selected("gliding", markdown).best
        assert best is not None
        return Thresholds().confidence(signals_of("gliding", best, evidence(markdown)))

    assert confidence(GLIDING) > 0.2 + confidence(GLIDING.replace("## Gliding\n", "## Schedules\n"))


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


def test_a_heading_that_tells_what_happens_is_an_occasion() -> None:
    markdown = CRANE.replace("When it rains", "A crane is wet")
    assert quoted("my crane is wet, can I lift a box", markdown)[0] == "Cover the crane."
    best = selected("my crane is wet, can I lift a box", markdown).best
    assert best is not None
    assert best.headed


def test_what_one_sentence_tells_is_not_told_from_the_beginning() -> None:
    found = quoted("How long do I hold the key when the crane does not start?")
    assert found == ["Hold the key for twelve seconds."]
