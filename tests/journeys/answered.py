"""Answers as the real copilot records them, for journeys whose copilot is told what to say."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, update

from chains.access.access_lists import AccessList
from chains.access.interning import intern_access_list
from chains.access.principals import WorkspaceId, principal
from chains.database.answers import AnswerRow, ProofRow
from chains.database.tables import DocumentRow, SourceRow
from tests.journeys.conftest import Journey

LONG_AGO = timedelta(days=2)
EVERYONE_HERE = [{"principals": ["channel:C0GENERAL", "everyone"], "collective": True}]


@dataclass
class Answered:
    """One document of a source, and the answers that show it."""

    journey: Journey
    document: UUID = field(default_factory=uuid4)
    source: UUID = field(default_factory=uuid4)

    @property
    def workspace(self) -> WorkspaceId:
        return self.journey.bot.workspace.id

    async def published(self, readers: str = "everyone", title: str = "Payroll") -> None:
        """The document, open to these readers."""
        async with self.journey.sessions.begin() as session:
            number = await intern_access_list(
                session, self.workspace, AccessList.of([principal(readers)])
            )
            await session.execute(
                insert(SourceRow).values(
                    id=self.source, workspace=self.workspace, kind="folder",
                    scope=f"s{self.source.hex[:8]}", config={}, readers=[readers],
                    paused=False, cursor={}, problems={}, synced_at=datetime.now(UTC),
                )
            )  # fmt: skip
            await session.execute(
                insert(DocumentRow).values(
                    id=self.document, workspace=self.workspace, source_id=self.source,
                    external_id="payroll.md", url="https://docs.example/payroll", title=title,
                    scope="hr", language="en", access_list_id=number, indexed_list_id=number,
                    content_hash="", passages=0, permissions_confirmed_at=datetime.now(UTC),
                )
            )  # fmt: skip

    async def asked(self, who: str, channel: str, said: str, **answer: Any) -> str:
        """A question with its answer and its record; the message's timestamp."""
        ts = await self.journey.say(who, channel, said)
        assert await self.journey.settled(channel, ts) == "answer"
        await self.journey.drained()
        row = (await self.journey.rows())[-1]
        assert row.posted_ts is not None
        await self.recorded(
            row.request, who, channel=channel, posted_ts=row.posted_ts,
            **{"venue": "private" if channel.startswith("D0") else "public_channel", **answer},
        )  # fmt: skip
        return row.posted_ts

    async def recorded(self, request: str, who: str, **answer: Any) -> None:
        """The record of an answer that shows the document."""
        now = datetime.now(UTC)
        key = {"workspace": self.workspace, "request": request}
        row = {
            "asked_at": now, "asker": who, "venue": "private", "channel": None,
            "audience": EVERYONE_HERE, "wants": "answer", "scopes": [], "outcome": "Answer",
            "more": False, "access_lists": 1, "epoch": 1, "passages": 1, "confidence": 1.0,
            "milliseconds": 1.0, "drafted": False, "delivered_at": now,
        } | answer  # fmt: skip
        proof = {
            "number": 1, "document": self.document, "anchor": "", "score": 1.0,
            "access_list": 1, "grounds": [], "confirmed_at": now, "checked_at": now, "seal": "",
        }  # fmt: skip
        async with self.journey.sessions.begin() as session:
            await session.execute(insert(AnswerRow).values(**key, **row))
            await session.execute(insert(ProofRow).values(**key, **proof))

    async def deleted(self, ago: timedelta = LONG_AGO) -> None:
        """The document was taken out of its source."""
        await self._document(deleted_at=datetime.now(UTC) - ago)

    async def opened(self, readers: str = "everyone") -> None:
        """Exactly these may read the document from now on."""
        async with self.journey.sessions.begin() as session:
            wanted = AccessList.of([principal(readers)])
            number = await intern_access_list(session, self.workspace, wanted)
        await self._document(access_list_id=number)

    async def closed(self) -> None:
        """Nobody can be given the document any more."""
        await self.opened("group:handle:nobody-at-all")

    async def _document(self, **values: Any) -> None:
        async with self.journey.sessions.begin() as session:
            same = DocumentRow.id == self.document
            await session.execute(update(DocumentRow).where(same).values(**values))

    async def emptied(self) -> None:
        """No answer of another test is left."""
        async with self.journey.sessions.begin() as session:
            for table in (AnswerRow, DocumentRow, SourceRow):
                await session.execute(delete(table))
