"""The memory of vectors between runs."""

from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from chains.errors import ModelUnavailable
from chains.evaluation.embedding_cache import CachedEmbeddings


class Counting(Embeddings):
    """Embeds a text as its length and counts the texts; breaks down after some."""

    def __init__(self, breaks_after: int | None = None) -> None:
        self.embedded = 0
        self._breaks_after = breaks_after

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self._breaks_after is not None and self.embedded + len(texts) > self._breaks_after:
            raise ModelUnavailable("gone")
        self.embedded += len(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(len(text)), 0.5]


TEXTS = ["x" * length for length in range(1, 201)]


def test_a_text_is_embedded_once_per_model(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "vectors.sqlite"
    inner = Counting()
    first = CachedEmbeddings(inner, "m", path).embed_documents(["a", "bb", "a"])
    again = CachedEmbeddings(inner, "m", path).embed_documents(["bb", "a", "a"])
    assert (first, again) == ([[1, 0.5], [2, 0.5], [1, 0.5]], [[2, 0.5], [1, 0.5], [1, 0.5]])
    assert inner.embedded == 2
    CachedEmbeddings(inner, "other", path).embed_documents(["a"])
    assert inner.embedded == 3


def test_what_was_embedded_before_an_interruption_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    with pytest.raises(ModelUnavailable):
        CachedEmbeddings(Counting(breaks_after=130), "m", path).embed_documents(TEXTS)
    inner = Counting()
    vectors = CachedEmbeddings(inner, "m", path).embed_documents(TEXTS)
    assert vectors == [[float(length), 0.5] for length in range(1, 201)]
    assert inner.embedded == 200 - 128


async def test_questions_are_always_embedded_anew(tmp_path: Path) -> None:
    cached = CachedEmbeddings(Counting(), "m", tmp_path / "vectors.sqlite")
    await cached.aembed_documents(["who?"])
    assert await cached.aembed_query("who?") == [4.0, 0.5]
