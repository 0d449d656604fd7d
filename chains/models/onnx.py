"""The local embedding model, bge-small-en-v1.5 in int8 ONNX, as LangChain embeddings."""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from tokenizers import Tokenizer

MODEL_ID = "bge-small-en-v1.5-int8"
DIMENSIONS = 384
LONGEST = 512
"""Word pieces the model has positions for, its two special tokens included."""
_QUESTIONS = 16
"""Questions whose vectors are remembered: each is searched for and compared with sentences, in a
channel for two readers."""


class OnnxEmbeddings(Embeddings):
    """Embeds texts one at a time, several in parallel, each on one thread.

    One text a run, because the int8 graph scales its activations over the whole batch: in a batch
    of 32 a vector differs from the same text's own (cosine 0.997 to 0.999), so it would depend on
    its neighbours. It is also faster: 35 texts of 256 word pieces a second on two cores, against
    26 in batches of 16 or 32, which pay for padding.
    """

    def __init__(
        self, model: Path, tokenizer: Path, *, model_id: str = MODEL_ID, threads: int | None = None
    ) -> None:
        """Load the model and its tokenizer; ``threads`` embed documents, one more the questions."""
        self.model_id = model_id
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._end = cast(int, self._tokenizer.token_to_id("[SEP]"))
        self.words: Sequence[str] = _words_of(self._tokenizer)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._documents = ThreadPoolExecutor(threads or os.cpu_count() or 1, "embed-documents")
        # A question never waits behind a sync's batch.
        self._questions = ThreadPoolExecutor(1, "embed-questions")
        self._question = lru_cache(_QUESTIONS)(self._begun)

    def close(self) -> None:
        """Stop the threads; work not yet begun is dropped."""
        self._documents.shutdown(cancel_futures=True)
        self._questions.shutdown(cancel_futures=True)

    def count_tokens(self, text: str) -> int:
        """How many word pieces the text has, without special tokens."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def knows(self, word: str) -> bool:
        """Whether its vocabulary has the word whole, as of 30,000 of English and of some others."""
        return self.count_tokens(word) == 1

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of the texts, in their order, 384 numbers each."""
        # Longest first, so that no thread begins a long text when the others have finished.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]), reverse=True)
        vectors = self._documents.map(self._embed, [texts[place] for place in order])
        placed = dict(zip(order, vectors, strict=True))
        return [placed[place] for place in range(len(texts))]

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of one question, 384 numbers.

        The model's query prefix is left out: it gave nothing once fused with keywords.
        """
        return list(self._question(text).result())

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        """Like embed_documents, without blocking the event loop."""
        return await asyncio.to_thread(self.embed_documents, texts)

    async def aembed_query(self, text: str) -> list[float]:
        """Like embed_query, without blocking the event loop."""
        vector = self._question(text)
        # To ask a thread for what is known takes as long as a third of the model.
        if vector.done():
            return list(vector.result())
        # Who gives up waiting takes it from nobody, and leaves none cancelled where it is kept.
        made = await asyncio.shield(asyncio.wrap_future(vector))
        return list(made)

    def _begun(self, question: str) -> Future[list[float]]:
        return self._questions.submit(self._embed, question)

    def _embed(self, text: str) -> list[float]:
        ids = self._tokenizer.encode(text).ids
        if len(ids) > LONGEST:
            ids = [*ids[: LONGEST - 1], self._end]
        tokens = np.array([ids], dtype=np.int64)
        outputs = cast(
            list[Any],
            self._session.run(
                None,
                {
                    "input_ids": tokens,
                    "attention_mask": np.ones_like(tokens),
                    "token_type_ids": np.zeros_like(tokens),
                },
            ),
        )
        first_token: NDArray[np.float32] = outputs[0][0, 0]
        unit: NDArray[np.float32] = first_token / np.linalg.norm(first_token)
        return cast(list[float], unit.tolist())


def _words_of(tokenizer: Tokenizer) -> tuple[str, ...]:
    """The words that a vocabulary has whole, the most frequent ones first.

    Read when a model is loaded: it takes as long as half a question.
    """
    vocabulary = tokenizer.get_vocab()
    words = (one for one in vocabulary if one.isalpha())
    return tuple(sorted(words, key=vocabulary.__getitem__))
