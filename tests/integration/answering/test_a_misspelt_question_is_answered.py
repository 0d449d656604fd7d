"""A misspelt question is answered like the right one, by words that its readers may read."""

import pytest

from chains.access.audience import audience_for
from chains.access.reader import Readers
from chains.answering.outcome import Answer, Documents, NotFound, Unsure
from chains.answering.question import Wants
from chains.answering.retrieval import MOST_PASSAGES
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


async def test_a_word_of_the_language_is_guessed_where_nothing_found_has_it(
    company: Company,
) -> None:
    pages = {
        f"{number}.md": page(f"Crane {number}", f"What is crane {number} for? It lifts boats.")
        for number in range(2 * MOST_PASSAGES)
    }
    receipts = page("Paper", "A receipt for the crane is the proof that it was paid.")
    await company.publish("yard", {**pages, "paper.md": receipts})
    right, wrong = "What is the crane receipt for?", "What is the crane recipt for?"
    audience = audience_for(ANA, PRIVATE)
    reader = await Readers(company.sessions).reader_for(company.workspace, audience)
    found = await company.search.search(wrong, reader, limit=MOST_PASSAGES)
    assert all("receipt" not in hit.text for hit in found)
    assert await company.ask(wrong) == await company.ask(right)
    assert isinstance(await company.ask(wrong), Answer | Unsure)


@pytest.mark.parametrize("word", ["launch", "country", "gateway", "overtime", "kitchen"])
def test_the_local_model_knows_words(model: EmbeddingModel, word: str) -> None:
    assert isinstance(model.embeddings, OnnxEmbeddings)
    assert model.embeddings.knows(word)
    assert not model.embeddings.knows(f"{word[:2]}{word[3:]}")
    assert not model.embeddings.knows(f"{word} {word}")
    words = model.embeddings.words
    assert word in words
    assert words.index("the") < words.index(word)
