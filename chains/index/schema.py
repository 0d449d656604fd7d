"""The collection of passages: created explicitly, and verified before anything is served.

Tokenization is a security setting here: with Weaviate's default, `word`, a filter on an id matches
other ids that share its words.
"""

import json
from dataclasses import dataclass
from typing import Any

from weaviate import WeaviateAsyncClient
from weaviate.classes.config import (
    Configure,
    DataType,
    Property,
    StopwordsPreset,
    Tokenization,
    VectorDistances,
    VectorFilterStrategy,
)
from weaviate.collections.classes.config import CollectionConfig
from weaviate.exceptions import WeaviateBaseError

from chains.errors import ConfigurationError, RetrievalUnavailable

ALIAS = "Passage"
REEMBED = "python -m chains.index reembed"


@dataclass(frozen=True)
class Field:
    """How one property is stored: its type, how it is cut into terms, which indexes it has."""

    data_type: DataType
    tokenization: Tokenization | None = None
    filterable: bool = False
    searchable: bool = False


_ID = Field(DataType.TEXT, Tokenization.FIELD, filterable=True)
_KEPT = Field(DataType.TEXT, Tokenization.FIELD)

FIELDS: dict[str, Field] = {
    "text": Field(DataType.TEXT, Tokenization.WORD, searchable=True),
    "title": Field(DataType.TEXT, Tokenization.WORD, searchable=True),
    "stems": Field(DataType.TEXT, Tokenization.WHITESPACE, searchable=True),
    "document": _ID,
    "source": _ID,
    "scope": _ID,
    "access_list": Field(DataType.INT, filterable=True),
    "ordinal": Field(DataType.INT, filterable=True),
    "heading": Field(DataType.TEXT_ARRAY, Tokenization.FIELD),
    "anchor": _KEPT,
    "content_hash": _ID,
    "language": _ID,
}


@dataclass(frozen=True)
class PassageCollection:
    """The real collection behind the alias, and the model that made its vectors.

    A process keeps the collection it opened: after a re-embedding the alias moves on, but this
    process still embeds questions with the old model, which fits the old collection only.
    """

    name: str
    model: str
    dimensions: int


async def open_collection(
    client: WeaviateAsyncClient, model: str, dimensions: int
) -> PassageCollection:
    """The collection behind the alias, created if there is none, verified if there is one.

    Raises:
        ConfigurationError: its schema or its model is not ours; the message names the command.
        RetrievalUnavailable: Weaviate did not answer.
    """
    try:
        found = await current_collection(client)
        if found is None:
            created = await create_collection(client, model, dimensions)
            await client.alias.create(alias_name=ALIAS, target_collection=created.name)
            return created
        config = await client.collections.use(found.name).config.get()
    except WeaviateBaseError as error:
        raise RetrievalUnavailable("schema") from error
    verify(config)
    if (found.model, found.dimensions) != (model, dimensions):
        raise ConfigurationError(
            f"The index holds vectors of {found.model}, but {model} is configured.",
            f"Run `{REEMBED}` to re-embed it without downtime, or set EMBEDDINGS back.",
        )
    return found


async def current_collection(client: WeaviateAsyncClient) -> PassageCollection | None:
    """The collection the alias points to, whatever its model; None on an empty server."""
    alias = await client.alias.get(alias_name=ALIAS)
    if alias is None:
        return None
    return _described(await client.collections.use(alias.collection).config.get())


async def all_collections(client: WeaviateAsyncClient) -> list[PassageCollection]:
    """Every collection of passages, behind the alias or not."""
    names = await client.collections.list_all(simple=True)
    return [
        _described(await client.collections.use(name).config.get())
        for name in sorted(names)
        if _version(name)
    ]


async def is_ours(client: WeaviateAsyncClient, collection: PassageCollection) -> bool:
    """Whether the collection has exactly the schema we would create."""
    return not _differences(await client.collections.use(collection.name).config.get())


async def create_collection(
    client: WeaviateAsyncClient, model: str, dimensions: int
) -> PassageCollection:
    """Create the next collection (PassageV1, PassageV2, …), behind no alias yet."""
    taken = await client.collections.list_all(simple=True)
    number = 1 + max((_version(name) for name in taken), default=0)
    name = f"{ALIAS}V{number}"
    await client.collections.create(
        name,
        description=json.dumps({"model": model, "dimensions": dimensions}),
        properties=[_property(name, field) for name, field in FIELDS.items()],
        vector_config=Configure.Vectors.self_provided(
            vector_index_config=Configure.VectorIndex.hnsw(
                distance_metric=VectorDistances.COSINE,
                filter_strategy=VectorFilterStrategy.ACORN,
            )
        ),
        inverted_index_config=Configure.inverted_index(stopwords_preset=StopwordsPreset.NONE),
        multi_tenancy_config=Configure.multi_tenancy(
            enabled=True, auto_tenant_creation=False, auto_tenant_activation=False
        ),
    )
    return PassageCollection(name, model, dimensions)


def verify(config: CollectionConfig) -> None:
    """Refuse a collection that is not exactly the one we would create.

    Raises:
        ConfigurationError: names what differs.
    """
    differences = _differences(config)
    if differences:
        raise ConfigurationError(
            f"The index {config.name} has another schema: {'; '.join(differences)}.",
            f"Footnote does not serve from it. Run `{REEMBED}` to rebuild it without downtime.",
        )


def _differences(config: CollectionConfig) -> list[str]:
    found = {
        prop.name: Field(
            DataType(prop.data_type.value),
            prop.tokenization,
            filterable=prop.index_filterable,
            searchable=prop.index_searchable,
        )
        for prop in config.properties
    }
    differences = [
        f"property {name}"
        for name in sorted(FIELDS.keys() | found.keys())
        if found.get(name) != FIELDS.get(name)
    ]
    tenancy = config.multi_tenancy_config
    if not tenancy.enabled or tenancy.auto_tenant_creation:
        differences.append("multi-tenancy")
    if _distance(config) != VectorDistances.COSINE:
        differences.append("vector distance")
    return differences


def _distance(config: CollectionConfig) -> Any:
    vectors = list((config.vector_config or {}).values())
    if len(vectors) != 1:
        return None
    return getattr(vectors[0].vector_index_config, "distance_metric", None)


def _property(name: str, field: Field) -> Property:
    return Property(
        name=name,
        data_type=field.data_type,
        tokenization=field.tokenization,
        index_filterable=field.filterable,
        index_searchable=field.searchable,
    )


def _described(config: CollectionConfig) -> PassageCollection:
    recorded = _recorded(config.description)
    return PassageCollection(
        config.name, str(recorded.get("model")), int(recorded.get("dimensions", 0))
    )


def _recorded(description: str | None) -> dict[str, Any]:
    try:
        recorded = json.loads(description or "{}")
    except ValueError:
        return {}
    return recorded if isinstance(recorded, dict) else {}


def _version(name: str) -> int:
    version = name.removeprefix(f"{ALIAS}V")
    return int(version) if version != name and version.isdigit() else 0
