"""Vectors of texts embedded before, kept on disk, so that a second run need not embed them."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

_CHUNK = 64
"""Texts embedded between two writes: what an interruption costs."""
_LOCK_SECONDS = 60
_SCHEMA = """CREATE TABLE IF NOT EXISTS vector (
    model TEXT NOT NULL, text_sha256 BLOB NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (model, text_sha256)) WITHOUT ROWID"""

Progress = Callable[[int], None]
"""Told how many texts got their vectors since it was told last."""


class CachedEmbeddings(Embeddings):
    """Another model's embeddings with a memory for documents; questions are always embedded."""

    def __init__(
        self, inner: Embeddings, model: str, path: Path, progress: Progress = lambda _: None
    ) -> None:
        self._inner = inner
        self._model = model
        self._path = path
        self._progress = progress
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as store, store:
            store.execute("PRAGMA journal_mode = WAL")
            store.execute(_SCHEMA)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of the texts, those known from the disk."""
        vectors: list[list[float]] = []
        with closing(self._open()) as store:
            for start in range(0, len(texts), _CHUNK):
                chunk = texts[start : start + _CHUNK]
                vectors += self._chunk(store, chunk)
                self._progress(len(chunk))
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, never from the disk."""
        return self._inner.embed_query(text)

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        """Like embed_documents, without blocking the event loop."""
        return await asyncio.to_thread(self.embed_documents, texts)

    async def aembed_query(self, text: str) -> list[float]:
        """Like embed_query, without blocking the event loop."""
        return await self._inner.aembed_query(text)

    def _chunk(self, store: sqlite3.Connection, texts: Sequence[str]) -> list[list[float]]:
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        known: dict[bytes, list[float]] = {}
        for key in keys:
            row = store.execute(
                "SELECT vector FROM vector WHERE model = ? AND text_sha256 = ?", (self._model, key)
            ).fetchone()
            if row:
                known[key] = np.frombuffer(row[0], dtype=np.float32).tolist()
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = self._inner.embed_documents(list(missing.values()))
            known |= dict(zip(missing, fresh, strict=True))
            with store:
                store.executemany(
                    "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
                    [
                        (self._model, key, np.asarray(known[key], dtype=np.float32).tobytes())
                        for key in missing
                    ],
                )
        return [known[key] for key in keys]

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_LOCK_SECONDS)
