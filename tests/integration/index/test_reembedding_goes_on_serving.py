"""Another model's vectors, while the index goes on serving; on a server of its own."""

from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import pytest
from langchain_core.embeddings import Embeddings
from weaviate import WeaviateAsyncClient
from weaviate.classes.config import DataType, Property, Tokenization

from chains.access.principals import WorkspaceId
from chains.access.reader import Reader
from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.index.connection import connect
from chains.index.passages import PassageRecord
from chains.index.reembedding import Target, prune, reembed
from chains.index.schema import ALIAS, all_collections, current_collection, open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.operations.embedded import embedded_services

MakePassage = Callable[..., PassageRecord]
MakeReader = Callable[..., Reader]
SIZE = 384


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[WeaviateAsyncClient]:
    config = ChainsConfig(home=tmp_path_factory.mktemp("reembedding"))
    async with embedded_services(config) as services:
        address = services.weaviate
        async with connect(address.url, address.grpc_port, address.api_key) as connected:
            yield connected


@pytest.fixture
async def client(server: WeaviateAsyncClient) -> AsyncIterator[WeaviateAsyncClient]:
    """The server, empty again after each test."""
    yield server
    await server.alias.delete(alias_name=ALIAS)
    for found in await all_collections(server):
        await server.collections.delete(found.name)


@pytest.fixture
async def writer(client: WeaviateAsyncClient, workspace: WorkspaceId) -> PassageWriter:
    made = PassageWriter(client, await open_collection(client, "old", SIZE))
    await made.add_workspace(workspace)
    return made


@pytest.fixture
def target(other_embeddings: Embeddings) -> Target:
    return Target("new", SIZE, other_embeddings)


async def test_old_processes_search_on_and_new_ones_find_the_same(
    client: WeaviateAsyncClient, writer: PassageWriter, workspace: WorkspaceId,
    passage: MakePassage, reader: MakeReader, embeddings: Embeddings, target: Target,
) -> None:  # fmt: skip
    old = PassageSearch(client, await open_collection(client, "old", SIZE), embeddings)
    records = [passage(f"payday {n}", access_list=n % 3 + 1) for n in range(250)]
    await writer.write(workspace, records)
    before = await old.search("payday 7", reader(1, 2), limit=200)
    await reembed(client, target)
    assert await old.search("payday 7", reader(1, 2), limit=200) == before
    new = PassageSearch(client, await open_collection(client, "new", SIZE), target.embeddings)
    after = await new.search("payday 7", reader(1, 2, 3), limit=1)
    assert after[0].text == "payday 7"
    assert await new.search("payday 7", reader(4)) == []


async def test_a_process_of_the_old_model_no_longer_writes(
    client: WeaviateAsyncClient, writer: PassageWriter, workspace: WorkspaceId,
    passage: MakePassage, target: Target,
) -> None:  # fmt: skip
    await reembed(client, target)
    with pytest.raises(ConfigurationError, match="re-embedded"):
        await writer.write(workspace, [passage("payday")])
    with pytest.raises(ConfigurationError, match=r"chains\.index reembed"):
        await open_collection(client, "old", SIZE)


async def test_an_interrupted_run_goes_on_and_follows_what_changed(
    client: WeaviateAsyncClient, writer: PassageWriter, workspace: WorkspaceId,
    passage: MakePassage, reader: MakeReader, target: Target,
) -> None:  # fmt: skip
    moved, removed = uuid4(), uuid4()
    await writer.write(
        workspace,
        [passage("payday one", document=moved), passage("payday two", document=removed)]
        + [passage(f"filler {n}") for n in range(200)],
    )

    class Interrupted(Exception):
        """Somebody pressed Ctrl-C."""

    def interrupt(_: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        await reembed(client, target, interrupt)
    current = await current_collection(client)
    assert current is not None
    assert current.model == "old"
    await writer.move(workspace, moved, 2)
    await writer.remove_documents(workspace, [removed])
    written: list[int] = []
    opened = await reembed(client, target, written.append)
    assert len(await all_collections(client)) == 2
    assert sum(written) < 201
    search = PassageSearch(client, opened, target.embeddings)
    assert [hit.text for hit in await search.search("payday", reader(2))] == ["payday one"]
    assert "payday two" not in {hit.text for hit in await search.search("payday", reader(1))}


async def test_what_no_alias_names_is_pruned(
    client: WeaviateAsyncClient, writer: PassageWriter, target: Target
) -> None:
    await reembed(client, target)
    assert await prune(client) == ["PassageV1"]
    assert [found.model for found in await all_collections(client)] == ["new"]
    assert await prune(client) == []


async def test_with_nothing_to_do_nothing_is_done(
    client: WeaviateAsyncClient, writer: PassageWriter, embeddings: Embeddings
) -> None:
    await reembed(client, Target("old", SIZE, embeddings))
    assert len(await all_collections(client)) == 1


async def test_there_is_nothing_to_re_embed_on_an_empty_server(
    client: WeaviateAsyncClient, target: Target
) -> None:
    with pytest.raises(ConfigurationError, match="no index"):
        await reembed(client, target)


async def test_an_index_with_another_schema_is_not_served_and_can_be_rebuilt(
    client: WeaviateAsyncClient, writer: PassageWriter, embeddings: Embeddings
) -> None:
    (found,) = await all_collections(client)
    await client.collections.use(found.name).config.add_property(
        Property(name="reader", data_type=DataType.TEXT, tokenization=Tokenization.WORD)
    )
    with pytest.raises(ConfigurationError, match="property reader"):
        await open_collection(client, "old", SIZE)
    await reembed(client, Target("old", SIZE, embeddings))
    assert (await open_collection(client, "old", SIZE)).name == "PassageV2"
