"""What a search brings, and for whom."""

import asyncio
import gc
import warnings
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from langchain_core.embeddings import Embeddings
from weaviate import WeaviateAsyncClient

from chains.access.audience import Audience
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Reader
from chains.errors import RetrievalUnavailable
from chains.index.passages import PassageRecord
from chains.index.retriever import PassageRetriever
from chains.index.schema import PassageCollection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter


class NoEmbeddings(Embeddings):
    """Must not be asked."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError(texts)

    def embed_query(self, text: str) -> list[float]:
        raise AssertionError(text)


MakeReader = Callable[..., Reader]
MakePassage = Callable[..., PassageRecord]


async def test_a_reader_finds_only_what_its_lists_allow(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    await writer.write(
        workspace,
        [passage(f"salary band number {n}", access_list=n) for n in (1, 2, 12, 21)],
    )
    hits = await search.search("salary bands", reader(1, 21), limit=50)
    assert {hit.text for hit in hits} == {"salary band number 1", "salary band number 21"}
    assert await search.search("salary bands", reader(3, 112, 122)) == []


async def test_a_reader_without_lists_asks_neither_model_nor_index(
    client: WeaviateAsyncClient, collection: PassageCollection, reader: MakeReader
) -> None:
    # The workspace has no tenant, so asking the index would fail too.
    search = PassageSearch(client, collection, NoEmbeddings())
    assert await search.search("anything", reader()) == []


async def test_one_workspace_never_finds_what_another_holds(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId, passage: MakePassage
) -> None:
    await writer.write(workspace, [passage("payday is the 25th")])
    other = WorkspaceId(f"{workspace}B")
    await writer.add_workspace(other)
    try:
        assert await search.search("payday", Reader(other, Audience.of(EVERYONE), (1,), 0)) == []
    finally:
        await writer.drop_workspace(other)


async def test_scopes_narrow_by_their_whole_name(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    await writer.write(
        workspace,
        [passage("payday", scope="people"), passage("bonus payday", scope="people secret")],
    )
    hits = await search.search("payday", reader(1), scopes=["people"])
    assert [hit.text for hit in hits] == ["payday"]
    assert await search.search("payday", reader(1), scopes=["peo", "secret"]) == []


async def test_words_are_found_in_other_forms_and_languages(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    harbours, notice = "The robots inspected both harbours", "Die Kündigungsfristen sind lang"
    await writer.write(
        workspace,
        [passage(harbours), passage(notice, language="de")],
    )
    for question, text in (("inspecting a harbour", harbours), ("Kündigungsfrist", notice)):
        hits = await search.search(question, reader(1))
        assert [hit.text for hit in hits if hit.bm25 is not None] == [text]


@pytest.mark.parametrize(
    "question", ["what is it?", "🙂", "```", "؟ما هو", "a" * 40_000, "x\x00y", "* OR 1=1 --"]
)
async def test_any_question_is_survived(
    question: str, writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    await writer.write(workspace, [passage("payday is the 25th")])
    assert len(await search.search(question, reader(1))) == 1


async def test_a_blank_question_finds_nothing(search: PassageSearch, reader: MakeReader) -> None:
    assert await search.search(" \n", reader(1)) == []


async def test_the_limit_and_the_order_hold(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    await writer.write(workspace, [passage(f"payday {n} " + "filler " * n) for n in range(30)])
    hits = await search.search("payday 7", reader(1), limit=5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits == (await search.search("payday 7", reader(1), limit=30))[:5]


async def test_an_index_that_lost_the_workspace_is_unavailable_not_empty(
    search: PassageSearch, reader: MakeReader
) -> None:
    with pytest.raises(RetrievalUnavailable):
        await search.search("payday", reader(1))


async def test_a_search_gives_up_at_its_deadline(
    client: WeaviateAsyncClient, collection: PassageCollection, reader: MakeReader
) -> None:
    class Hanging(NoEmbeddings):
        async def aembed_query(self, text: str) -> list[float]:  # noqa: ARG002 - never answered
            return await asyncio.get_running_loop().create_future()

    search = PassageSearch(client, collection, Hanging(), deadline_seconds=0.05)
    with pytest.raises(RetrievalUnavailable):
        await search.search("?!", reader(1))


async def test_langchain_gets_passages_without_their_access_lists(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    await writer.write(workspace, [passage("payday is the 25th")])
    retriever = PassageRetriever(search=search, reader=reader(1))
    (document,) = await retriever.ainvoke("payday")
    assert document.page_content == "payday is the 25th"
    assert "access_list" not in document.metadata
    with pytest.raises(NotImplementedError):
        retriever.invoke("payday")


def test_a_retriever_without_a_reader_cannot_be_made(search: PassageSearch) -> None:
    with pytest.raises(ValueError, match="reader"):
        PassageRetriever(search=search)  # type: ignore[call-arg]


async def test_a_search_given_up_at_once_leaves_nothing_behind(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    await writer.write(workspace, [passage("payday is the 25th")])
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        asked = asyncio.create_task(search.search("payday", reader(1)))
        await asyncio.sleep(0)  # it has made its legs, and neither has begun
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        gc.collect()
    # What other tests left behind, like a socket, is collected here too: that is not of it.
    unawaited = [str(one.message) for one in heard if issubclass(one.category, RuntimeWarning)]
    assert unawaited == []
    assert await search.search("payday", reader(1)) != []


async def test_a_section_is_read_in_order_by_its_readers_alone(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    one, other = uuid4(), uuid4()
    await writer.write(
        workspace,
        [
            passage("the second", document=one, ordinal=2, anchor="pay"),
            passage("the first", document=one, ordinal=1, anchor="pay"),
            passage("above it", document=one, ordinal=0, anchor=""),
            passage("another's", document=other, ordinal=0, anchor="pay"),
            passage("closed", document=one, ordinal=3, anchor="pay", access_list=2),
        ],
    )

    async def texts(document: UUID, anchor: str, *lists: int) -> list[str]:
        return [hit.text for hit in await search.section(document, anchor, reader(*lists))]

    assert await texts(one, "pay", 1) == ["the first", "the second"]
    assert await texts(one, "pay", 1, 2) == ["the first", "the second", "closed"]
    assert await texts(one, "", 1) == ["above it"]
    assert await texts(one, "pay", 3) == []
    assert await texts(one, "pay") == []
    assert await texts(uuid4(), "pay", 1) == []
