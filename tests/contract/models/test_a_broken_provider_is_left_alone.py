"""The second model is asked for the first, and a broken provider costs nothing for a while."""

import asyncio
from dataclasses import dataclass

import pytest
from langchain_core.messages import HumanMessage
from pydantic import BaseModel

from chains.config import ChainsConfig
from chains.errors import ConfigurationError, ModelUnavailable, OverBudget
from chains.models.breaker import MOST_FAILURES, REST_SECONDS, Breaker
from chains.models.chat import ChatModel, InvalidAnswer
from chains.models.fallback import ChatModels, configured_models
from chains.models.usage import Reservation, Tokens
from tests.fakes.chat_model_server import (
    ChatModelServer,
    Hangs,
    Refuses,
    Says,
    Script,
    chat_model_server,
)
from tests.fakes.open_account import OpenAccount

ASKED = [HumanMessage("How many?")]
THREE = Says('{"count": 3}')


class Count(BaseModel):
    count: int


@dataclass
class Clock:
    """Seconds, moved by hand."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


class NoMoney(OpenAccount):
    """An account that refuses."""

    async def reserve(self, model: str, most: Tokens) -> Reservation:
        raise OverBudget(f"{model}: {most}")


def opened(server: ChatModelServer, name: str = "first", clock: Clock | None = None) -> ChatModel:
    breaker = Breaker(clock=clock or Clock())
    options = {"api_key": "k", "max_retries": 0, "timeout": 0.3}
    return ChatModel.named(f"openai:{name}", url=server.url, breaker=breaker, **options)


async def ask(model: ChatModel | ChatModels, times: int = 1) -> list[int | str]:
    """What each of some questions in a row ends in."""
    ends: list[int | str] = []
    for _ in range(times):
        try:
            ends.append((await model.fill(Count, ASKED, OpenAccount())).count)
        except (ModelUnavailable, InvalidAnswer) as error:
            ends.append(type(error).__name__)
    return ends


@pytest.mark.parametrize("script", [Refuses(500), Refuses(429), Refuses(401), Hangs()])
async def test_the_second_model_answers_where_the_first_does_not(script: Script) -> None:
    account = OpenAccount()
    async with chat_model_server(script) as broken, chat_model_server(THREE) as well:
        models = ChatModels(opened(broken), opened(well, "second"))
        assert (await models.fill(Count, ASKED, account)).count == 3
    assert [one.model for one in account.reserved] == ["openai:first", "openai:second"]


async def test_the_second_model_is_not_asked_where_the_first_answers_nonsense() -> None:
    async with chat_model_server(Says("three")) as first, chat_model_server(THREE) as second:
        assert await ask(ChatModels(opened(first), opened(second))) == ["InvalidAnswer"]
        assert not second.requests


async def test_where_both_are_down_it_is_unavailable() -> None:
    async with chat_model_server(Refuses(500)) as down:
        models = ChatModels(opened(down), opened(down, "second"))
        assert await ask(models) == ["ModelUnavailable"]
        assert len(down.requests) == 2


async def test_a_broken_provider_is_asked_no_more_until_its_rest_is_over() -> None:
    clock = Clock()
    async with chat_model_server(Refuses(500)) as down:
        model = opened(down, clock=clock)
        await ask(model, MOST_FAILURES + 5)
        assert len(down.requests) == MOST_FAILURES
        clock.now += REST_SECONDS - 1
        await ask(model)
        assert len(down.requests) == MOST_FAILURES
        clock.now += 1
        # Tried once, found broken still, and left alone again.
        await ask(model, 3)
        assert len(down.requests) == MOST_FAILURES + 1


async def test_a_provider_that_came_back_is_asked_as_before() -> None:
    clock = Clock()
    script = (*[Refuses(503)] * MOST_FAILURES, THREE, Refuses(503), THREE)
    async with chat_model_server(*script) as server:
        model = opened(server, clock=clock)
        await ask(model, MOST_FAILURES)
        clock.now += REST_SECONDS
        # One failure among answers is nothing.
        assert await ask(model, 3) == [3, "ModelUnavailable", 3]


async def test_one_call_alone_finds_out_whether_it_came_back() -> None:
    clock = Clock()
    async with chat_model_server(*[Refuses(503)] * MOST_FAILURES, Hangs()) as server:
        model = opened(server, clock=clock)
        await ask(model, MOST_FAILURES)
        clock.now += REST_SECONDS
        await asyncio.gather(*(ask(model) for _ in range(8)))
        assert len(server.requests) == MOST_FAILURES + 1


async def test_nonsense_and_budgets_are_no_failures_of_a_provider() -> None:
    async with chat_model_server(Says("three")) as server:
        model = opened(server)
        assert await ask(model, MOST_FAILURES + 1) == ["InvalidAnswer"] * (MOST_FAILURES + 1)
        for _ in range(MOST_FAILURES + 1):
            with pytest.raises(OverBudget):
                await model.fill(Count, ASKED, NoMoney())
        assert await ask(model) == ["InvalidAnswer"]


async def test_nothing_is_called_that_nobody_pays_for() -> None:
    async with chat_model_server(THREE) as server:
        with pytest.raises(OverBudget):
            await ChatModels(opened(server)).fill(Count, ASKED, NoMoney())
        assert not server.requests


async def test_a_trial_that_is_cut_off_leaves_the_next_one_free() -> None:
    clock = Clock()
    async with chat_model_server(*[Refuses(503)] * MOST_FAILURES, Hangs(), THREE) as server:
        model = opened(server, clock=clock)
        await ask(model, MOST_FAILURES)
        clock.now += REST_SECONDS
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await ask(model)
        assert await ask(model) == [3]


async def test_addresses_and_the_second_model_come_from_the_configuration() -> None:
    async with chat_model_server(Refuses(500)) as down, chat_model_server(THREE) as well:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("OPENAI_API_KEY", "k")
            models = configured_models(
                ChainsConfig(
                    chat_model="openai:one",
                    chat_model_url=down.url,
                    chat_fallback="openai:two",
                    chat_fallback_url=well.url,
                )
            )
        assert models is not None
        assert models.names == ("openai:one", "openai:two")
        assert await ask(models) == [3]
        assert (down.requests[0]["model"], well.requests[0]["model"]) == ("one", "two")


@pytest.mark.parametrize(
    "config",
    [
        ChainsConfig(chat_fallback="openai:two"),
        ChainsConfig(chat_model_url="http://127.0.0.1:1/v1"),
        ChainsConfig(chat_model="ollama:one", chat_fallback_url="http://127.0.0.1:1/v1"),
        ChainsConfig(chat_model="ollama:one", chat_fallback="two"),
    ],
)
def test_half_a_configuration_is_refused_with_the_next_step(config: ChainsConfig) -> None:
    with pytest.raises(ConfigurationError) as caught:
        configured_models(config)
    assert "CHAT_" in caught.value.cause
    assert caught.value.next_step


def test_without_a_model_nothing_is_opened() -> None:
    assert configured_models(ChainsConfig()) is None
