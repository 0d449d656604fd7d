"""A sentence is embedded when it may be the best for a question, and its vector is remembered."""

from dataclasses import replace
from uuid import uuid4

from langchain_core.embeddings import DeterministicFakeEmbedding
from pydantic import Field

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.scoring import MOST_EMBEDDED, Scorer, precedence


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
    pages = [page("Annual leave is 30 days. Leave carries over."), page("Annual leave is paid.")]
    first = await scorer.candidates("How many days is annual leave?", pages)
    known = list(embeddings.asked)
    assert len(known) == len(set(known)) >= 2
    assert await scorer.candidates("How many days is annual leave?", pages) == first
    assert embeddings.asked == known
    await scorer.candidates("Is annual leave 30 days?", [page(f"{known[0]} Ask for annual leave.")])
    assert embeddings.asked[len(known) :] == ["Ask for annual leave."]


class Nearer(Counted):
    """Tells the question and one sentence to be alike, and all else to have nothing in common."""

    near: str

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked.extend(texts)
        return [[float(self.near in text), float(self.near not in text)] for text in texts]

    async def aembed_query(self, text: str) -> list[float]:
        return [1.0, float(not text)]


SAID = ("at pier 11", "at pier 12", "at pier 13", "at pier 14")


def robot(*said: object) -> list[Evidence]:
    """One passage whose sentences share the same words with a question; it is near to that."""
    return [replace(page(" ".join(f"The robot is charged {one}." for one in said)), cosine=0.9)]


async def test_the_best_is_one_whose_meaning_is_known() -> None:
    """Else a sentence would come first because nobody had looked at it."""
    for near in SAID:
        embeddings = Nearer(near=near)
        found = await Scorer(embeddings).candidates("Why is the robot charged?", robot(*SAID))
        assert near in min(found, key=precedence).segment.text


async def test_most_meanings_are_never_computed() -> None:
    embeddings = Nearer(near="nowhere")
    pages = robot(*range(100, 101 + MOST_EMBEDDED))
    await Scorer(embeddings).candidates("Why is the robot charged?", pages)
    assert len(embeddings.asked) == MOST_EMBEDDED
