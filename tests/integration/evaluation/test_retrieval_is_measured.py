"""The retrieval measurement, on a set small enough to judge by hand."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from langchain_core.embeddings import Embeddings
from sqlalchemy import func, select
from weaviate import WeaviateAsyncClient

from chains.config import ChainsConfig
from chains.database.engine import Sessions
from chains.database.tables import AccessListRow, PrincipalRow
from chains.errors import ModelUnavailable
from chains.evaluation.labelled_sets import LabelledDocument, LabelledQuestion, LabelledSet
from chains.evaluation.retrieval import Parts, measure_retrieval
from chains.index.connection import connect
from chains.index.schema import open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.embedder import load_embeddings
from chains.models.files import fetch_model_files
from chains.operations.services import Services
from chains.sync.splitting import Splitter

SMALL = LabelledSet(
    name="small",
    split=None,
    documents=[
        LabelledDocument("pay", "Pay", "## When\n\nSalaries are paid on the 25th of each month."),
        LabelledDocument("leave", "Leave", "## How much\n\nEverybody has thirty days of holiday."),
        LabelledDocument("robots", "Robots", "Batteries are charged in the harbour shed."),
    ],
    questions=[
        LabelledQuestion("q1", "When is payday?", {"pay": 1}),
        LabelledQuestion("q2", "How many days off do I have?", {"leave": 1}),
        LabelledQuestion("q3", "Where do I charge a battery?", {"robots": 1, "elsewhere": 1}),
    ],
)


@pytest.fixture
async def client(services: Services) -> AsyncIterator[WeaviateAsyncClient]:
    address = services.weaviate
    async with connect(address.url, address.grpc_port, address.api_key) as connected:
        yield connected


@pytest.fixture
async def parts(client: WeaviateAsyncClient, sessions: Sessions, config: ChainsConfig) -> Parts:
    """The product's own parts, its real model included."""
    model = load_embeddings(None, fetch_model_files(config.cache))
    collection = await open_collection(client, model.name, model.dimensions)
    return Parts(
        sessions=sessions,
        writer=PassageWriter(client, collection),
        search=PassageSearch(client, collection, model.embeddings),
        embeddings=model.embeddings,
        splitter=Splitter(model.count_tokens),
    )


async def _left_behind(client: WeaviateAsyncClient, sessions: Sessions) -> int:
    names = await client.alias.get(alias_name="Passage")
    assert names is not None
    tenants = await client.collections.use(names.collection).tenants.get()
    async with sessions() as session:
        rows = [
            await session.scalar(
                select(func.count()).select_from(kind).where(kind.workspace.like("evaluation-%"))
            )
            for kind in (AccessListRow, PrincipalRow)
        ]
    return sum(name.startswith("evaluation-") for name in tenants) + sum(row or 0 for row in rows)


async def test_a_small_set_is_measured_and_leaves_nothing_behind(
    parts: Parts, client: WeaviateAsyncClient, sessions: Sessions
) -> None:
    said: list[str] = []
    report = await measure_retrieval(SMALL, parts, lambda step, _: said.append(step))
    measured = report.as_json()
    assert list(measured) == [
        "set", "split", "documents", "passages", "questions", "ndcg@10", "recall@10",
        "recall@100", "p50_ms", "p95_ms", "index_seconds",
    ]  # fmt: skip
    assert (report.documents, report.passages, report.questions) == (3, 3, 3)
    # Two perfect rankings; of the third one's two documents one does not exist.
    assert report.recall_10 == pytest.approx((1 + 1 + 0.5) / 3, abs=1e-4)
    assert report.ndcg_10 == pytest.approx((1 + 1 + 1 / 1.6309) / 3, abs=1e-4)
    assert set(said) == {"Indexing", "Asking"}
    assert await _left_behind(client, sessions) == 0
    json.dumps(measured)


async def test_a_run_that_fails_leaves_nothing_behind(
    parts: Parts, client: WeaviateAsyncClient, sessions: Sessions
) -> None:
    class Broken(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise ModelUnavailable(str(len(texts)))

        def embed_query(self, text: str) -> list[float]:
            raise ModelUnavailable(text)

    with pytest.raises(ModelUnavailable):
        await measure_retrieval(SMALL, replace(parts, embeddings=Broken()), lambda *_: None)
    assert await _left_behind(client, sessions) == 0


async def test_the_same_text_has_the_same_vector_whatever_is_embedded_with_it(
    parts: Parts,
) -> None:
    alone = await parts.embeddings.aembed_query("When is payday?")
    among = await parts.embeddings.aembed_documents(["word " * 900, "When is payday?", "", "x"])
    assert among[1] == alone
    assert all(sum(n * n for n in vector) == pytest.approx(1.0) for vector in among)
