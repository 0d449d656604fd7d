"""Five providers through their own SDKs, against a server that speaks their protocols."""

import gc
import json
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel

from chains.errors import ModelUnavailable
from chains.models.chat import ChatModel, InvalidAnswer
from chains.models.providers import Limits
from chains.models.usage import Tokens
from tests.fakes.open_account import OpenAccount
from tests.fakes.provider_server import INPUT, OUTPUT, ProviderServer, provider_server

MODELS = {
    "openai:m": {"api_key": "k"},
    "anthropic:claude-m": {"api_key": "k"},
    "google_genai:gemini-m": {"api_key": "k"},
    "ollama:m": {},
    "bedrock_converse:anthropic.claude-m": {
        "region_name": "eu-central-1",
        "aws_access_key_id": "k",
        "aws_secret_access_key": "s",
    },
}
EVERY_PROVIDER = pytest.mark.parametrize("spec", MODELS)
# Google's SDK derives from a class that aiohttp wants nobody to derive from, and leaves the body of
# an error unread; botocore leaves a request that was given up to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning",
    "ignore::ResourceWarning",
    "ignore:coroutine 'ClientResponse.json' was never awaited:RuntimeWarning",
)
ASKED = [SystemMessage("Count."), HumanMessage("How many?")]


class Count(BaseModel):
    """A number of things."""

    count: int


@pytest.fixture(autouse=True)
def _by_itself(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without asking for credentials; what SDKs leave open is cleared up here, and not beside the
    tests that follow."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    yield
    gc.collect()


def opened(spec: str, url: str, retries: int = 0) -> ChatModel:
    """The model at this server, as configured but with shorter limits."""
    options: dict[str, Any] = dict(MODELS[spec])
    address = url + "/v1" if spec.startswith("openai") else url
    return ChatModel.named(spec, url=address, limits=Limits(1.0, retries, 77), **options)


@EVERY_PROVIDER
async def test_it_fills_a_schema_and_tells_what_it_used(spec: str) -> None:
    account = OpenAccount()
    async with provider_server(ProviderServer({"count": 3})) as server:
        assert (await opened(spec, server.url).fill(Count, ASKED, account)).count == 3
        [sent] = server.requests
    assert account.used == [Tokens(INPUT, OUTPUT)]
    assert "77" in json.dumps(sent), "the longest answer is not sent"


@EVERY_PROVIDER
@pytest.mark.parametrize("status", [401, 429, 503])
async def test_what_it_refuses_is_unavailable(spec: str, status: int) -> None:
    async with provider_server(ProviderServer({"count": 3}, [status] * 9)) as server:
        with pytest.raises(ModelUnavailable):
            await opened(spec, server.url).fill(Count, ASKED, OpenAccount())


@EVERY_PROVIDER
async def test_when_it_hangs_it_is_unavailable_and_may_have_cost_all(spec: str) -> None:
    account = OpenAccount()
    async with provider_server(ProviderServer({}, hangs=True)) as server:
        with pytest.raises(ModelUnavailable):
            await opened(spec, server.url).fill(Count, ASKED, account)
    assert account.used == [account.reserved[0].most]


@EVERY_PROVIDER
async def test_when_nothing_listens_it_is_unavailable_and_costs_nothing(spec: str) -> None:
    account = OpenAccount()
    with pytest.raises(ModelUnavailable):
        await opened(spec, "http://127.0.0.1:9").fill(Count, ASKED, account)
    assert account.used == [Tokens()]


@EVERY_PROVIDER
@pytest.mark.parametrize("body", ['{"nonsense": true}', "<html>"])
async def test_a_body_that_is_no_answer_never_escapes_as_another_error(
    spec: str, body: str
) -> None:
    async with provider_server(ProviderServer({}, body=body)) as server:
        with pytest.raises((ModelUnavailable, InvalidAnswer)):
            await opened(spec, server.url).fill(Count, ASKED, OpenAccount())


@EVERY_PROVIDER
@pytest.mark.parametrize("answer", [{}, {"count": "many"}])
async def test_an_answer_of_another_shape_is_invalid(spec: str, answer: dict[str, Any]) -> None:
    async with provider_server(ProviderServer(answer)) as server:
        with pytest.raises(InvalidAnswer):
            await opened(spec, server.url).fill(Count, ASKED, OpenAccount())


@pytest.mark.parametrize("spec", [spec for spec in MODELS if not spec.startswith("ollama")])
async def test_its_client_tries_again_when_it_is_busy(spec: str) -> None:
    async with provider_server(ProviderServer({"count": 3}, [503])) as server:
        found = await opened(spec, server.url, retries=1).fill(Count, ASKED, OpenAccount())
        assert found.count == 3
        assert len(server.requests) == 2
