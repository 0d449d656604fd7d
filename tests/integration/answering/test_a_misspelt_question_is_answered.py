"""A misspelt question is answered like the right one, by words that its readers may read."""

import pytest

from chains.answering.outcome import Answer, Documents, NotFound, Unsure
from chains.answering.question import Wants
from chains.models.embedder import EmbeddingModel, OnnxEmbeddings
from tests.integration.answering.conftest import ANA, FINN, PRIVATE, Company, page

DUES = page("Anchorage", "The anchorage costs 40 euros a night for every visiting boat.")
OTHER = page("Canteen", "The canteen serves lunch to every visiting boat from noon.")
RIGHT, WRONG = "How much does the anchorage cost?", "How much does the anchroage cost?"


async def test_it_is_answered_like_the_right_one(company: Company) -> None:
    await company.publish("harbour", {"dues.md": DUES, "canteen.md": OTHER})
    right, wrong = await company.ask(RIGHT), await company.ask(WRONG)
    assert isinstance(wrong, Answer)
    assert right == wrong
    asked = "What is the anchorage and how much does the anchroage cost?"
    assert isinstance(await company.ask(asked), Answer)
    listed = await company.ask("anchroage", wants=Wants.DOCUMENTS)
    assert isinstance(listed, Documents)
    assert listed.listings[0].source.title == "Anchorage"


async def test_what_nobody_may_read_is_not_what_was_meant(company: Company) -> None:
    await company.publish("open", {"canteen.md": OTHER})
    before = await company.ask(WRONG, ANA)
    watched = company.search.asked
    await company.ask(WRONG, ANA)
    searches = company.search.asked - watched
    await company.publish("closed", {"dues.md": DUES}, ("person:U0FINN",))
    watched = company.search.asked
    assert await company.ask(WRONG, ANA) == before
    assert company.search.asked - watched == searches
    assert isinstance(before, NotFound | Unsure)
    assert isinstance(await company.ask(WRONG, FINN, PRIVATE), Answer)


@pytest.mark.parametrize("word", ["launch", "country", "gateway", "overtime", "kitchen"])
def test_the_local_model_knows_words(model: EmbeddingModel, word: str) -> None:
    assert isinstance(model.embeddings, OnnxEmbeddings)
    assert model.embeddings.knows(word)
    assert not model.embeddings.knows(f"{word[:2]}{word[3:]}")
    assert not model.embeddings.knows(f"{word} {word}")
