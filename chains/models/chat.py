"""The chat model an operator named, asked for typed answers, with our errors."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeVar

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.exceptions import LangChainException, OutputParserException
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from pydantic import BaseModel, ValidationError

from chains.errors import ConfigurationError, ModelUnavailable

TIMEOUT_SECONDS = 30.0
"""For one request; the deadline of a call with all its retries is twice that."""
MOST_RETRIES = 2
"""Retries of a request on 429 and 5xx, which the provider's own client spaces out."""
LONGEST_ANSWER = 1_500
"""Tokens a draft may have; a model that goes on for longer is cut."""
_LONGEST_READ = 20_000

# Each SDK has an error tree of its own; LangChain translates only some of them.
_ERRORS = {
    "openai": ("openai", "OpenAIError"),
    "azure_openai": ("openai", "OpenAIError"),
    "anthropic": ("anthropic", "AnthropicError"),
    "ollama": ("ollama", "ResponseError"),
    "google_genai": ("google.genai.errors", "APIError"),
    "bedrock": ("botocore.exceptions", "BotoCoreError"),
    "bedrock_converse": ("botocore.exceptions", "BotoCoreError"),
}

# What SDKs trip over in a body that is JSON but no completion, as a gateway in between may send.
_NO_COMPLETION = (TypeError, AttributeError, KeyError, IndexError)

Schema = TypeVar("Schema", bound=BaseModel)


class InvalidAnswer(Exception):
    """The model's answer does not fit the schema; ``problem`` tells it what to mend."""

    def __init__(self, answer: str, problem: str) -> None:
        super().__init__(problem)
        self.answer = answer
        self.problem = problem


class ChatModel:
    """Asks a chat model for values of a schema."""

    def __init__(
        self,
        model: BaseChatModel,
        errors: tuple[type[Exception], ...] = (),
        *,
        deadline_seconds: float = 2 * TIMEOUT_SECONDS,
    ) -> None:
        self._model = model
        self._errors: tuple[type[Exception], ...] = (
            LangChainException,
            httpx.HTTPError,
            OSError,
            *errors,
        )
        self._deadline_seconds = deadline_seconds

    @classmethod
    def named(cls, spec: str, **options: Any) -> "ChatModel":
        """The model named ``provider:model``; ``options`` go to its LangChain class.

        Raises:
            ConfigurationError: the provider is unknown, or its package or key is missing.
        """
        provider, _, model = spec.partition(":")
        if not (provider and model):
            raise ConfigurationError(
                f"CHAT_MODEL={spec!r} does not name a provider and a model.",
                "Write it as provider:model, for example openai:gpt-5-mini.",
            )
        settings: dict[str, Any] = {
            "temperature": 0,
            "timeout": TIMEOUT_SECONDS,
            "max_retries": MOST_RETRIES,
            "max_tokens": LONGEST_ANSWER,
        } | options
        errors = _errors_of(provider)
        wrong: tuple[type[Exception], ...] = (ValueError, *errors)
        try:
            return cls(init_chat_model(model, model_provider=provider, **settings), errors)
        except ImportError as error:
            raise ConfigurationError(
                f"CHAT_MODEL={spec} needs a package that is not installed: {error}",
                f"Install it: pip install 'footnote[{provider}]', or langchain's package for it.",
            ) from error
        except wrong as error:
            raise ConfigurationError(
                f"CHAT_MODEL={spec} cannot be used: {error}",
                "Check the provider's name and the environment variable that holds its key.",
            ) from error

    async def fill(self, schema: type[Schema], messages: Sequence[BaseMessage]) -> Schema:
        """The model's answer as a value of the schema.

        Raises:
            InvalidAnswer: the model answered with something else.
            ModelUnavailable: it did not answer in time, or its provider refused.
        """
        with self._translated():
            async with asyncio.timeout(self._deadline_seconds):
                return await self._asked(schema, messages)

    async def _asked(self, schema: type[Schema], messages: Sequence[BaseMessage]) -> Schema:
        try:
            typed = self._model.with_structured_output(schema, include_raw=True)
        except NotImplementedError:  # this provider has no structured output
            return _parsed(schema, await self._model.ainvoke(list(messages)))
        try:
            result = await typed.ainvoke(list(messages))
        except (ValidationError, OutputParserException, json.JSONDecodeError) as error:
            return _parsed(schema, _read(error))
        except _NO_COMPLETION as error:
            raise ModelUnavailable(f"chat: {type(error).__name__}") from error
        if not isinstance(result, dict):
            return _parsed(schema, result)
        parsed = result["parsed"]
        return parsed if isinstance(parsed, schema) else _parsed(schema, result["raw"])

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            raise ModelUnavailable(f"chat: {type(error).__name__}") from error


def _parsed(schema: type[Schema], message: object) -> Schema:
    """The JSON object in a message that may hold words or fences around it."""
    text = message if isinstance(message, str) else ""
    text = (message.text if isinstance(message, AIMessage) else text)[:_LONGEST_READ]
    start, end = text.find("{"), text.rfind("}")
    try:
        return schema.model_validate_json(text[start : end + 1] if end > start >= 0 else "")
    except ValidationError as error:
        raise InvalidAnswer(text, _problem(error)) from error


def _read(error: Exception) -> str:
    """What the model wrote, where the provider's own client read it first and found it wrong."""
    written = error.errors()[0].get("input") if isinstance(error, ValidationError) else None
    return written if isinstance(written, str) else ""


def _problem(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "The answer is not a JSON object."
    places = [
        f"{'.'.join(map(str, one['loc'])) or 'answer'}: {one['msg']}" for one in error.errors()
    ]
    return "; ".join(places[:5])


def _errors_of(provider: str) -> tuple[type[Exception], ...]:
    if provider not in _ERRORS:
        return ()
    package, name = _ERRORS[provider]
    try:
        return (getattr(import_module(package), name),)
    except (ImportError, AttributeError):
        return ()
