"""From a question to evidence: search, join neighbours, re-check in Postgres."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from uuid import UUID

from langchain_core.documents import Document

from chains.access.oddities import Oddities
from chains.access.reader import Reader, Readers
from chains.answering.library import Library
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.passages.reading import for_people, label
from chains.index.retriever import PassageRetriever, Search

MOST_PASSAGES = 30
"""Passages asked of the index; more only helps lists of documents."""
MOST_EVIDENCE = 10
"""Joined passages that are drawn on."""
REMEMBERED = 2_048
"""Texts of which is remembered what of them is for people: the same passages come again."""


@dataclass(frozen=True)
class Found:
    """One passage as the retriever returns it; its figures are those of `Evidence`."""

    document: UUID
    ordinal: int
    text: str
    heading: tuple[str, ...]
    anchor: str
    cosine: float | None
    bm25: float | None
    score: float

    @classmethod
    def of(cls, passage: Document) -> "Found":
        """The passage in a document of `PassageRetriever`."""
        known = passage.metadata
        return cls(
            document=UUID(known["document"]),
            ordinal=known["ordinal"],
            text=passage.page_content,
            heading=tuple(known["heading"]),
            anchor=known["anchor"],
            cosine=known["cosine"],
            bm25=known["bm25"],
            score=known["score"],
        )


class Retrieval:
    """Finds what an audience may read and a question is about."""

    def __init__(
        self,
        search: Search,
        library: Library,
        readers: Readers,
        oddities: Oddities | None = None,
        *,
        read: Callable[[str], str] = for_people,
    ) -> None:
        """``oddities`` counts what the index gave and the re-check took away.

        ``read`` says what of a passage's Markdown is drawn on.
        """
        self._search = search
        self._library = library
        self._readers = readers
        self._oddities = oddities
        self._read = lru_cache(REMEMBERED)(read)
        self._label = lru_cache(REMEMBERED)(label)

    async def evidence(
        self, text: str, reader: Reader, scopes: Collection[str] = ()
    ) -> tuple[Evidence, ...]:
        """The best passages, re-checked a moment ago, best first.

        A document is left out where the audience may also read one that supersedes it.

        Raises:
            RetrievalUnavailable: the index did not answer.
            StoreUnavailable: Postgres did not answer.
        """
        retriever = PassageRetriever(
            search=self._search, reader=reader, scopes=tuple(scopes), limit=MOST_PASSAGES
        )
        hits = [Found.of(passage) for passage in await retriever.ainvoke(text)]
        groups = merge_neighbours(hits)
        found = {hit.document for hit in hits}
        known, readable, texts = await asyncio.gather(
            self._library.known(reader.workspace, found),
            self._readers.still_readable(reader, found, or_newer=True),
            # Last: both statements are on their way when it begins.
            self._texts(groups),
        )
        await self._count(reader, hits, known.facts.keys() - readable)
        facts = known.current(readable)
        return tuple(
            self._evidence(group, text, facts[group[0].document])
            for group, text in zip(groups, texts, strict=True)
            if text.strip() and group[0].document in facts
        )

    async def still_readable(
        self, reader: Reader, evidence: Sequence[Evidence]
    ) -> tuple[Evidence, ...]:
        """Those of the passages whose document the reader's audience may read at this moment.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        documents = {one.document.id for one in evidence}
        readable = await self._readers.still_readable(reader, documents)
        return tuple(one for one in evidence if one.document.id in readable)

    async def readable_facts(
        self, reader: Reader, documents: Collection[UUID]
    ) -> Mapping[UUID, DocumentFacts]:
        """What is known of those of the documents that the audience may read at this moment.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        readable = await self._readers.still_readable(reader, documents)
        return await self._library.facts(reader.workspace, readable)

    async def _texts(self, groups: Sequence[Sequence[Found]]) -> list[str]:
        """What of each group is drawn on."""
        return [self._read("\n\n".join(hit.text for hit in group)) for group in groups]

    def _evidence(self, group: Sequence[Found], text: str, facts: DocumentFacts) -> Evidence:
        first = group[0]
        headings = (self._label(one) for one in first.heading)
        title = self._label(facts.title) or facts.scope
        return Evidence(
            # Nearly all titles are shown as they are, and to copy facts takes as long as to label.
            document=facts if title == facts.title else replace(facts, title=title),
            text=text,
            heading=tuple(one for one in headings if one),
            anchor=first.anchor,
            ordinal=first.ordinal,
            cosine=max((hit.cosine for hit in group if hit.cosine is not None), default=None),
            bm25=max((hit.bm25 for hit in group if hit.bm25 is not None), default=None),
            score=max(hit.score for hit in group),
        )

    async def _count(
        self, reader: Reader, hits: Sequence[Found], dropped: Collection[UUID]
    ) -> None:
        if self._oddities is not None and dropped:
            passages = sum(hit.document in dropped for hit in hits)
            await self._oddities.dropped(
                reader.workspace, passages=passages, documents=len(dropped)
            )


def merge_neighbours(hits: Sequence[Found]) -> list[list[Found]]:
    """Passages that follow each other in one section, joined; best first by their best passage."""
    in_order = sorted(hits, key=lambda hit: (str(hit.document), hit.ordinal))
    numbered = enumerate(in_order)
    groups = [
        [hit for _, hit in group]
        for _, group in groupby(
            numbered, key=lambda item: (item[1].document, item[1].anchor, item[1].ordinal - item[0])
        )
    ]
    return sorted(groups, key=lambda group: -max(hit.score for hit in group))
