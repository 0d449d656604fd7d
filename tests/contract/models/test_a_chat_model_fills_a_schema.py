"""What the chat model gives back, and how a provider's failures reach us, over real HTTP."""

import httpx
import pytest
import respx
from langchain_core.messages import HumanMessage
from pydantic import BaseModel

from chains.errors import ConfigurationError, ModelUnavailable
from chains.models.chat import ChatModel, InvalidAnswer
from tests.fakes.chat_model_server import Hangs, Raw, Refuses, Says, Script, chat_model_server

ASKED = [HumanMessage("How many?")]


class Count(BaseModel):
    count: int


def opened(url: str, **options: object) -> ChatModel:
    settings = {"base_url": url, "api_key": "k", "max_retries": 0, "timeout": 0.5} | options
    return ChatModel.named("openai:scripted", **settings)


@pytest.mark.parametrize(
    "text",
    ['{"count": 3}', 'Here you are:\n```json\n{"count": 3}\n```', '{"count": 3, "thoughts": "x"}'],
)
async def test_json_is_read_with_and_without_words_around_it(text: str) -> None:
    async with chat_model_server(Says(text)) as server:
        assert (await opened(server.url).fill(Count, ASKED)).count == 3


@pytest.mark.parametrize("text", ["", "three", '{"count": "many"}', "[1, 2]", "{" * 100_000])
async def test_anything_else_is_an_invalid_answer_that_names_its_problem(text: str) -> None:
    async with chat_model_server(Says(text)) as server:
        with pytest.raises(InvalidAnswer) as caught:
            await opened(server.url).fill(Count, ASKED)
    assert caught.value.problem


@pytest.mark.parametrize("script", [Refuses(429), Refuses(500), Refuses(401), Hangs()])
async def test_a_provider_that_fails_is_unavailable(script: Script) -> None:
    async with chat_model_server(script) as server:
        with pytest.raises(ModelUnavailable):
            await opened(server.url).fill(Count, ASKED)


async def test_a_body_that_is_no_completion_never_escapes_as_another_error() -> None:
    async with chat_model_server(Raw('{"nonsense": true}')) as server:
        with pytest.raises((ModelUnavailable, InvalidAnswer)):
            await opened(server.url).fill(Count, ASKED)


async def test_a_refused_request_is_tried_again_before_giving_up() -> None:
    async with chat_model_server(Refuses(429), Says('{"count": 1}')) as server:
        assert (await opened(server.url, max_retries=1).fill(Count, ASKED)).count == 1
        assert len(server.requests) == 2


@respx.mock
@pytest.mark.parametrize("error", [httpx.ConnectError("down"), httpx.ReadTimeout("slow")])
async def test_a_broken_connection_is_unavailable(error: Exception) -> None:
    respx.post("https://models.example/v1/chat/completions").mock(side_effect=error)
    with pytest.raises(ModelUnavailable):
        await opened("https://models.example/v1").fill(Count, ASKED)


@pytest.mark.parametrize("spec", ["", "gpt", "openai:", ":gpt", "nonesuch:model"])
def test_a_name_that_is_no_model_is_refused_with_the_next_step(spec: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        ChatModel.named(spec)
    assert "CHAT_MODEL" in caught.value.cause
    assert caught.value.next_step


def test_a_missing_key_is_told_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ConfigurationError):
        ChatModel.named("openai:gpt-5-mini")
