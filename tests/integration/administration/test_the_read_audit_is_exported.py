"""Who was shown what is streamed to auditors as CSV or JSON lines, and forgotten in time."""

import csv
import io
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, text, update

from chains.access.access_lists import AccessList
from chains.access.audience import Asker, Standing
from chains.access.interning import intern_access_list
from chains.access.principals import EVERYONE, WorkspaceId
from chains.administration.export_lines import COLUMNS, Form
from chains.administration.exports import AUDITORS_ONLY, BEGUN, ENDED
from chains.administration.oversight import Oversight
from chains.administration.read_audit import ReadFilter
from chains.database.answers import AnswerRow, ProofRow
from chains.database.engine import Sessions
from chains.database.tables import AuditRow, DocumentRow, SourceRow
from chains.errors import Refused
from chains.metrics import Metrics
from chains.settings import AuditPolicy, FootnoteSettings, RedactionSettings
from tests.integration.administration.conftest import FINN

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EVERYTHING = ReadFilter()
AUDIT = Asker("U0AUDIT", Standing.MEMBER)


@dataclass
class Kept:
    """A workspace with records of answers."""

    sessions: Sessions
    workspace: WorkspaceId
    oversight: Oversight
    source: UUID = field(default_factory=uuid4)

    async def document(self, title: str, url: str = "https://docs.example/pay") -> UUID:
        """A document of the handbook."""
        identity = uuid4()
        async with self.sessions.begin() as session:
            number = await intern_access_list(session, self.workspace, AccessList.of([EVERYONE]))
            await session.execute(
                insert(DocumentRow).values(
                    id=identity, workspace=self.workspace, source_id=self.source,
                    external_id=identity.hex, url=url, title=title, scope="handbook",
                    language="en", access_list_id=number, indexed_list_id=number,
                    content_hash="", passages=0, permissions_confirmed_at=NOON,
                )
            )  # fmt: skip
        return identity

    async def answered(self, *documents: UUID, **changes: Any) -> str:
        """An answer that showed these documents, one footnote each."""
        request = uuid4().hex[:9]
        answer = self.answer(request) | changes
        proofs = [self.proof(request, *each) for each in enumerate(documents, start=1)]
        async with self.sessions.begin() as session:
            await session.execute(insert(AnswerRow).values(answer))
            if proofs:
                await session.execute(insert(ProofRow), proofs)
        return request

    def answer(self, request: str) -> dict[str, Any]:
        """The record of one answer."""
        return {
            "workspace": self.workspace, "request": request, "asked_at": NOON, "asker": "U0ANA",
            "venue": "public_channel", "channel": "C0ENG", "audience": [], "wants": "answer",
            "scopes": [], "outcome": "Answer", "more": False, "access_lists": 1, "epoch": 1,
            "passages": 1, "confidence": 1.0, "milliseconds": 1.0, "drafted": False,
            "delivered_at": NOON, "posted_ts": "1777809600.000100",
        }  # fmt: skip

    def proof(self, request: str, number: int, document: UUID) -> dict[str, Any]:
        """The record of one footnote."""
        return {
            "workspace": self.workspace, "request": request, "number": number,
            "document": document, "anchor": "", "score": 1.0, "access_list": 7, "grounds": [],
            "confirmed_at": NOON - DAY, "checked_at": NOON, "seal": "",
        }  # fmt: skip

    async def exported(
        self, form: Form, wanted: ReadFilter = EVERYTHING, actor: Asker = AUDIT
    ) -> str:
        """What an auditor gets."""
        async with self.oversight.exports.export(self.workspace, actor, wanted, form) as chunks:
            return "".join([chunk.decode() async for chunk in chunks])

    async def broken_off(self) -> None:
        """The auditor goes away after the first chunk."""
        export = self.oversight.exports.export(self.workspace, AUDIT, EVERYTHING, Form.JSON_LINES)
        async with export as chunks:
            await anext(chunks)
            raise ConnectionResetError

    async def requests(self, **wanted: Any) -> list[str]:
        """Of the lines that a filter leaves, the requests."""
        rows = self.oversight.read_audit.rows(self.workspace, ReadFilter(**wanted))
        return [row.request async for row in rows]

    async def audited(self) -> list[AuditRow]:
        """What the audit says of exports, oldest first."""
        about = AuditRow.workspace == self.workspace, AuditRow.subject.startswith("export:")
        async with self.sessions() as session:
            return list(await session.scalars(select(AuditRow).where(*about).order_by(AuditRow.id)))

    async def choose(self, *auditors: str) -> None:
        """These are the auditors from now on."""
        policy = AuditPolicy(auditors=auditors)
        await self.oversight.policies.save(self.workspace, FINN, policy, RedactionSettings())


@pytest.fixture
async def kept(sessions: Sessions, workspace: WorkspaceId) -> AsyncIterator[Kept]:
    """A workspace with one auditor."""
    made = Kept(sessions, workspace, Oversight.on(sessions, FootnoteSettings(), Metrics()))
    async with sessions.begin() as session:
        await session.execute(
            insert(SourceRow).values(
                id=made.source, workspace=workspace, kind="folder", scope="handbook", config={},
                readers=["everyone"], paused=False, cursor={}, problems={},
            )
        )  # fmt: skip
    await made.choose(AUDIT.identity)
    yield made
    async with sessions.begin() as session:
        # Nothing of a source without a folder is left for others to sync.
        await session.execute(
            update(SourceRow).where(SourceRow.id == made.source).values(removed_at=NOON)
        )


async def test_a_line_says_who_was_shown_what_where_and_when(kept: Kept) -> None:
    pay = await kept.document("Pay day")
    request = await kept.answered(pay)
    [told] = map(json.loads, (await kept.exported(Form.JSON_LINES)).splitlines())
    assert tuple(told) == COLUMNS
    noon = "2026-05-03T12:00:00+00:00"
    assert told == {
        "asked_at": noon, "delivered_at": noon, "asker": "U0ANA", "venue": "public_channel",
        "channel": "C0ENG", "posted_ts": "1777809600.000100", "wants": "answer",
        "outcome": "Answer", "redacted_at": None, "document": str(pay), "source": "handbook",
        "title": "Pay day", "url": "https://docs.example/pay", "deleted_at": None,
        "access_list": 7, "confirmed_at": "2026-05-02T12:00:00+00:00", "checked_at": noon,
        "request": request,
    }  # fmt: skip
    [row] = csv.DictReader(io.StringIO(await kept.exported(Form.CSV), newline=""))
    assert row == {name: str("" if value is None else value) for name, value in told.items()}


async def test_only_what_was_shown_counts_and_each_document_of_an_answer_once(kept: Kept) -> None:
    one, two = await kept.document("One"), await kept.document("Two")
    await kept.answered(one, delivered_at=None)
    await kept.answered()
    request = await kept.answered(one, two, one)
    assert await kept.requests() == [request, request]


async def test_a_document_that_is_unknown_by_now_keeps_its_id(kept: Kept) -> None:
    gone = uuid4()
    await kept.answered(gone)
    [told] = map(json.loads, (await kept.exported(Form.JSON_LINES)).splitlines())
    assert (told["document"], told["title"], told["url"]) == (str(gone), None, None)
    [row] = csv.DictReader(io.StringIO(await kept.exported(Form.CSV), newline=""))
    assert (row["document"], row["title"], row["source"]) == (str(gone), "", "")


async def test_lines_are_narrowed_by_day_person_channel_and_document(kept: Kept) -> None:
    pay = await kept.document("Pay day")
    other = await kept.document("Other", "https://docs.example/other")
    early = await kept.answered(pay, delivered_at=NOON - DAY)
    late = await kept.answered(other, delivered_at=NOON + DAY, asker="U0BEN", channel=None)
    assert await kept.requests() == [early, late]
    assert await kept.requests(since=NOON - DAY, until=NOON + DAY) == [early]
    assert await kept.requests(since=NOON) == [late]
    assert await kept.requests(person="U0BEN") == [late]
    assert await kept.requests(channel="C0ENG") == [early]
    for named in (str(pay), "https://docs.example/pay", "https://docs.example/pay#when"):
        assert await kept.requests(document=named) == [early], named
    assert await kept.requests(document="https://docs.example/p") == []
    assert await kept.requests(person="U0BEN", channel="C0ENG") == []


async def test_another_workspace_has_its_own(kept: Kept) -> None:
    await kept.answered(await kept.document("Pay day"))
    rows = kept.oversight.read_audit.rows(WorkspaceId("T0OTHER"), EVERYTHING)
    assert [row async for row in rows] == []


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
async def test_no_cell_of_csv_is_a_formula(kept: Kept, title: str) -> None:
    await kept.answered(await kept.document(title, url=title))
    [row] = csv.DictReader(io.StringIO(await kept.exported(Form.CSV), newline=""))
    assert (row["title"], row["url"]) == (f"'{title}", f"'{title}")
    [told] = map(json.loads, (await kept.exported(Form.JSON_LINES)).splitlines())
    assert told["title"] == title


async def test_no_title_breaks_a_line(kept: Kept) -> None:
    title = 'Zürich, "so-called"\nnext\u2028last; =1+1 東京'
    await kept.answered(await kept.document(title))
    [told] = map(json.loads, (await kept.exported(Form.JSON_LINES)).splitlines())
    assert told["title"] == title
    [row] = csv.DictReader(io.StringIO(await kept.exported(Form.CSV), newline=""))
    assert row["title"] == title


async def test_many_lines_come_a_batch_at_a_time(kept: Kept) -> None:
    pay = await kept.document("Pay day")
    names = [f"R{number:05}" for number in range(1_200)]
    async with kept.sessions.begin() as session:
        await session.execute(insert(AnswerRow), [kept.answer(one) for one in names])
        await session.execute(insert(ProofRow), [kept.proof(one, 1, pay) for one in names])
    async with aclosing(kept.oversight.read_audit.rows(kept.workspace, EVERYTHING)) as rows:
        assert (await anext(rows)).request == names[0]
        [fetched] = await fetches(kept.sessions)
        assert fetched <= 500
    assert await fetches(kept.sessions) == []
    told = await kept.exported(Form.JSON_LINES)
    assert [json.loads(one)["request"] for one in told.splitlines()] == names
    began, ended = await kept.audited()
    assert (began.action, ended.after) == (BEGUN, {"rows": 1_200, "completed": True})


async def fetches(sessions: Sessions) -> list[int]:
    """How many rows transactions that are open at the moment have fetched last."""
    asked = text(
        "SELECT CAST(substring(query FROM 'FETCH FORWARD (\\d+)') AS int)"
        " FROM pg_stat_activity WHERE query LIKE 'FETCH FORWARD%'"
    )
    async with sessions() as session:
        return list(await session.scalars(asked))


async def test_every_export_is_audited_whatever_becomes_of_it(kept: Kept) -> None:
    await kept.answered(await kept.document("Pay day"))
    wanted = ReadFilter(since=NOON - DAY, person="U0ANA")
    await kept.exported(Form.CSV, wanted)
    with pytest.raises(ConnectionResetError):
        await kept.broken_off()
    asked = {"since": "2026-05-02T12:00:00Z", "person": "U0ANA"}
    began, ended, *broken = await kept.audited()
    assert (began.actor, began.action) == ("U0AUDIT", BEGUN)
    assert began.after == {"form": "csv", "filter": asked}
    assert (ended.action, ended.subject) == (ENDED, began.subject)
    assert ended.after == {"rows": 1, "completed": True}
    assert broken[1].after == {"rows": 1, "completed": False}
    newest, older = await kept.oversight.exports.latest(kept.workspace, AUDIT)
    assert (newest.form, newest.completed, newest.rows) == (Form.JSON_LINES, False, 1)
    assert (older.wanted, older.completed, older.rows) == (wanted, True, 1)


@pytest.mark.parametrize(
    "actor",
    [
        FINN,
        Asker("U0BEN", Standing.MEMBER),
        Asker("U0AUDIT", Standing.GUEST),
        Asker("U0AUDIT", Standing.PARTNER),
        Asker("U0AUDIT", Standing.NOBODY),
    ],
)
async def test_nobody_but_an_auditor_who_is_a_full_member_exports(kept: Kept, actor: Asker) -> None:
    with pytest.raises(Refused, match=AUDITORS_ONLY):
        await kept.exported(Form.CSV, actor=actor)
    with pytest.raises(Refused, match=AUDITORS_ONLY):
        await kept.oversight.exports.latest(kept.workspace, actor)
    assert await kept.audited() == []


async def test_who_is_no_auditor_any_more_exports_nothing(kept: Kept) -> None:
    await kept.choose("U0BEN")
    with pytest.raises(Refused):
        await kept.exported(Form.CSV)


async def test_records_are_forgotten_in_time_and_what_was_exported_is_not(kept: Kept) -> None:
    pay, now = await kept.document("Pay day"), datetime.now(UTC)
    await kept.answered(pay, asked_at=now - timedelta(days=30, minutes=1))
    young = await kept.answered(pay, asked_at=now - timedelta(days=30) + timedelta(minutes=1))
    await kept.exported(Form.CSV)
    assert await kept.oversight.read_audit.forget(WorkspaceId("T0OTHER"), 30) == 0
    assert await kept.oversight.read_audit.forget(kept.workspace, 30) == 1
    assert await kept.requests() == [young]
    assert await kept.oversight.read_audit.forget(kept.workspace, 30) == 0
    async with kept.sessions() as session:
        of_ours = ProofRow.workspace == kept.workspace
        assert len(list(await session.scalars(select(ProofRow).where(of_ours)))) == 1
    assert [one.action for one in await kept.audited()] == [BEGUN, ENDED]
