"""What providers of chat models differ in: packages, errors, and how limits are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias

from langchain_core.utils.function_calling import convert_to_openai_function
from pydantic import BaseModel


@dataclass(frozen=True)
class Limits:
    """What holds for one request: seconds, repetitions on 429 and 5xx, tokens of the answer."""

    seconds: float
    retries: int
    tokens: int


Options: TypeAlias = dict[str, Any]
Schema: TypeAlias = type[BaseModel] | dict[str, Any]


def _usual(limits: Limits) -> Options:
    return {
        "timeout": limits.seconds,
        "max_retries": limits.retries,
        "max_tokens": limits.tokens,
    }


def _openai(limits: Limits) -> Options:
    # At another address its class leaves out what a streamed answer used unless it is told.
    return {**_usual(limits), "stream_usage": True}


def _google(limits: Limits) -> Options:
    # Google's SDK counts attempts: the first is one of them.
    return {**_usual(limits), "max_retries": limits.retries + 1}


def _ollama(limits: Limits) -> Options:
    # It serves from this company's own machines, so its client repeats nothing.
    return {"num_predict": limits.tokens, "client_kwargs": {"timeout": limits.seconds}}


def _bedrock(limits: Limits) -> Options:
    # botocore counts whole seconds, and attempts as Google's does.
    return {
        "timeout": max(1, round(limits.seconds)),
        "max_retries": limits.retries + 1,
        "max_tokens": limits.tokens,
    }


def _itself(schema: type[BaseModel]) -> Schema:
    return schema


def _openai_schema(schema: type[BaseModel]) -> Schema:
    # Given the class, OpenAI's client reads the answer itself, and what it cannot read is lost to
    # us: the text to be mended and what it cost. This is what it makes of the class.
    function = convert_to_openai_function(schema, strict=True)
    return {"name": function["name"], "schema": function["parameters"], "strict": True}


@dataclass(frozen=True)
class Provider:
    """``extra``: its extra of our package, where there is one. ``errors``: module and class of the
    error trees that its classes let through. ``address``: the option that names another server.
    ``described``: a schema as its structured output takes it.
    """

    extra: str | None = None
    errors: tuple[tuple[str, str], ...] = ()
    address: str = "base_url"
    options: Callable[[Limits], Options] = _usual
    described: Callable[[type[BaseModel]], Schema] = _itself

    @property
    def package(self) -> str:
        """How its package is installed."""
        return f"pip install 'footnote[{self.extra}]'" if self.extra else "LangChain's for it"

    def loaded_errors(self) -> tuple[type[Exception], ...]:
        """The error classes, of those packages that are installed."""
        return tuple(found for place in self.errors if (found := _loaded(*place)) is not None)


_OPENAI = (("openai", "OpenAIError"),)
_GOOGLE = (
    ("google.genai.errors", "APIError"),
    ("langchain_google_genai.chat_models", "ChatGoogleGenerativeAIError"),
)
_AWS = (("botocore.exceptions", "BotoCoreError"), ("botocore.exceptions", "ClientError"))

PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider("openai", _OPENAI, options=_openai, described=_openai_schema),
    "azure_openai": Provider("openai", _OPENAI, "azure_endpoint", _openai, _openai_schema),
    "anthropic": Provider("anthropic", (("anthropic", "AnthropicError"),)),
    "google_genai": Provider("google", _GOOGLE, options=_google),
    "ollama": Provider("ollama", (("ollama", "ResponseError"),), options=_ollama),
    "bedrock_converse": Provider("bedrock", _AWS, address="endpoint_url", options=_bedrock),
    "bedrock": Provider("bedrock", _AWS, address="endpoint_url", options=_bedrock),
}
"""Those with an extra; any other that LangChain knows works with a package of its own."""


def provider_named(name: str) -> Provider:
    """What is known of a provider, by LangChain's name for it."""
    return PROVIDERS.get(name, Provider())


def _loaded(module: str, name: str) -> type[Exception] | None:
    try:
        found: type[Exception] = getattr(import_module(module), name)
    except (ImportError, AttributeError):
        return None
    return found
