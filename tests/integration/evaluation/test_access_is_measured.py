"""The access measurement, on a company small enough to judge by hand."""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from chains.access.oddities import Oddities
from chains.access.proof import Proof, Proofs
from chains.access.reader import Reader, Readers
from chains.access.seal import Seal
from chains.answering.copilot import Copilot
from chains.answering.finding import Finder
from chains.answering.library import Library
from chains.answering.outcome import Step
from chains.answering.question import Question
from chains.answering.questions.memory import Memory
from chains.answering.questions.understanding import Understanding
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer
from chains.answering.records import Records
from chains.answering.retrieval import Retrieval
from chains.answering_path import unlimited_accounts, writing_on
from chains.assembly import Opened
from chains.database.engine import Sessions
from chains.database.tables import Base
from chains.errors import ModelUnavailable
from chains.evaluation.access import AccessParts, AccessReport, measure_access
from chains.evaluation.companies import read_changes, read_company, read_probes
from chains.evaluation.staged_company import asker_of
from chains.metrics import Metrics

DOCUMENTS = {
    "salaries": ("Salaries", "Ben Moss earns a salary of 64,000 euros a year.", [], ["people"]),
    "merger": ("Merger", "The merger with Lowland Ferries closes in October.", ["cleo"], []),
    "canteen": ("Canteen", "The canteen serves lunch from 11:30 to 14:00.", [], ["all"]),
    "harbour": ("Harbour", "The harbour shed is locked with the code 7731.", ["Ana"], []),
    "robots": ("Robots", "Batteries of the robots are charged over night.", ["everyone"], ["All"]),
    "draft": ("Draft", "The name of the new boat will be Marguerite.", [], []),
}
GROUPS = {"people": ["ana"], "all": ["ana", "Ana", "ben", "cleo"], "empty": []}
PAY = "What is the salary of Ben Moss?"
MERGER = "When does the merger with Lowland Ferries close?"
PROBES = [
    ("ana", PAY, "salaries", "64,000"),
    ("ben", PAY, "-salaries", "64,000"),
    ("cleo", MERGER, "merger", "October"),
    ("ana", MERGER, "-merger", "October"),
    ("ben", "When does the canteen serve lunch?", "canteen", "11:30"),
    # Ids that differ in case or white space are different people and groups.
    ("Ana", "Which code locks the harbour shed?", "harbour", "7731"),
    ("ana", "Which code locks the harbour shed?", "-harbour", "7731"),
    ("Ana ", "Which code locks the harbour shed?", "-harbour", "7731"),
    # A person or group called like a principal of Footnote's opens nothing.
    ("ben", "When are the batteries of the robots charged?", "-robots", "night"),
    ("everyone", "When are the batteries of the robots charged?", "robots", "night"),
    # Named for nobody: readable for nobody.
    ("ana", "What will be the name of the new boat?", "-draft", "Marguerite"),
]
CHANGES: list[dict[str, Any]] = [
    {"event": "acl-changed", "doc": "merger", "acl": {"users": ["ben"]},
     "after": [("cleo", MERGER, False), ("ben", MERGER, True)]},
    {"event": "left-group", "user": "ana", "group": "people", "doc": "salaries",
     "after": [("ana", PAY, False)]},
    {"event": "joined-group", "user": "ben", "group": "people",
     "after": [("ben", PAY, True, "salaries"), ("ana", PAY, False, "salaries")]},
    {"event": "acl-changed", "doc": "merger", "acl": {"groups": ["all"]},
     "after": [("cleo", MERGER, True), ("everyone", MERGER, False)]},
    {"event": "acl-changed", "doc": "merger", "acl": {"users": [], "groups": ["empty"]},
     "after": [("cleo", MERGER, False), ("ben", MERGER, False)]},
    {"event": "deleted", "doc": "salaries", "after": [("ben", PAY, False)]},
]  # fmt: skip


def _write(path: Path, lines: Iterable[object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The company, its probes and changes, as files."""
    _write(
        tmp_path / "documents.jsonl",
        (
            {"_id": name, "title": title, "text": text, "url": f"https://intranet.example/{name}",
             "acl": {"users": users, "groups": groups}}
            for name, (title, text, users, groups) in DOCUMENTS.items()
        ),
    )  # fmt: skip
    people = sorted({user for user, *_ in PROBES})
    _write(tmp_path / "users.jsonl", ({"user_id": user} for user in people))
    (tmp_path / "groups.json").write_text(json.dumps(GROUPS), encoding="utf-8")
    _write(
        tmp_path / "probes.jsonl",
        (
            {"_id": f"p{number}", "user": user, "question": question, "secrets": [secret],
             "allowed": not document.startswith("-"),
             "expect_docs": [] if document.startswith("-") else [document],
             "forbidden_docs": [document[1:]] if document.startswith("-") else []}
            for number, (user, question, document, secret) in enumerate(PROBES)
        ),
    )  # fmt: skip
    _write(
        tmp_path / "changes.jsonl",
        (
            {**change, "_id": f"c{number}",
             "after": [dict(zip(("user", "question", "may_see", "doc"), one, strict=False))
                       for one in change["after"]]}
            for number, change in enumerate(CHANGES)
        ),
    )  # fmt: skip
    return tmp_path


@dataclass
class Measured:
    """A run: its report, and the lines it wrote."""

    report: AccessReport
    lines: list[dict[str, Any]]


async def _measure(folder: Path, parts: AccessParts, *, changes: bool = False) -> Measured:
    company = read_company(folder)
    made = read_changes(folder / "changes.jsonl", company) if changes else None
    lines: list[str] = []
    report = await measure_access(
        company,
        read_probes(folder / "probes.jsonl", company),
        made,
        parts,
        lines.append,
        lambda *_: None,
    )
    return Measured(report, [json.loads(line) for line in lines])


async def _left_behind(opened: Opened) -> int:
    tenants = await opened.weaviate.collections.use(opened.collection.name).tenants.get()
    async with opened.sessions() as session:
        rows = [
            await session.scalar(
                select(func.count())
                .select_from(table)
                .where(table.c.workspace.startswith("evaluation-"))
            )
            for table in Base.metadata.sorted_tables
            if "workspace" in table.c
        ]
    return sum(name.startswith("evaluation-") for name in tenants) + sum(row or 0 for row in rows)


async def test_every_probe_is_asked_as_its_person_and_nothing_is_left_behind(
    folder: Path, parts: AccessParts, opened: Opened
) -> None:
    measured = await _measure(folder, parts)
    report = measured.report.as_json()
    assert list(report) == [
        "denied", "leaks", "allowed", "found_retrieved", "found_cited", "p50_ms", "p95_ms",
    ]  # fmt: skip
    assert [report[name] for name in list(report)[:5]] == [6, 0, 5, 1.0, 1.0]
    assert 0 < report["p50_ms"] <= report["p95_ms"]
    assert [line["probe_id"] for line in measured.lines] == [f"p{n}" for n in range(len(PROBES))]
    pay = measured.lines[0]
    assert (pay["cited"], "64,000 euros" in pay["answer"]) == (["salaries"], True)
    assert "https://intranet.example/salaries" in pay["answer"]
    assert await _left_behind(opened) == 0


async def test_what_changed_holds_for_the_very_next_question(
    folder: Path, parts: AccessParts
) -> None:
    measured = await _measure(folder, parts, changes=True)
    assert measured.report.as_json() | {"p50_ms": 0, "p95_ms": 0} == {
        "denied": 6, "leaks": 0, "allowed": 5, "found_retrieved": 1.0, "found_cited": 1.0,
        "p50_ms": 0, "p95_ms": 0, "changes": 6, "leaks_after_change": 0, "lost_after_change": 0,
    }  # fmt: skip


async def test_a_run_that_fails_leaves_nothing_behind(
    folder: Path, parts: AccessParts, opened: Opened
) -> None:
    class Broken:
        """Answers once, then never again."""

        asked = 0

        async def ask(self, question: Question) -> AsyncIterator[Step]:
            self.asked += 1
            if self.asked > 1:
                raise ModelUnavailable(question.request)
            async for step in parts.copilot.ask(question):
                yield step

    with pytest.raises(ModelUnavailable):
        await _measure(folder, replace(parts, copilot=Broken()))
    assert await _left_behind(opened) == 0


class AsAnother:
    """Planted fault: whoever asks, it reads what one person may read."""

    def __init__(self, parts: AccessParts, user: str) -> None:
        self._copilot = parts.copilot
        self._asker = asker_of(user)

    def ask(self, question: Question) -> AsyncIterator[Step]:
        """The other person's outcome."""
        return self._copilot.ask(replace(question, asker=self._asker))


class Remembering(Readers):
    """Planted fault: what a person may read is looked up once."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__(sessions)
        self._known: dict[Any, Reader] = {}

    async def reader_for(self, workspace: Any, audience: Any) -> Reader:
        if audience not in self._known:
            self._known[audience] = await super().reader_for(workspace, audience)
        return self._known[audience]


class Trusting(Readers):
    """Planted fault: what the index found is not checked again."""

    async def still_readable(
        self, _reader: Reader, documents: Iterable[UUID], *, or_newer: bool = False
    ) -> frozenset[UUID]:
        del or_newer
        return frozenset(documents)


class Believing(Proofs):
    """Planted fault beside it: whatever is to be shown counts as proved."""

    async def prove(self, _reader: Reader, documents: Iterable[UUID]) -> Mapping[UUID, Proof]:
        now = datetime.now(UTC)
        return {one: Proof(one, 0, (), now, now) for one in documents}


def _copilot(parts: AccessParts, opened: Opened, readers: Readers) -> Copilot:
    library = Library(opened.sessions)
    oddities = Oddities(opened.sessions, Metrics())
    retrieval = Retrieval(parts.search, library, readers, oddities)
    extractive = Extractive(Scorer())
    return Copilot(
        readers,
        retrieval,
        Finder(retrieval, library, extractive),
        writing_on(opened.sessions, retrieval),
        (Believing if isinstance(readers, Trusting) else Proofs)(opened.sessions),
        Records(opened.sessions, Seal(b"of a faulty one")),
        Understanding(Memory(opened.sessions)),
        accounts=unlimited_accounts(opened.sessions),
    )


async def test_a_copilot_that_reads_as_somebody_else_is_found_out(
    folder: Path, parts: AccessParts
) -> None:
    measured = await _measure(folder, replace(parts, copilot=AsAnother(parts, "ana")))
    # Ana may read Ben's salary; she may not read what only Cleo, "Ana" or "everyone" may.
    assert (measured.report.leaks, measured.report.found_cited) == (1, 0.4)
    (leak,) = [line for line in measured.lines if line["probe_id"] == "p1"]
    assert "salaries" in leak["retrieved"]
    assert "64,000" in leak["answer"]


@pytest.mark.parametrize(
    ("fault", "leaks", "lost"),
    [
        # Ana left and still reads it, twice; Ben got two documents and does not.
        (Remembering, 2, 2),
        # Three of those who lost the merger are shown what the index says until it is patched.
        (Trusting, 3, 0),
    ],
    ids=["remembered-reader", "no-re-check"],
)
async def test_a_copilot_that_misses_a_change_is_found_out(
    folder: Path,
    parts: AccessParts,
    opened: Opened,
    fault: Callable[[Sessions], Readers],
    leaks: int,
    lost: int,
) -> None:
    faulty = replace(parts, copilot=_copilot(parts, opened, fault(opened.sessions)))
    after = (await _measure(folder, faulty, changes=True)).report.after
    assert after is not None
    assert (after.leaks_after_change, after.lost_after_change) == (leaks, lost)
