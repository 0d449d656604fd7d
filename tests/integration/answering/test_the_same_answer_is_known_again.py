"""Whether a question that is asked again is answered as before, though no word of that is kept."""

import pytest

from chains.answering.outcome import Answer
from chains.answering.records import Records
from tests.integration.answering.conftest import SEAL, TOM, Company, page

PIER = page("Pier rules", "The night gate of the pier closes at 21:15 on every day of the week.")
ASKED = "When does the night gate of the pier close?"


@pytest.fixture
async def pier(company: Company) -> Company:
    """A company in which the question is answered already, as R1."""
    await company.publish("pier", {"pier.md": PIER})
    assert isinstance(await company.ask(ASKED), Answer)
    return company


async def is_the_same(pier: Company, later: str) -> bool:
    return await Records(pier.sessions, SEAL).is_the_same(pier.workspace, later, "R1")


async def write(pier: Company, text: str) -> None:
    (pier.root / "pier" / "pier.md").write_text(text, encoding="utf-8")
    await pier.synchroniser.sync(pier.workspace, pier.sources["pier"])


async def test_the_same_words_from_the_same_sources_are(pier: Company) -> None:
    await pier.ask(ASKED, request="R2")
    assert await is_the_same(pier, "R2")


@pytest.mark.parametrize(
    ("said", "instead"),
    [("21:15", "22:45"), ("Pier rules", "Rules of the pier")],
    ids=["other words", "another title"],
)
async def test_what_was_changed_meanwhile_is_not(pier: Company, said: str, instead: str) -> None:
    await write(pier, PIER.replace(said, instead))
    assert isinstance(await pier.ask(ASKED, request="R2"), Answer)
    assert not await is_the_same(pier, "R2")


async def test_what_is_no_answer_or_was_never_asked_is_not(pier: Company) -> None:
    await pier.ask(ASKED, asker=TOM, request="R2")
    await pier.ask(ASKED, asker=TOM, request="R1")
    assert not await is_the_same(pier, "R2")
    assert not await is_the_same(pier, "R3")
    assert not await is_the_same(pier, "R1")
