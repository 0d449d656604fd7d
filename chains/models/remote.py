"""Embeddings of a provider, any that LangChain's init_embeddings knows, with our errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import httpx
from langchain.embeddings import init_embeddings
from langchain_core.embeddings import Embeddings

from chains.errors import ConfigurationError, ModelUnavailable

# Each SDK has an error tree of its own and LangChain passes it through.
_ERRORS = {
    "openai": ("openai", "OpenAIError"),
    "azure_openai": ("openai", "OpenAIError"),
    "ollama": ("ollama", "ResponseError"),
    "google_genai": ("langchain_google_genai", "GoogleGenerativeAIError"),
    "cohere": ("cohere.core", "ApiError"),
    "mistralai": ("httpx", "HTTPError"),
}
# Otherwise LangChain cuts texts into OpenAI's own tokens, fetching their list from the internet,
# which servers that speak the same protocol do not understand; passages are short enough.
_OPTIONS: dict[str, dict[str, Any]] = {
    "openai": {"check_embedding_ctx_length": False},
    "azure_openai": {"check_embedding_ctx_length": False},
}


class RemoteEmbeddings(Embeddings):
    """Another model's embeddings; what its SDK raises becomes ModelUnavailable."""

    def __init__(self, inner: Embeddings, errors: tuple[type[Exception], ...]) -> None:
        self._inner = inner
        self._errors = errors

    @classmethod
    def named(cls, spec: str) -> "RemoteEmbeddings":
        """The embeddings named ``provider:model``.

        Raises:
            ConfigurationError: the name is not of that form, or the provider's package or key is
                missing.
        """
        provider, separator, model = spec.partition(":")
        if not (provider and separator and model):
            raise ConfigurationError(
                f"EMBEDDINGS={spec!r} does not name a provider and a model.",
                "Write it as provider:model, for example openai:text-embedding-3-small.",
            )
        errors: tuple[type[Exception], ...] = (ValueError, *_errors_of(provider))
        try:
            return cls(init_embeddings(spec, **_OPTIONS.get(provider, {})), errors[1:])
        except ImportError as error:
            raise ConfigurationError(
                f"EMBEDDINGS={spec} needs a package that is not installed: {error}",
                f"Install it: pip install 'footnote[{provider}]', or langchain's package for it.",
            ) from error
        except errors as error:
            raise ConfigurationError(
                f"EMBEDDINGS={spec} cannot be used: {error}",
                "Check the provider's name and the environment variable that holds its key.",
            ) from error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of the texts, in their order.

        Raises:
            ModelUnavailable: the provider did not answer.
        """
        with self._translated():
            return self._inner.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question.

        Raises:
            ModelUnavailable: the provider did not answer.
        """
        with self._translated():
            return self._inner.embed_query(text)

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        """Like embed_documents, without blocking the event loop."""
        with self._translated():
            return await self._inner.aembed_documents(texts)

    async def aembed_query(self, text: str) -> list[float]:
        """Like embed_query, without blocking the event loop."""
        with self._translated():
            return await self._inner.aembed_query(text)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            raise ModelUnavailable(f"embeddings: {type(error).__name__}") from error


def _errors_of(provider: str) -> tuple[type[Exception], ...]:
    general: tuple[type[Exception], ...] = (httpx.HTTPError, OSError)
    if provider not in _ERRORS:
        return general
    package, name = _ERRORS[provider]
    try:
        return (*general, getattr(import_module(package), name))
    except (ImportError, AttributeError):
        return general
