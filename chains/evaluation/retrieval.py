"""Measures retrieval: a set is indexed into a temporary workspace and every question is asked."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid5

from langchain_core.embeddings import Embeddings

from chains.access.access_lists import AccessList
from chains.access.audience import Audience
from chains.access.interning import intern_access_list
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Reader, Readers
from chains.database.engine import Sessions
from chains.evaluation.asking import Progress
from chains.evaluation.labelled_sets import LabelledDocument, LabelledQuestion, LabelledSet
from chains.evaluation.measures import ndcg, percentile, recall
from chains.evaluation.temporary import temporary_workspace
from chains.index.passages import PassageRecord, embedding_text
from chains.index.search import PassageSearch
from chains.index.stems import DEFAULT_LANGUAGE, language_of
from chains.index.writer import PassageWriter
from chains.sync.splitting import Splitter

_BATCH = 64
"""Documents indexed at once."""
_ALL = 200
"""Passages asked for: all that a search brings, so that 100 documents can be counted."""


@dataclass(frozen=True)
class Parts:
    """The product's own parts, as the running product puts them together."""

    sessions: Sessions
    writer: PassageWriter
    search: PassageSearch
    embeddings: Embeddings
    splitter: Splitter


@dataclass(frozen=True)
class RetrievalReport:
    """What one run measured; times in milliseconds and seconds."""

    set: str
    split: str | None
    documents: int
    passages: int
    questions: int
    ndcg_10: float
    recall_10: float
    recall_100: float
    p50_ms: float
    p95_ms: float
    index_seconds: float

    def as_json(self) -> dict[str, Any]:
        """The report under the names that measures have in print."""
        return {
            name.replace("_10", "@10") if name.startswith(("ndcg", "recall")) else name: value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class _Asked:
    ndcg_10: float
    recall_10: float
    recall_100: float
    milliseconds: float


async def measure_retrieval(
    labelled: LabelledSet, parts: Parts, progress: Progress
) -> RetrievalReport:
    """Index the set, ask all its questions, remove it again, also after an error.

    Raises:
        RetryLater: a store or the model did not answer; nothing is left behind.
    """
    async with temporary_workspace(parts.sessions, parts.writer) as workspace:
        began = time.perf_counter()
        access_list, reader = await _everyone(parts.sessions, workspace)
        names, passages = await _index(labelled.documents, parts, workspace, access_list, progress)
        index_seconds = time.perf_counter() - began
        asked = []
        questions = [one for one in labelled.questions if not one.unanswerable]
        for number, question in enumerate(questions, start=1):
            asked.append(await _ask(question, parts.search, reader, names))
            progress("Asking", number / len(questions))
    times = [one.milliseconds for one in asked]
    return RetrievalReport(
        set=labelled.name,
        split=labelled.split,
        documents=len(labelled.documents),
        passages=passages,
        questions=len(asked),
        ndcg_10=_mean([one.ndcg_10 for one in asked]),
        recall_10=_mean([one.recall_10 for one in asked]),
        recall_100=_mean([one.recall_100 for one in asked]),
        p50_ms=round(percentile(times, 0.50), 1),
        p95_ms=round(percentile(times, 0.95), 1),
        index_seconds=round(index_seconds, 1),
    )


async def _everyone(sessions: Sessions, workspace: WorkspaceId) -> tuple[int, Reader]:
    """The list of what everyone may read, and everyone's reader, made as for any question."""
    async with sessions.begin() as session:
        access_list = await intern_access_list(session, workspace, AccessList.of([EVERYONE]))
    return access_list, await Readers(sessions).reader_for(workspace, Audience.of(EVERYONE))


async def _index(
    documents: Sequence[LabelledDocument],
    parts: Parts,
    workspace: WorkspaceId,
    access_list: int,
    progress: Progress,
) -> tuple[dict[UUID, str], int]:
    names: dict[UUID, str] = {}
    passages = 0
    for start in range(0, len(documents), _BATCH):
        batch = documents[start : start + _BATCH]
        ids = {uuid5(UUID(int=0), document.id): document for document in batch}
        names |= {id: document.id for id, document in ids.items()}
        passages += await _index_batch(ids, parts, workspace, access_list)
        progress("Indexing", min(1.0, (start + _BATCH) / len(documents)))
    return names, passages


async def _index_batch(
    documents: dict[UUID, LabelledDocument],
    parts: Parts,
    workspace: WorkspaceId,
    access_list: int,
) -> int:
    split = [
        (id, document, passage)
        for id, document in documents.items()
        for passage in parts.splitter.split(document.text, document.title)
    ]
    vectors = await parts.embeddings.aembed_documents(
        [
            embedding_text(document.title, passage.heading, passage.text)
            for _, document, passage in split
        ]
    )
    records = [
        PassageRecord(
            document=id,
            ordinal=passage.ordinal,
            title=document.title,
            heading=passage.heading,
            anchor=passage.anchor,
            text=passage.text,
            source="evaluation",
            scope="evaluation",
            access_list=access_list,
            content_hash=hashlib.sha256(document.text.encode()).hexdigest(),
            language=language_of(document.text) or DEFAULT_LANGUAGE,
            vector=vector,
        )
        for (id, document, passage), vector in zip(split, vectors, strict=True)
    ]
    await parts.writer.write(workspace, records)
    return len(records)


async def _ask(
    question: LabelledQuestion, search: PassageSearch, reader: Reader, names: dict[UUID, str]
) -> _Asked:
    began = time.perf_counter()
    hits = await search.search(question.text, reader, limit=_ALL)
    milliseconds = (time.perf_counter() - began) * 1000
    # Best first, so a document takes the place of its best passage.
    ranking = list(dict.fromkeys(names[hit.document] for hit in hits))
    return _Asked(
        ndcg(ranking, question.relevant, 10),
        recall(ranking, question.relevant, 10),
        recall(ranking, question.relevant, 100),
        milliseconds,
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)
