"""An embedding model that needs no files: words that are shared make texts alike."""

import hashlib

import numpy as np
from langchain_core.embeddings import Embeddings

from chains.models.onnx import DIMENSIONS


class WordVectors(Embeddings):
    """A text's vector is the sum of its words' own random directions."""

    def __init__(self, seed: str = "") -> None:
        self._seed = seed
        self._known: dict[str, np.ndarray] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        total = np.sum([self._direction(word) for word in text.lower().split()], axis=0)
        return [float(number) for number in total / np.linalg.norm(total)]

    def _direction(self, word: str) -> np.ndarray:
        if word not in self._known:
            digest = hashlib.sha256(f"{self._seed}{word}".encode()).digest()
            chance = np.random.default_rng(int.from_bytes(digest[:8], "big"))
            self._known[word] = chance.normal(size=DIMENSIONS)
        return self._known[word]
