"""Embeddings of a provider that is named, here one that speaks OpenAI's protocol."""

import json

import httpx
import pytest
import respx
from respx.mocks import HTTPCoreMocker

from chains.errors import ConfigurationError, ModelUnavailable
from chains.models.embedder import EmbeddingModel, estimate_tokens, load_embeddings

ADDRESS = "https://models.example/v1"


@pytest.fixture(autouse=True)
def _provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test")
    monkeypatch.setenv("OPENAI_BASE_URL", ADDRESS)
    monkeypatch.setenv("OPENAI_API_BASE", ADDRESS)
    # The provider's SDK speaks through httpx2, which respx does not know by itself.
    httpx2 = (
        "httpcore2._sync.connection_pool.ConnectionPool",
        "httpcore2._async.connection_pool.AsyncConnectionPool",
    )
    monkeypatch.setattr(HTTPCoreMocker, "targets", [*HTTPCoreMocker.targets, *httpx2])


def _answer(request: httpx.Request) -> httpx.Response:
    texts = json.loads(request.content)["input"]
    vectors = [
        {"object": "embedding", "index": place, "embedding": [float(len(text)), 0.0, 1.0]}
        for place, text in enumerate([texts] if isinstance(texts, str) else texts)
    ]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return httpx.Response(
        200, json={"object": "list", "data": vectors, "model": "small", "usage": usage}
    )


def _loaded() -> EmbeddingModel:
    return load_embeddings("openai:small", None)


@respx.mock
async def test_a_named_model_embeds_texts_as_they_are() -> None:
    route = respx.post(f"{ADDRESS}/embeddings").mock(side_effect=_answer)
    model = _loaded()
    assert (model.name, model.dimensions) == ("openai:small", 3)
    assert await model.embeddings.aembed_documents(["a", "bb"]) == [[1, 0, 1], [2, 0, 1]]
    assert await model.embeddings.aembed_query("ccc") == [3, 0, 1]
    assert route.calls.last.request.headers["authorization"] == "Bearer key-of-a-test"


@respx.mock
@pytest.mark.parametrize(
    "failure", [httpx.Response(401, json={}), httpx.Response(400, json={}), httpx.Response(403)]
)
def test_a_provider_that_refuses_is_unavailable(failure: httpx.Response) -> None:
    respx.post(f"{ADDRESS}/embeddings").mock(return_value=failure)
    with pytest.raises(ModelUnavailable):
        _loaded()


@pytest.mark.parametrize("spec", ["small", "openai:", ":small", ""])
def test_a_name_without_provider_or_model_is_refused(spec: str) -> None:
    with pytest.raises(ConfigurationError, match="provider"):
        load_embeddings(spec, None)


def test_an_unknown_provider_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="nobody:small"):
        load_embeddings("nobody:small", None)


def test_a_provider_whose_package_is_missing_names_what_to_install() -> None:
    with pytest.raises(ConfigurationError, match="package") as refused:
        load_embeddings("cohere:small", None)
    assert "cohere" in refused.value.next_step


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        _loaded()


def test_the_estimate_of_tokens_errs_on_the_long_side() -> None:
    assert estimate_tokens("Salaries are paid on the twenty-fifth of each month.") >= 13
    assert estimate_tokens("") == 0
