"""Gives the index another model's vectors while it goes on serving the old ones.

A new collection is filled beside the one in use, compared with it until nothing differs, and then
put behind the alias. Running processes keep searching the collection they opened, whose vectors
fit their model, and refuse to write to it; started again, they open the new one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from langchain_core.embeddings import Embeddings
from weaviate import WeaviateAsyncClient
from weaviate.classes.query import Filter
from weaviate.classes.tenants import Tenant
from weaviate.collections import CollectionAsync
from weaviate.exceptions import WeaviateBaseError

from chains.errors import ConfigurationError, RetrievalUnavailable, RetryLater, WriteIncomplete
from chains.index.passages import PassageRecord, embedding_text, passage_id
from chains.index.schema import (
    ALIAS,
    PassageCollection,
    all_collections,
    create_collection,
    current_collection,
    is_ours,
)
from chains.index.stems import Stems
from chains.index.writer import insert, passage_object

_PAGE = 100
_PASSES = 10
"""Comparisons before giving up on an index that changes faster than it is copied."""
_COMPARED = ("document", "ordinal", "content_hash", "access_list")
_COPIED = (*_COMPARED, "text", "title", "heading", "anchor", "source", "scope", "language")

Progress = Callable[[int], None]
"""Told how many passages were re-embedded since it was told last."""
Passages = CollectionAsync[Any, Any]


@dataclass(frozen=True)
class Target:
    """The model whose vectors the index is to hold."""

    model: str
    dimensions: int
    embeddings: Embeddings


async def reembed(
    client: WeaviateAsyncClient, target: Target, progress: Progress = lambda _: None
) -> PassageCollection:
    """Fill a collection with the target's vectors and put it behind the alias.

    Interrupted, it goes on where it stopped when called again; with nothing to do, it does
    nothing. The old collection stays, for the
    processes that still search it, until `prune`.

    Raises:
        ConfigurationError: there is no index.
        RetryLater: Weaviate or the model did not answer, or the index changed all the time.
    """
    try:
        old = await current_collection(client)
        if old is None:
            raise ConfigurationError("There is no index yet.", "Start Footnote: it makes one.")
        if old.model == target.model and await is_ours(client, old):
            return old
        new = await _unfinished(client, old, target) or await create_collection(
            client, target.model, target.dimensions
        )
        copy = _Copy(client, old, new, target.embeddings, progress)
        await copy.until_equal()
        await client.alias.update(alias_name=ALIAS, new_target_collection=new.name)
        # Writes that were under way while the alias moved.
        await copy.bring_over()
    except WeaviateBaseError as error:
        raise RetrievalUnavailable("re-embedding") from error
    return new


async def prune(client: WeaviateAsyncClient) -> list[str]:
    """Delete the collections of passages that no alias names; their names.

    Raises:
        RetrievalUnavailable: Weaviate did not answer.
    """
    try:
        current = await current_collection(client)
        left = [
            found.name
            for found in await all_collections(client)
            if current is not None and found.name != current.name
        ]
        for name in left:
            await client.collections.delete(name)
    except WeaviateBaseError as error:
        raise RetrievalUnavailable("prune") from error
    return left


class _Copy:
    """Brings the new collection to what the old one holds, with other vectors."""

    def __init__(
        self,
        client: WeaviateAsyncClient,
        old: PassageCollection,
        new: PassageCollection,
        embeddings: Embeddings,
        progress: Progress,
    ) -> None:
        self._old = client.collections.use(old.name)
        self._new = client.collections.use(new.name)
        self._model = new.model
        self._embeddings = embeddings
        self._progress = progress
        self._stems = Stems()

    async def until_equal(self) -> None:
        for _ in range(_PASSES):
            changed = await self.bring_over() + await self._take_away()
            if not changed and await self._counts_agree():
                return
        raise RetryLater("the index changed faster than it could be copied")

    async def bring_over(self) -> int:
        """Write every passage that the new collection lacks; how many there were."""
        written = 0
        for workspace in await self._old.tenants.get():
            if not await self._new.tenants.exists(workspace):
                await self._new.tenants.create([Tenant(name=workspace)])
            old, new = self._old.with_tenant(workspace), self._new.with_tenant(workspace)
            page: list[Mapping[str, Any]] = []
            async for passage in old.iterator(return_properties=list(_COPIED)):
                page.append(passage.properties)
                if len(page) == _PAGE:
                    written += await self._write_missing(new, page)
                    page = []
            written += await self._write_missing(new, page)
        return written

    async def _take_away(self) -> int:
        """Remove what the old collection no longer holds; how many there were."""
        removed = 0
        for workspace in await self._new.tenants.get():
            new = self._new.with_tenant(workspace)
            if not await self._old.tenants.exists(workspace):
                await self._new.tenants.remove([workspace])
                removed += 1
                continue
            old = self._old.with_tenant(workspace)
            wanted = {
                self._id(passage.properties)
                async for passage in old.iterator(return_properties=list(_COMPARED))
            }
            surplus = [
                passage.uuid
                async for passage in new.iterator(return_properties=[])
                if passage.uuid not in wanted
            ]
            for passage_uuid in surplus:
                await new.data.delete_by_id(passage_uuid)
            removed += len(surplus)
        return removed

    async def _counts_agree(self) -> bool:
        for workspace in await self._old.tenants.get():
            counts = [
                (await side.with_tenant(workspace).aggregate.over_all(total_count=True)).total_count
                for side in (self._old, self._new)
            ]
            if counts[0] != counts[1]:
                return False
        return True

    async def _write_missing(self, new: Passages, page: list[Mapping[str, Any]]) -> int:
        if not page:
            return 0
        there = await new.query.fetch_objects(
            filters=Filter.by_id().contains_any([self._id(one) for one in page]),
            limit=len(page),
            return_properties=["access_list"],
        )
        lists = {found.uuid: found.properties["access_list"] for found in there.objects}
        missing = [one for one in page if lists.get(self._id(one)) != one["access_list"]]
        texts = [embedding_text(one["title"], one["heading"], one["text"]) for one in missing]
        vectors = await self._embeddings.aembed_documents(texts) if texts else []
        objects = [
            passage_object(_record(one, vector), self._model, self._stems)
            for one, vector in zip(missing, vectors, strict=True)
        ]
        if failed := await insert(new, objects):
            raise WriteIncomplete(tuple(failed), len(objects))
        self._progress(len(missing))
        return len(missing)

    def _id(self, passage: Mapping[str, Any]) -> UUID:
        return passage_id(
            UUID(passage["document"]),
            int(passage["ordinal"]),
            passage["content_hash"],
            self._model,
        )


def _record(passage: Mapping[str, Any], vector: list[float]) -> PassageRecord:
    return PassageRecord(
        document=UUID(passage["document"]),
        ordinal=int(passage["ordinal"]),
        title=passage["title"],
        heading=tuple(passage["heading"] or ()),
        anchor=passage["anchor"],
        text=passage["text"],
        source=passage["source"],
        scope=passage["scope"],
        access_list=int(passage["access_list"]),
        content_hash=passage["content_hash"],
        language=passage["language"],
        vector=vector,
    )


async def _unfinished(
    client: WeaviateAsyncClient, old: PassageCollection, target: Target
) -> PassageCollection | None:
    """What an interrupted run left, if it is usable."""
    for found in await all_collections(client):
        usable = found.model == target.model and found.dimensions == target.dimensions
        if found.name != old.name and usable and await is_ours(client, found):
            return found
    return None
