"""The chat models of a process in their order: the next is asked where one is unavailable."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from langchain_core.messages import BaseMessage
from pydantic import BaseModel

from chains.config import ChainsConfig
from chains.errors import ConfigurationError, ModelUnavailable
from chains.models.chat import ChatModel
from chains.models.usage import Account

Schema = TypeVar("Schema", bound=BaseModel)


class ChatModels:
    """Asks the first of them that answers."""

    def __init__(self, *models: ChatModel) -> None:
        self._models = models

    @property
    def names(self) -> tuple[str, ...]:
        """Each as ``provider:model``."""
        return tuple(model.name for model in self._models)

    async def fill(
        self,
        schema: type[Schema],
        messages: Sequence[BaseMessage],
        account: Account,
        heard: Callable[[Schema], None] | None = None,
    ) -> Schema:
        """The first answer as a value of the schema. Raises as `ChatModel.fill`."""
        failed = ModelUnavailable("chat: no model")
        for model in self._models:
            try:
                return await model.fill(schema, messages, account, heard)
            except ModelUnavailable as error:
                failed = error
        raise failed


def configured_models(config: ChainsConfig) -> ChatModels | None:
    """What CHAT_MODEL and CHAT_FALLBACK name; ``None`` where no model is wanted.

    Raises:
        ConfigurationError: one of them cannot be used, or the second is set without the first.
    """
    if config.chat_model is None:
        if config.chat_fallback or config.chat_model_url or config.chat_fallback_url:
            raise ConfigurationError(
                "CHAT_FALLBACK, CHAT_MODEL_URL or CHAT_FALLBACK_URL is set without CHAT_MODEL.",
                "Set CHAT_MODEL=provider:model, or none of them.",
            )
        return None
    first = ChatModel.named(config.chat_model, url=config.chat_model_url)
    if config.chat_fallback is None:
        if config.chat_fallback_url:
            raise ConfigurationError(
                "CHAT_FALLBACK_URL is set without CHAT_FALLBACK.",
                "Set CHAT_FALLBACK=provider:model, or neither.",
            )
        return ChatModels(first)
    second = ChatModel.named(
        config.chat_fallback, url=config.chat_fallback_url, variable="CHAT_FALLBACK"
    )
    return ChatModels(first, second)
