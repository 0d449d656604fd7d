"""Chooses the embedding model: the local one, or any that LangChain knows by name."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from langchain_core.embeddings import Embeddings

from chains.models.onnx import DIMENSIONS, OnnxEmbeddings
from chains.models.remote import RemoteEmbeddings

__all__ = ["EmbeddingModel", "ModelFiles", "OnnxEmbeddings", "estimate_tokens", "load_embeddings"]

PIECE = 3.0
"""Characters a token has at least in ordinary prose of European languages."""


class ModelFiles(Protocol):
    """Where the local model's two files lie."""

    @property
    def model(self) -> Path: ...

    @property
    def tokenizer(self) -> Path: ...


@dataclass(frozen=True)
class EmbeddingModel:
    """An embedding model and what the index has to know about it.

    ``name`` is what the index records; ``count_tokens`` measures a text in the model's own tokens,
    or a careful estimate where its tokenizer is not at hand.
    """

    name: str
    dimensions: int
    embeddings: Embeddings
    count_tokens: Callable[[str], int]


def load_embeddings(spec: str | None, files: ModelFiles | None) -> EmbeddingModel:
    """The model named ``provider:model``, or the local one when no name is given.

    A provider is asked for one vector, to learn how many numbers it has.

    Raises:
        ConfigurationError: the provider is unknown or its package or key is missing.
        ModelUnavailable: the provider did not answer.
        ValueError: neither a name nor the local files are given.
    """
    if spec is not None:
        remote = RemoteEmbeddings.named(spec)
        return EmbeddingModel(spec, len(remote.embed_query("dimensions")), remote, estimate_tokens)
    if files is None:
        raise ValueError("the local model needs its files")
    local = OnnxEmbeddings(files.model, files.tokenizer)
    return EmbeddingModel(local.model_id, DIMENSIONS, local, local.count_tokens)


def estimate_tokens(text: str) -> int:
    """At least as many tokens as ordinary prose of this length has."""
    return math.ceil(len(text) / PIECE)
