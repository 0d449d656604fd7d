"""Fault: ids are cut into words, as Weaviate does by itself, so that one id matches others."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from weaviate import WeaviateAsyncClient
from weaviate.classes.config import Configure, Property, StopwordsPreset, Tokenization

from chains.index.schema import FIELDS, PassageCollection

NAME = "FaultyPassage"


@asynccontextmanager
async def word_collection(
    client: WeaviateAsyncClient, like: PassageCollection
) -> AsyncIterator[PassageCollection]:
    """A collection as ours but for that; gone on leaving."""
    fields = {
        name: replace(field, tokenization=Tokenization.WORD)
        if field.tokenization is Tokenization.FIELD
        else field
        for name, field in FIELDS.items()
    }
    properties = [
        Property(
            name=name,
            data_type=field.data_type,
            tokenization=field.tokenization,
            index_filterable=field.filterable,
            index_searchable=field.searchable,
        )
        for name, field in fields.items()
    ]
    described = {"model": like.model, "dimensions": like.dimensions}
    await client.collections.create(
        NAME,
        description=json.dumps(described),
        properties=properties,
        vector_config=Configure.Vectors.self_provided(),
        inverted_index_config=Configure.inverted_index(stopwords_preset=StopwordsPreset.NONE),
        multi_tenancy_config=Configure.multi_tenancy(enabled=True, auto_tenant_creation=False),
    )
    try:
        yield PassageCollection(NAME, like.model, like.dimensions)
    finally:
        await client.collections.delete(NAME)
