"""Writes passages into the index; what it writes it cannot read back."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from weaviate import WeaviateAsyncClient
from weaviate.classes.data import DataObject
from weaviate.classes.query import Filter
from weaviate.classes.tenants import Tenant
from weaviate.collections import CollectionAsync
from weaviate.collections.classes.filters import FilterReturn
from weaviate.exceptions import WeaviateBaseError, WeaviateInsertManyAllFailedError

from chains.errors import ConfigurationError, RetrievalUnavailable, WriteIncomplete
from chains.index.passages import PassageRecord, passage_id
from chains.index.plain import plain
from chains.index.schema import ALIAS, PassageCollection
from chains.index.stems import Stems

_BATCH = 200
"""Objects in one request, about a megabyte."""
_PATCHES = 8
"""Patches under way at once."""

Object = DataObject[Any, None]


class PassageWriter:
    """Writes and removes the passages of one collection.

    Every method raises RetrievalUnavailable when Weaviate does not answer, and WriteIncomplete
    when it did part of the work; each may then be called again with the same arguments.
    """

    def __init__(self, client: WeaviateAsyncClient, collection: PassageCollection) -> None:
        self._client = client
        self._collection = collection
        self._passages = client.collections.use(collection.name)
        self._stems = Stems()

    async def add_workspace(self, workspace: str) -> None:
        """Make room for a workspace; nothing happens if it is there."""
        try:
            if not await self._passages.tenants.exists(workspace):
                await self._passages.tenants.create([Tenant(name=workspace)])
        except WeaviateBaseError as error:
            raise RetrievalUnavailable("add workspace") from error

    async def drop_workspace(self, workspace: str) -> None:
        """Remove a workspace and all its passages."""
        try:
            await self._passages.tenants.remove([workspace])
        except WeaviateBaseError as error:
            raise RetrievalUnavailable("drop workspace") from error

    async def write(self, workspace: str, records: Sequence[PassageRecord]) -> None:
        """Write passages; the same content under the same model replaces itself.

        Raises:
            WriteIncomplete: some were not written; it names them.
            ConfigurationError: the index was re-embedded since this process opened it.
            ValueError: a vector is not of the index's model.
        """
        # The first vector of an empty tenant would decide for all that follow.
        if any(len(record.vector) != self._collection.dimensions for record in records):
            raise ValueError(f"vectors need {self._collection.dimensions} numbers")
        await self._refuse_outdated()
        model = self._collection.model
        objects = [passage_object(record, model, self._stems) for record in records]
        failed = await insert(self._passages.with_tenant(workspace), objects)
        if failed:
            raise WriteIncomplete(tuple(failed), len(records))

    async def remove_stale(self, workspace: str, document: UUID, keep_content_hash: str) -> None:
        """Remove a document's passages of every other version than this one."""
        await self._remove(
            workspace,
            Filter.by_property("document").equal(str(document))
            & Filter.by_property("content_hash").not_equal(keep_content_hash),
        )

    async def remove_documents(self, workspace: str, documents: Sequence[UUID]) -> None:
        """Remove every passage of these documents."""
        for start in range(0, len(documents), _BATCH):
            some = [str(document) for document in documents[start : start + _BATCH]]
            await self._remove(workspace, Filter.by_property("document").contains_any(some))

    async def move(self, workspace: str, document: UUID, access_list: int) -> None:
        """Put a document's passages under another access list; texts and vectors stay."""
        tenant = self._passages.with_tenant(workspace)
        elsewhere = Filter.by_property("document").equal(str(document)) & Filter.by_property(
            "access_list"
        ).not_equal(access_list)
        room = asyncio.Semaphore(_PATCHES)

        async def patch(passage: UUID) -> None:
            async with room:
                await tenant.data.update(passage, properties={"access_list": access_list})

        try:
            # A page at a time: what was moved no longer matches.
            while page := await tenant.query.fetch_objects(
                filters=elsewhere, limit=_BATCH, return_properties=[]
            ):
                if not page.objects:
                    return
                await asyncio.gather(*(patch(found.uuid) for found in page.objects))
        except WeaviateBaseError as error:
            raise RetrievalUnavailable("move") from error

    async def _refuse_outdated(self) -> None:
        """What is written to a collection that the alias has left would be lost."""
        try:
            alias = await self._client.alias.get(alias_name=ALIAS)
        except WeaviateBaseError as error:
            raise RetrievalUnavailable("write") from error
        if alias is None or alias.collection != self._collection.name:
            raise ConfigurationError(
                "The index was re-embedded while this process was running.",
                "Restart it with the EMBEDDINGS that the index was re-embedded with.",
            )

    async def _remove(self, workspace: str, where: FilterReturn) -> None:
        tenant = self._passages.with_tenant(workspace)
        try:
            # One deletion ends at the server's limit of 10,000 results.
            while (result := await tenant.data.delete_many(where)).matches:
                if result.failed or not result.successful:
                    raise WriteIncomplete((), result.matches)
        except WeaviateBaseError as error:
            raise RetrievalUnavailable("remove") from error


async def insert(tenant: CollectionAsync[Any, Any], objects: list[Object]) -> list[str]:
    """Insert objects in batches; the ids of those that the server refused come back.

    Raises:
        RetrievalUnavailable: Weaviate did not answer.
    """
    failed: list[str] = []
    for start in range(0, len(objects), _BATCH):
        batch = objects[start : start + _BATCH]
        try:
            result = await tenant.data.insert_many(batch)
        except WeaviateInsertManyAllFailedError:
            failed += [str(one.uuid) for one in batch]
        except WeaviateBaseError as error:
            raise RetrievalUnavailable("write") from error
        else:
            failed += [str(batch[place].uuid) for place in result.errors]
    return failed


def passage_object(record: PassageRecord, model: str, stems: Stems) -> Object:
    """The object that holds a passage, its stems computed."""
    words = " ".join((record.title, *record.heading, plain(record.text)))
    return DataObject(
        uuid=passage_id(record.document, record.ordinal, record.content_hash, model),
        vector=list(record.vector),
        properties={
            "text": record.text,
            "title": record.title,
            "stems": stems.of(words, record.language),
            "document": str(record.document),
            "source": record.source,
            "scope": record.scope,
            "access_list": record.access_list,
            "ordinal": record.ordinal,
            "heading": list(record.heading),
            "anchor": record.anchor,
            "content_hash": record.content_hash,
            "language": record.language,
        },
    )
