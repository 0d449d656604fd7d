"""The one way to passages: a search for a reader, by meaning and by words at once."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from langchain_core.embeddings import Embeddings
from weaviate import WeaviateAsyncClient
from weaviate.classes.query import Filter, MetadataQuery
from weaviate.collections.classes.filters import FilterReturn
from weaviate.collections.classes.internal import Object
from weaviate.exceptions import WeaviateBaseError

from chains.access.reader import Reader
from chains.errors import RetrievalUnavailable
from chains.index.fusion import fuse, supported
from chains.index.keywords import Keywords
from chains.index.passages import Hit
from chains.index.schema import PassageCollection
from chains.index.stems import Stems

POOL = 100
"""Passages each leg brings; the scale of both legs depends on it."""
MOST_OF_A_DOCUMENT = 1_000
"""Passages of one document that are looked through for a section."""
DEADLINE_SECONDS = 4.0
_ATTEMPTS = 2
_RETURNED = ("text", "document", "ordinal", "heading", "anchor", "stems")
"""Nothing else: each property of 200 passages takes half a millisecond to read."""

_Found = Object[Any, Any]


class PassageSearch:
    """Searches one collection; the vectors of questions come from the model that made its own."""

    def __init__(
        self,
        client: WeaviateAsyncClient,
        collection: PassageCollection,
        embeddings: Embeddings,
        *,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self._passages = client.collections.use(collection.name)
        self._embeddings = embeddings
        self._stems = Stems()
        self._deadline_seconds = deadline_seconds

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """The passages this reader may read that match best, best first; no scope means all.

        There are at most 200: both legs bring 100, whatever the limit.

        Raises:
            RetrievalUnavailable: Weaviate did not answer in time.
            ModelUnavailable: the embedding model did not.
        """
        if not reader.access_lists or not query.strip():
            return []
        readable, stems = _readable(reader, scopes), self._stems.of_question(query)
        keywords: Keywords[int] = Keywords(stems.split())
        try:
            async with asyncio.timeout(self._deadline_seconds):
                vector, keyword = await asyncio.gather(
                    _counted(
                        keywords, partial(self._by_meaning, query, reader.workspace, readable)
                    ),
                    _counted(keywords, partial(self._by_words, stems, reader.workspace, readable)),
                )
        except TimeoutError as error:
            raise RetrievalUnavailable("search timed out") from error
        return _ranked(keywords, vector, keyword, limit)

    async def section(self, document: UUID, anchor: str, reader: Reader) -> list[Hit]:
        """The passages of one section that this reader may read, in their order, without figures.

        Raises:
            RetrievalUnavailable: Weaviate did not answer in time.
        """
        if not reader.access_lists:
            return []
        own = Filter.by_property("document").equal(str(document))
        tenant = self._passages.with_tenant(reader.workspace)

        async def ask() -> list[_Found]:
            found = await tenant.query.fetch_objects(
                filters=_readable(reader, ()) & own,
                limit=MOST_OF_A_DOCUMENT,
                return_properties=list(_RETURNED),
            )
            return list(found.objects)

        try:
            async with asyncio.timeout(self._deadline_seconds):
                objects = await _twice(ask)
        except TimeoutError as error:
            raise RetrievalUnavailable("section timed out") from error
        hits = [_hit(one.properties, None, None, 0.0) for one in objects]
        # While a document is written anew, a place has a passage of either version.
        placed = {hit.ordinal: hit for hit in hits if hit.anchor == anchor}
        return [placed[ordinal] for ordinal in sorted(placed)]

    async def _by_meaning(self, query: str, workspace: str, readable: FilterReturn) -> list[_Found]:
        vector = await self._embeddings.aembed_query(query)
        tenant = self._passages.with_tenant(workspace)

        async def ask() -> list[_Found]:
            found = await tenant.query.near_vector(
                vector,
                filters=readable,
                limit=POOL,
                return_properties=list(_RETURNED),
                return_metadata=MetadataQuery(distance=True),
            )
            return list(found.objects)

        return await _twice(ask)

    async def _by_words(self, stems: str, workspace: str, readable: FilterReturn) -> list[_Found]:
        if not stems:
            return []
        tenant = self._passages.with_tenant(workspace)

        async def ask() -> list[_Found]:
            found = await tenant.query.bm25(
                stems,
                query_properties=["stems"],
                filters=readable,
                limit=POOL,
                return_properties=list(_RETURNED),
            )
            return list(found.objects)

        return await _twice(ask)


def _readable(reader: Reader, scopes: Collection[str]) -> FilterReturn:
    allowed = Filter.by_property("access_list").contains_any(list(reader.access_lists))
    if not scopes:
        return allowed
    return allowed & Filter.by_property("scope").contains_any(sorted(scopes))


async def _twice(ask: Callable[[], Awaitable[list[_Found]]]) -> list[_Found]:
    """The answer, or after one failure that of a second try; the caller sets the deadline."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return await ask()
        except WeaviateBaseError as error:
            if attempt == _ATTEMPTS:
                raise RetrievalUnavailable("search") from error
    raise RetrievalUnavailable("search")


async def _counted(
    keywords: Keywords[int], leg: Callable[[], Awaitable[list[_Found]]]
) -> list[_Found]:
    """What a leg finds, its words counted while the other one is still waited for."""
    found = await leg()
    for one in found:
        keywords.count(one.uuid.int, one.properties["stems"])
    return found


def _ranked(
    keywords: Keywords[int], vector: list[_Found], keyword: list[_Found], limit: int
) -> list[Hit]:
    # By the ids as numbers: a UUID is hashed and compared in Python, ten times in each search.
    found = {one.uuid.int: one.properties for one in (*vector, *keyword)}
    cosines = {one.uuid.int: 1.0 - (one.metadata.distance or 0.0) for one in vector}
    told = keywords.scores()
    weights = {one.uuid.int: told[one.uuid.int] for one in keyword}
    scores = supported(fuse(cosines, weights), lambda passage: str(found[passage]["document"]))

    def place(passage: int) -> tuple[float, str, int]:
        # Equal scores keep one order, so that the same question has the same answer.
        held = found[passage]
        return -scores[passage], held["document"], int(held["ordinal"])

    return [
        _hit(found[one], cosines.get(one), weights.get(one), scores[one])
        for one in sorted(scores, key=place)[:limit]
    ]


def _hit(
    properties: Mapping[str, Any], cosine: float | None, bm25: float | None, score: float
) -> Hit:
    return Hit(
        document=UUID(properties["document"]),
        ordinal=int(properties["ordinal"]),
        text=properties["text"],
        heading=tuple(properties["heading"] or ()),
        anchor=properties["anchor"],
        cosine=cosine,
        bm25=bm25,
        score=score,
    )
