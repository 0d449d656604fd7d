"""The search as a LangChain retriever: the way the product asks for passages."""

from collections.abc import Collection
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig
from langsmith import tracing_context

from chains.access.reader import Reader
from chains.index.passages import Hit


@runtime_checkable
class Search(Protocol):
    """The one way to passages."""

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """The passages this reader may read that match best, best first."""
        ...


@runtime_checkable
class Sections(Protocol):
    """The one way to a passage whose place is known."""

    async def section(self, document: UUID, anchor: str, reader: Reader) -> list[Hit]:
        """The passages of one section that this reader may read, in their order."""
        ...


class PassageRetriever(BaseRetriever):
    """Retrieves for one reader; without a reader there is no retriever."""

    search: Search
    reader: Reader
    scopes: tuple[str, ...] = ()
    limit: int = 10

    async def ainvoke(
        self,
        input: str,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> list[Document]:
        """The passages for a question, untraced whatever the environment says.

        LangSmith's variables would otherwise send question and passages to its servers.
        """
        with tracing_context(enabled=False):
            return await super().ainvoke(input, config, **kwargs)

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it
    ) -> list[Document]:
        """The passages as documents; who may read them is not part of their metadata."""
        hits = await self.search.search(query, self.reader, scopes=self.scopes, limit=self.limit)
        return [_document(hit) for hit in hits]

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        raise NotImplementedError("the index is asked asynchronously: use ainvoke")


def _document(hit: Hit) -> Document:
    metadata: dict[str, Any] = {
        "document": str(hit.document),
        "ordinal": hit.ordinal,
        "heading": list(hit.heading),
        "anchor": hit.anchor,
        "cosine": hit.cosine,
        "bm25": hit.bm25,
        "score": hit.score,
    }
    return Document(page_content=hit.text, metadata=metadata)
