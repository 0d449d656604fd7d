"""Measures who gets to see what: every probe is asked as its person, in private."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from langchain_core.embeddings import Embeddings

from chains.access.reader import Reader
from chains.answering.outcome import Answer
from chains.database.engine import Sessions
from chains.evaluation.asking import Asked, Progress, Write, asked_privately, loaded
from chains.evaluation.companies import (
    AclChanged,
    After,
    ChangeEvent,
    Company,
    DocumentDeleted,
    Probe,
)
from chains.evaluation.measures import percentile, share
from chains.evaluation.shown import sources_in, strings_in
from chains.evaluation.staged_company import StagedCompany
from chains.evaluation.temporary import temporary_workspace
from chains.index.passages import Hit
from chains.index.retriever import Search
from chains.index.writer import PassageWriter
from chains.sync.splitting import Splitter


class WatchedSearch:
    """The product's search; remembers the documents of all passages that came out of it."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.retrieved: set[UUID] = set()

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """What the search finds."""
        hits = await self._search.search(query, reader, scopes=scopes, limit=limit)
        self.retrieved |= {hit.document for hit in hits}
        return hits


@dataclass(frozen=True)
class AccessParts:
    """The product's own parts; ``copilot`` searches through ``search`` and through nothing else."""

    copilot: Asked
    search: WatchedSearch
    sessions: Sessions
    writer: PassageWriter
    embeddings: Embeddings
    splitter: Splitter


@dataclass(frozen=True)
class ChangeCounts:
    """What was asked right after changes: how often too much was seen, and how often too little."""

    changes: int = 0
    leaks_after_change: int = 0
    lost_after_change: int = 0


@dataclass(frozen=True)
class AccessReport:
    """What one run measured: counts, shares of the allowed probes, and milliseconds."""

    denied: int
    leaks: int
    allowed: int
    found_retrieved: float
    found_cited: float
    p50_ms: float
    p95_ms: float
    after: ChangeCounts | None = None

    def as_json(self) -> dict[str, Any]:
        """The report as one flat object; what was not asked for is left out."""
        told = {name: value for name, value in vars(self).items() if name != "after"}
        return told | (vars(self.after) if self.after else {})


@dataclass(frozen=True)
class _Reply:
    """What came of a question.

    ``retrieved`` came out of the index, ``shown`` could be read in the outcome, ``cited`` carry an
    answer: ids of documents, as the company writes them. ``text`` is all that could be read.
    """

    retrieved: frozenset[str]
    shown: frozenset[str]
    cited: frozenset[str]
    text: str
    milliseconds: float


async def measure_access(
    company: Company,
    probes: Sequence[Probe],
    changes: Sequence[ChangeEvent] | None,
    parts: AccessParts,
    write: Write,
    progress: Progress,
) -> AccessReport:
    """Load the company, ask all probes, make the changes, remove it again, also after an error.

    Raises:
        RetryLater: a store or a model did not answer; nothing is left behind.
    """
    async with temporary_workspace(parts.sessions, parts.writer) as workspace:
        staged = StagedCompany(
            company, workspace, parts.sessions, parts.writer, parts.embeddings, parts.splitter
        )
        await loaded(staged, len(company.documents), progress)
        asking = _Asking(staged, parts)
        replies: list[tuple[Probe, _Reply]] = []
        for number, probe in enumerate(probes, start=1):
            reply = await asking.ask(probe.user, probe.question)
            write(_line(probe, reply))
            replies.append((probe, reply))
            progress("Asking", number / len(probes))
        after = None if changes is None else await _after_changes(changes, asking, progress)
    return _report(replies, after)


class _Asking:
    """Asks as one person or another, and remembers what they got."""

    def __init__(self, staged: StagedCompany, parts: AccessParts) -> None:
        self.staged = staged
        self._parts = parts

    async def ask(self, user: str, text: str) -> _Reply:
        self._parts.search.retrieved.clear()
        response = await asked_privately(user, text, self.staged.workspace, self._parts.copilot)
        outcome = response.outcome
        shown = self._names(UUID(one.document) for one in sources_in(outcome))
        return _Reply(
            retrieved=shown | self._names(iter(self._parts.search.retrieved)),
            shown=shown,
            cited=shown if isinstance(outcome, Answer) else frozenset(),
            text="\n".join(strings_in(outcome)),
            milliseconds=response.milliseconds,
        )

    def _names(self, documents: Iterator[UUID]) -> frozenset[str]:
        return frozenset(self.staged.name_of(document) for document in documents)


async def _after_changes(
    changes: Sequence[ChangeEvent], asking: _Asking, progress: Progress
) -> ChangeCounts:
    leaks = lost = 0
    for number, change in enumerate(changes, start=1):
        await asking.staged.commit(change)
        told: set[After] = set()
        if isinstance(change, AclChanged | DocumentDeleted):
            # The index still says what was: nothing of that may be shown.
            told = {one for one in change.after if await _is_told(one, change, asking)}
            await asking.staged.follow()
        for one in change.after:
            reply = await asking.ask(one.user, one.question)
            seen = change.about(one) in reply.retrieved
            leaks += not one.may_see and (seen or one in told)
            lost += one.may_see and not seen
        progress("Changing", number / len(changes))
    return ChangeCounts(len(changes), leaks, lost)


async def _is_told(one: After, change: ChangeEvent, asking: _Asking) -> bool:
    reply = await asking.ask(one.user, one.question)
    return change.about(one) in reply.shown


def _report(replies: Sequence[tuple[Probe, _Reply]], after: ChangeCounts | None) -> AccessReport:
    denied = [(probe, reply) for probe, reply in replies if not probe.allowed]
    allowed = [(probe, reply) for probe, reply in replies if probe.allowed]
    times = [reply.milliseconds for _, reply in replies]
    return AccessReport(
        denied=len(denied),
        leaks=sum(_leaks(probe, reply) for probe, reply in denied),
        allowed=len(allowed),
        found_retrieved=share([bool(one.expect_docs & got.retrieved) for one, got in allowed]),
        found_cited=share([bool(one.expect_docs & got.cited) for one, got in allowed]),
        p50_ms=round(percentile(times, 0.50), 1),
        p95_ms=round(percentile(times, 0.95), 1),
        after=after,
    )


def _leaks(probe: Probe, reply: _Reply) -> bool:
    """Whether a forbidden document was retrieved or cited, or a secret could be read."""
    text = re.sub(r"\s+", " ", reply.text)
    forbidden = probe.forbidden_docs & (reply.retrieved | reply.cited)
    return bool(forbidden) or any(secret in text for secret in probe.secrets)


def _line(probe: Probe, reply: _Reply) -> str:
    line = {
        "probe_id": probe.id,
        "retrieved": sorted(reply.retrieved),
        "cited": sorted(reply.cited),
        "answer": reply.text,
    }
    return json.dumps(line, ensure_ascii=False) + "\n"
