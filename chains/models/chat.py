"""The chat model an operator named, asked for typed answers, with our errors."""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
import structlog
from langchain.chat_models import init_chat_model
from langchain_core.exceptions import LangChainException
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import Runnable, RunnableSequence
from langsmith import tracing_context
from pydantic import BaseModel, ValidationError

from chains.errors import ConfigurationError, ModelUnavailable
from chains.models.breaker import Breaker
from chains.models.failures import may_have_worked, status_of
from chains.models.providers import Limits, Provider, provider_named
from chains.models.streamed import Hear, Stream
from chains.models.usage import Account, Tokens, estimated, told

DEADLINE_SECONDS = 40.0
"""For a call with all its repetitions."""
LIMITS = Limits(seconds=30.0, retries=2, tokens=1_500)
"""Of one request. The provider's own client spaces out the repetitions; a model that goes on for
longer than these tokens is cut."""
_LONGEST_READ = 20_000
_FRAME = 100
"""Tokens that providers put around the messages and the schema."""

# What SDKs trip over in a body that is no completion, as a gateway in between may send.
_NO_COMPLETION = (TypeError, AttributeError, KeyError, IndexError, ValueError)
# A server that is compatible but for structured output says so with one of these.
_NOT_UNDERSTOOD = frozenset({400, 404, 422, 501})

Schema = TypeVar("Schema", bound=BaseModel)


class InvalidAnswer(Exception):
    """The model's answer does not fit the schema; ``problem`` tells it what to mend."""

    def __init__(self, answer: str, problem: str) -> None:
        super().__init__(problem)
        self.answer = answer
        self.problem = problem


@dataclass(frozen=True)
class _Said:
    """What came back; ``used`` is ``None`` where the provider does not say."""

    text: str
    used: Tokens | None = None


class ChatModel:
    """Asks a chat model for values of a schema."""

    def __init__(
        self,
        model: BaseChatModel,
        provider: Provider | None = None,
        *,
        name: str = "unnamed",
        deadline_seconds: float = DEADLINE_SECONDS,
        breaker: Breaker | None = None,
    ) -> None:
        """``name``: ``provider:model``, as it is priced and counted."""
        self.name = name
        self._model = model
        self._provider = provider or Provider()
        self._errors: tuple[type[Exception], ...] = (
            LangChainException,
            httpx.HTTPError,
            OSError,
            *self._provider.loaded_errors(),
        )
        self._deadline_seconds = deadline_seconds
        self._breaker = breaker or Breaker()
        self._is_typed = True
        self._streams = True
        self._log = structlog.get_logger(__name__)

    @classmethod
    def named(
        cls,
        spec: str,
        *,
        url: str | None = None,
        variable: str = "CHAT_MODEL",
        limits: Limits = LIMITS,
        breaker: Breaker | None = None,
        **options: Any,
    ) -> "ChatModel":
        """The model named ``provider:model``, at the provider's own address or at ``url``.

        ``variable`` is where the name stands; ``options`` go to its LangChain class.

        Raises:
            ConfigurationError: the provider is unknown, or its package or key is missing.
        """
        name, model = _named(spec, variable)
        provider = provider_named(name)
        settings = {"temperature": 0, **provider.options(limits), **options}
        if url is not None:
            settings[provider.address] = url
        wrong: tuple[type[Exception], ...] = (ValueError, *provider.loaded_errors())
        try:
            opened = init_chat_model(model, model_provider=name, **settings)
        except ImportError as error:
            raise ConfigurationError(
                f"{variable}={spec} needs a package that is not installed: {error}",
                f"Install it: {provider.package}.",
            ) from error
        except wrong as error:
            raise ConfigurationError(
                f"{variable}={spec} cannot be used: {error}",
                "Check the provider's name and the environment variable that holds its key.",
            ) from error
        return cls(opened, provider, name=spec, breaker=breaker)

    async def fill(
        self,
        schema: type[Schema],
        messages: Sequence[BaseMessage],
        account: Account,
        heard: Callable[[Schema], None] | None = None,
    ) -> Schema:
        """The model's answer as a value of the schema; ``account`` pays for the call.

        ``heard`` is told what of it is complete, each time an element of the list that the schema
        begins with is; never of a model that cannot stream. What it was told may be no part of
        the answer: the model may fail after it, and be asked again.

        Raises:
            InvalidAnswer: the model answered with something else.
            ModelUnavailable: it did not answer in time, its provider refused, or it failed so
                often that it is left alone for a while; nothing was called then.
            OverBudget: the account cannot pay for it; nothing was called.
            StoreUnavailable: Postgres did not answer.
        """
        with self._breaker.trying():
            hear = None if heard is None else _hearing(schema, heard)
            said = await self._paid(schema, messages, account, hear)
        return _parsed(schema, said.text)

    async def _paid(
        self,
        schema: type[Schema],
        messages: Sequence[BaseMessage],
        account: Account,
        hear: Hear | None,
    ) -> _Said:
        asked = _length(schema, messages)
        reserved = await account.reserve(self.name, Tokens(asked, LIMITS.tokens))
        used = reserved.most  # also of a call that is cut off: nobody tells what that used
        try:
            said = await self._called(schema, messages, hear)
            used = said.used or Tokens(asked, estimated(said.text))
        except ModelUnavailable as error:
            self._log.warning("model.unavailable", model=self.name, error=str(error))
            if not may_have_worked(error.__cause__):
                used = Tokens()
            raise
        finally:
            await asyncio.shield(account.settle(reserved, used))
        return said

    async def _called(
        self, schema: type[Schema], messages: Sequence[BaseMessage], hear: Hear | None
    ) -> _Said:
        try:
            async with asyncio.timeout(self._deadline_seconds):
                return await self._asked(schema, messages, hear)
        except self._errors as error:
            raise ModelUnavailable(f"chat: {type(error).__name__}") from error

    async def _asked(
        self, schema: type[Schema], messages: Sequence[BaseMessage], hear: Hear | None
    ) -> _Said:
        typed = self._typed(schema) if self._is_typed else None
        if typed is None:
            return await self._said(self._model, messages, hear)
        try:
            return await self._said(typed, messages, hear)
        except self._errors as error:
            if (cut := _cut(error)) is not None:
                return cut
            if status_of(error) not in _NOT_UNDERSTOOD:
                raise
        said = await self._said(self._model, messages, hear)
        self._is_typed = False  # the question was no trouble, so the schema was
        return said

    def _typed(self, schema: type[Schema]) -> Runnable[Any, BaseMessage] | None:
        """The model told of the schema in its provider's way; ``None`` where there is none.

        Without LangChain's parsers behind it: they lose what an answer cost that they cannot read,
        and take hours over a hundred thousand brackets.
        """
        try:
            chain = self._model.with_structured_output(self._provider.described(schema))
        except NotImplementedError:
            return None
        return chain.first if isinstance(chain, RunnableSequence) else None

    async def _said(
        self,
        model: Runnable[Any, BaseMessage],
        messages: Sequence[BaseMessage],
        hear: Hear | None,
    ) -> _Said:
        try:
            # Off, else LangSmith's environment variables would send everything out.
            with tracing_context(enabled=False):
                message = await self._message(model, list(messages), hear)
        except _NO_COMPLETION as error:
            raise ModelUnavailable(f"chat: {type(error).__name__}") from error
        if not isinstance(message, AIMessage):
            return _Said("")
        # Some providers' structured output is the call of a tool that takes the schema.
        called = json.dumps(message.tool_calls[0]["args"]) if message.tool_calls else ""
        return _Said(called or message.text, told(message))

    async def _message(
        self, model: Runnable[Any, BaseMessage], messages: list[BaseMessage], hear: Hear | None
    ) -> BaseMessage:
        """Streamed where somebody listens and the provider can; else whole."""
        if hear is None or not self._streams:
            return await model.ainvoke(messages)
        stream = Stream(hear)
        failures: tuple[type[Exception], ...] = (*self._errors, *_NO_COMPLETION)
        try:
            await stream.read(model, messages)
        except failures as error:
            no_stream = isinstance(error, _NO_COMPLETION) or status_of(error) in _NOT_UNDERSTOOD
            if stream.has_begun or not no_stream:
                raise
        if stream.has_begun:
            return stream.message()
        message = await model.ainvoke(messages)
        self._streams = False  # the request was no trouble, so streaming was
        return message


def _hearing(schema: type[Schema], heard: Callable[[Schema], None]) -> Hear:
    def hear(part: str) -> None:
        with suppress(InvalidAnswer):
            heard(_parsed(schema, part))

    return hear


def _named(spec: str, variable: str) -> tuple[str, str]:
    name, _, model = spec.partition(":")
    if not (name and model):
        raise ConfigurationError(
            f"{variable}={spec!r} does not name a provider and a model.",
            "Write it as provider:model, for example openai:gpt-5-mini.",
        )
    return name, model


def _cut(error: Exception) -> _Said | None:
    """What came before the limit of tokens, where OpenAI's client makes an error of reaching it."""
    completion = getattr(error, "completion", None)
    choices = getattr(completion, "choices", None)
    if not choices:
        return None
    usage = getattr(completion, "usage", None)
    used = Tokens(usage.prompt_tokens, usage.completion_tokens) if usage else None
    return _Said(choices[0].message.content or "", used)


def _length(schema: type[BaseModel], messages: Sequence[BaseMessage]) -> int:
    """Tokens of a request, rather too many."""
    shape = json.dumps(schema.model_json_schema())
    words = "".join(message.text for message in messages)
    return estimated(2 * shape + words) + _FRAME


def _parsed(schema: type[Schema], said: str) -> Schema:
    """The JSON object in a text that may hold words or fences around it."""
    text = said[:_LONGEST_READ]
    start, end = text.find("{"), text.rfind("}")
    try:
        return schema.model_validate_json(text[start : end + 1] if end > start >= 0 else "")
    except ValidationError as error:
        raise InvalidAnswer(text, _problem(error)) from error


def _problem(error: ValidationError) -> str:
    wrong = error.errors()[:5]
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'answer'}: {one['msg']}" for one in wrong)
