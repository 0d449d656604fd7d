"""The figures and the order of what somebody finds are those of what they may read alone."""

from uuid import uuid4

from chains.access.audience import Audience
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Reader
from chains.index.connection import IndexClient
from chains.index.passages import Hit, PassageRecord
from chains.index.schema import PassageCollection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from tests.fakes.word_vectors import WordVectors

VECTORS = WordVectors()
OWN, OTHERS = 1, 2
READABLE = ("payday of the harbour is the 25th", "harbour rules for the night", "the payday rules")


def passage(text: str, access_list: int) -> PassageRecord:
    return PassageRecord(
        document=uuid4(),
        ordinal=0,
        title="Title",
        heading=(),
        anchor="",
        text=text,
        source="source",
        scope="handbook",
        access_list=access_list,
        content_hash="v1",
        language="en",
        vector=VECTORS.embed_query(text),
    )


async def found_before_and_after(
    weaviate: IndexClient, collection: PassageCollection, workspace: WorkspaceId
) -> tuple[list[Hit], list[Hit]]:
    """The same search, before and after others wrote much about payday."""
    writer = PassageWriter(weaviate, collection)
    search = PassageSearch(weaviate, collection, VECTORS)
    reader = Reader(workspace, Audience.of(EVERYONE), (OWN,), 0)
    await writer.add_workspace(workspace)
    try:
        await writer.write(workspace, [passage(text, OWN) for text in READABLE])
        before = await search.search("payday in the harbour", reader)
        secret = [passage(f"payday secret {number} payday", OTHERS) for number in range(30)]
        await writer.write(workspace, secret)
        return before, await search.search("payday in the harbour", reader)
    finally:
        await writer.drop_workspace(workspace)


async def test_what_is_found_and_how_near_it_is_does_not_depend_on_others(
    weaviate: IndexClient, collection: PassageCollection, workspace: WorkspaceId
) -> None:
    before, after = await found_before_and_after(weaviate, collection, workspace)
    assert len(before) == len(READABLE)
    assert {(hit.text, hit.cosine) for hit in before} == {(hit.text, hit.cosine) for hit in after}


async def test_scores_and_order_do_not_depend_on_others(
    weaviate: IndexClient, collection: PassageCollection, workspace: WorkspaceId
) -> None:
    before, after = await found_before_and_after(weaviate, collection, workspace)
    assert [(hit.text, hit.bm25) for hit in before] == [(hit.text, hit.bm25) for hit in after]
