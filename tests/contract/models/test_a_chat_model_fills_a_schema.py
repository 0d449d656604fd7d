"""What the chat model gives back, what that used, and how failures reach us, over real HTTP."""

import time
from typing import Any

import httpx
import pytest
import respx
from langchain_core.messages import HumanMessage
from pydantic import BaseModel

from chains.errors import ConfigurationError, ModelUnavailable
from chains.models.chat import LIMITS, ChatModel, InvalidAnswer
from chains.models.usage import Tokens
from tests.fakes.chat_model_server import (
    Calls,
    Hangs,
    Raw,
    Refuses,
    Says,
    Script,
    chat_model_server,
)
from tests.fakes.open_account import OpenAccount

ASKED = [HumanMessage("How many?")]
IN_ONE_PIECE_AND_STREAMED = pytest.mark.parametrize("streaming", [False, True])


class Count(BaseModel):
    count: int


def opened(url: str, **options: object) -> ChatModel:
    settings = {"api_key": "k", "max_retries": 0, "timeout": 0.5} | options
    return ChatModel.named("openai:scripted", url=url, **settings)


async def filled(url: str, account: OpenAccount | None = None, **options: object) -> int:
    """What the model counts to."""
    return (await opened(url, **options).fill(Count, ASKED, account or OpenAccount())).count


@IN_ONE_PIECE_AND_STREAMED
@pytest.mark.parametrize(
    "text",
    ['{"count": 3}', 'Here you are:\n```json\n{"count": 3}\n```', '{"count": 3, "thoughts": "x"}'],
)
async def test_json_is_read_with_and_without_words_around_it(text: str, streaming: bool) -> None:
    async with chat_model_server(Says(text)) as server:
        assert await filled(server.url, streaming=streaming) == 3
        assert bool(server.requests[0].get("stream")) is streaming


@pytest.mark.parametrize("text", ["", "three", '{"count": "many"}', "[1, 2]", "{" * 100_000])
async def test_anything_else_is_an_invalid_answer_that_names_its_problem(text: str) -> None:
    async with chat_model_server(Says(text)) as server:
        with pytest.raises(InvalidAnswer) as caught:
            await filled(server.url)
    assert caught.value.problem


async def test_a_tool_call_is_an_invalid_answer() -> None:
    async with chat_model_server(Calls("delete_everything")) as server:
        with pytest.raises(InvalidAnswer):
            await filled(server.url)
        assert "tools" not in server.requests[0]


@pytest.mark.parametrize("script", [Refuses(429), Refuses(500), Refuses(401), Hangs()])
async def test_a_provider_that_fails_is_unavailable(script: Script) -> None:
    async with chat_model_server(script) as server:
        with pytest.raises(ModelUnavailable):
            await filled(server.url)


async def test_a_stream_that_breaks_off_is_unavailable() -> None:
    async with chat_model_server(Says('{"count": 33333333}', breaks_off=True)) as server:
        with pytest.raises(ModelUnavailable):
            await filled(server.url, streaming=True)


async def test_a_body_that_is_no_completion_never_escapes_as_another_error() -> None:
    for body in ('{"nonsense": true}', "<html>", "[]", '{"choices": []}'):
        async with chat_model_server(Raw(body)) as server:
            with pytest.raises((ModelUnavailable, InvalidAnswer)):
                await filled(server.url)


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_refused_request_is_tried_again_before_giving_up(status: int) -> None:
    async with chat_model_server(Refuses(status), Says('{"count": 1}')) as server:
        assert await filled(server.url, max_retries=1) == 1
        assert len(server.requests) == 2


async def test_it_waits_for_as_long_as_the_provider_says() -> None:
    """By itself the client would wait half a second at most before its first repetition."""
    async with chat_model_server(Refuses(429, retry_after=0.8), Says('{"count": 1}')) as server:
        started = time.monotonic()
        assert await filled(server.url, max_retries=1) == 1
        assert time.monotonic() - started >= 0.8


async def test_the_product_repeats_twice_and_no_more() -> None:
    async with chat_model_server(Refuses(503)) as server:
        with pytest.raises(ModelUnavailable):
            await filled(server.url, max_retries=LIMITS.retries)
        assert len(server.requests) == 3


async def test_a_server_without_structured_output_is_asked_without_it() -> None:
    def understood(request: dict[str, Any]) -> Script:
        return Refuses(400) if "response_format" in request else Says('{"count": 4}')

    async with chat_model_server(understood) as server:
        model = opened(server.url)
        for _ in range(2):
            assert (await model.fill(Count, ASKED, OpenAccount())).count == 4
        # Found out once, not at every question.
        assert ["response_format" in one for one in server.requests] == [True, False, False]


async def test_a_refused_question_does_not_count_against_structured_output() -> None:
    async with chat_model_server(Refuses(400), Refuses(400), Says('{"count": 4}')) as server:
        model = opened(server.url)
        with pytest.raises(ModelUnavailable):
            await model.fill(Count, ASKED, OpenAccount())
        assert (await model.fill(Count, ASKED, OpenAccount())).count == 4
        assert "response_format" in server.requests[-1]


async def test_what_the_provider_says_was_used_is_settled() -> None:
    account = OpenAccount()
    script = Says('{"count": 3}', input_tokens=123, output_tokens=45)
    async with chat_model_server(script) as server:
        await filled(server.url, account)
    assert [one.model for one in account.reserved] == ["openai:scripted"]
    assert account.used == [Tokens(123, 45)]


async def test_what_nobody_says_was_used_is_estimated() -> None:
    """Servers tell it of a streamed answer only where that is asked for."""
    account = OpenAccount()
    async with chat_model_server(Says('{"count": 3}', output_tokens=3)) as server:
        await filled(server.url, account, streaming=True, stream_usage=False)
    [reserved], [used] = account.reserved, account.used
    assert used.input == reserved.most.input
    assert 3 <= used.output < 10


async def test_more_is_set_aside_than_a_call_can_use() -> None:
    account = OpenAccount()
    async with chat_model_server(Says('{"count": 3}')) as server:
        await filled(server.url, account)
        sent = str(server.requests[0])
    [reserved] = account.reserved
    assert reserved.most.input >= len(sent) // 8
    assert reserved.most.output == server.requests[0]["max_completion_tokens"]


@pytest.mark.parametrize("text", ["three", '{"count": "many"}', ""])
async def test_an_invalid_answer_is_paid_for(text: str) -> None:
    account = OpenAccount()
    async with chat_model_server(Says(text, input_tokens=50, output_tokens=9)) as server:
        with pytest.raises(InvalidAnswer):
            await filled(server.url, account)
    assert account.used == [Tokens(50, 9)]


async def test_a_hundred_thousand_tokens_are_read_in_no_time() -> None:
    account = OpenAccount()
    started = time.monotonic()
    async with chat_model_server(Says("{" * 300_000, output_tokens=100_000)) as server:
        with pytest.raises(InvalidAnswer) as caught:
            await filled(server.url, account, timeout=10)
    assert len(caught.value.answer) <= 20_000
    assert account.used == [Tokens(10, 100_000)]
    assert time.monotonic() - started < 5


async def test_what_is_to_be_mended_is_told_with_its_place() -> None:
    async with chat_model_server(Says('{"count": "many"}')) as server:
        with pytest.raises(InvalidAnswer) as caught:
            await filled(server.url)
    assert caught.value.answer == '{"count": "many"}'
    assert "count: Input should be a valid integer" in caught.value.problem


async def test_an_answer_that_is_cut_is_invalid_and_paid_for_in_full() -> None:
    account = OpenAccount()
    cut = Says('{"count": 3', input_tokens=50, output_tokens=1_500, finish="length")
    async with chat_model_server(cut) as server:
        with pytest.raises(InvalidAnswer):
            await filled(server.url, account)
    assert account.used == [Tokens(50, 1_500)]


async def test_a_refusal_costs_nothing_and_a_call_that_hangs_all_that_was_set_aside() -> None:
    account = OpenAccount()
    for script in (Refuses(500), Hangs()):
        async with chat_model_server(script) as server:
            with pytest.raises(ModelUnavailable):
                await filled(server.url, account)
    assert account.used == [Tokens(), account.reserved[-1].most]


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("down"), httpx.ReadTimeout("slow"), httpx.Response(529)]
)
async def test_a_provider_in_trouble_is_unavailable(failure: Exception | httpx.Response) -> None:
    address = "https://models.example/v1"
    with respx.mock:
        # OpenAI's client speaks HTTPX or its successor; respx knows the first.
        async with httpx.AsyncClient() as client:
            route = respx.post(f"{address}/chat/completions").mock(side_effect=[failure])
            with pytest.raises(ModelUnavailable):
                await filled(address, http_async_client=client)
            assert route.called


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
