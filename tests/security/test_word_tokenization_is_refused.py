"""An index whose filters match by words brings what was not asked for: it is not served from."""

from uuid import uuid4

import pytest
from weaviate.classes.tenants import Tenant

from chains.access.audience import Audience
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Reader
from chains.errors import ConfigurationError
from chains.index.connection import IndexClient
from chains.index.passages import PassageRecord
from chains.index.schema import ALIAS, PassageCollection, open_collection
from chains.index.search import PassageSearch
from chains.index.stems import Stems
from chains.index.writer import insert, passage_object
from tests.fakes.word_vectors import WordVectors
from tests.security.faulty.word_collection import word_collection

VECTORS = WordVectors()


def passage(scope: str) -> PassageRecord:
    return PassageRecord(
        document=uuid4(),
        ordinal=0,
        title="Payday",
        heading=(),
        anchor=scope,
        text="Payday is the 25th.",
        source="source",
        scope=scope,
        access_list=1,
        content_hash="v1",
        language="en",
        vector=VECTORS.embed_query("Payday is the 25th."),
    )


async def found_in(
    client: IndexClient, collection: PassageCollection, workspace: WorkspaceId
) -> set[str]:
    """The scopes of what is found in the scope `people`, of two that share a word: the anchors."""
    tenants = client.collections.use(collection.name)
    await tenants.tenants.create([Tenant(name=workspace)])
    records = [passage("people"), passage("people-pay")]
    objects = [passage_object(one, collection.model, Stems()) for one in records]
    assert await insert(tenants.with_tenant(workspace), objects) == []
    search = PassageSearch(client, collection, VECTORS)
    reader = Reader(workspace, Audience.of(EVERYONE), (1,), 0)
    try:
        return {hit.anchor for hit in await search.search("payday", reader, scopes=["people"])}
    finally:
        await tenants.tenants.remove([workspace])


async def test_with_word_tokenization_a_scope_brings_what_another_holds(
    weaviate: IndexClient, collection: PassageCollection, workspace: WorkspaceId
) -> None:
    assert await found_in(weaviate, collection, workspace) == {"people"}
    async with word_collection(weaviate, collection) as faulty:
        assert await found_in(weaviate, faulty, workspace) == {"people", "people-pay"}


async def test_an_index_with_word_tokenization_is_not_served_from(
    weaviate: IndexClient, collection: PassageCollection
) -> None:
    async with word_collection(weaviate, collection) as faulty:
        await weaviate.alias.update(alias_name=ALIAS, new_target_collection=faulty.name)
        try:
            with pytest.raises(ConfigurationError, match=r"property document.*property scope"):
                await open_collection(weaviate, collection.model, collection.dimensions)
        finally:
            await weaviate.alias.update(alias_name=ALIAS, new_target_collection=collection.name)
    assert await open_collection(weaviate, collection.model, collection.dimensions) == collection
