"""A sentence is embedded when it is first compared with a question, and remembered."""

from uuid import uuid4

from langchain_core.embeddings import DeterministicFakeEmbedding
from pydantic import Field

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.scoring import Scorer


class Counted(DeterministicFakeEmbedding):
    """Remembers what it was asked for."""

    size: int = 8
    asked: list[str] = Field(default_factory=list)

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked.extend(texts)
        return self.embed_documents(texts)


def page(text: str) -> Evidence:
    """A passage of a document of its own."""
    facts = DocumentFacts(uuid4(), uuid4(), "page.md", "Leave", "https://kb.example/page", "kb")
    return Evidence(facts, text, score=1.0)


async def test_a_sentence_is_embedded_once_and_scored_alike() -> None:
    embeddings = Counted()
    scorer = Scorer(embeddings)
    pages = [page("Annual leave is 30 days. Leave carries over to March."), page("Leave is good.")]
    first = await scorer.candidates("How many days is annual leave?", pages)
    known = list(embeddings.asked)
    assert len(known) == len(set(known)) == 3
    assert await scorer.candidates("How many days is annual leave?", pages) == first
    assert embeddings.asked == known
    await scorer.candidates("Who may take leave?", [*pages, page("Annual leave is 30 days. Ask.")])
    assert embeddings.asked[len(known) :] == ["Ask."]
