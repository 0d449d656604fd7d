"""Whoever embeds hears a question's words when it is asked, and nothing of any document."""

import asyncio

import pytest

from chains.answering.outcome import Answer, Documents
from chains.answering.question import Wants
from tests.integration.answering.conftest import Company, page

ASKED = "How much does a parking permit cost?"
PARKING = page(
    "Parking", "## Permits\n\nA parking permit costs 40 euros a month. Bicycles need no permit."
)


async def test_no_sentence_of_a_document_is_embedded(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    await company.publish("office", {"parking.md": PARKING})
    embeddings = company.model.embeddings
    embed, heard = embeddings.aembed_query, []

    async def listening(text: str) -> list[float]:
        heard.append(text)
        return await embed(text)

    async def refused(texts: list[str]) -> list[list[float]]:
        raise AssertionError(f"{len(texts)} texts")

    monkeypatch.setattr(embeddings, "aembed_query", listening)
    monkeypatch.setattr(embeddings, "aembed_documents", refused)
    assert isinstance(await company.ask(ASKED), Answer)
    assert isinstance(await company.ask(ASKED, wants=Wants.DOCUMENTS), Documents)
    assert set(heard) == {ASKED}


async def test_a_question_that_somebody_gave_up_is_embedded_for_the_next(company: Company) -> None:
    embeddings = company.model.embeddings
    before = asyncio.create_task(embeddings.aembed_query("How much is a permit? " * 60))
    given_up = asyncio.create_task(embeddings.aembed_query("How much is a berth in March?"))
    await asyncio.sleep(0)
    given_up.cancel()
    assert len(await before) == len(await embeddings.aembed_query("How much is a berth in March?"))
