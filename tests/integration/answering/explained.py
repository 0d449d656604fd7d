"""A company with a pier, and what its people are told of answers; what Postgres was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event, update

from chains.access.audience import Asker, Venue, VenueKind
from chains.access.directory import Directory, MembersFact
from chains.access.principals import channel, handle, person, user_group
from chains.answering.explaining.explained import About, Here, Why, WhyNot
from chains.answering.records import Records
from chains.answering_path import explanations_on
from chains.database.answers import AnswerRow
from tests.integration.answering.conftest import ANA, PRIVATE, SEAL, Company

HERE = Here(PRIVATE)
CREW = Venue(VenueKind.PRIVATE_CHANNEL, "C0CREW")


@dataclass
class Explained:
    """Asks why; ``reads`` are the conversations that whoever asks can read."""

    company: Company
    reads: set[str] = field(default_factory=set)

    async def why(self, viewer: Asker = ANA, about: About = None) -> Why | None:
        """What one person is told of an answer."""

        async def reads(where: str) -> bool:
            return where in self.reads

        return await self._explanations.why(self.company.workspace, viewer, about, reads)

    async def why_not(self, link: str, viewer: Asker = ANA, here: Here = HERE) -> WhyNot | None:
        """What one person is told of a document."""
        return await self._explanations.why_not(self.company.workspace, viewer, link, here)

    async def delivered(
        self, request: str = "R1", posted_ts: str | None = None, posted_in: str | None = None
    ) -> None:
        """Somebody was shown the answer."""
        records = Records(self.company.sessions, SEAL)
        await records.delivered(self.company.workspace, request, posted_ts, posted_in)

    async def crew(self, *people: str) -> None:
        """These are the user group @crew, and the members of its channel."""
        members = frozenset(person(one) for one in people)
        now = datetime.now(UTC)
        facts = [
            MembersFact(user_group("S0CREW"), members, "slack", now),
            MembersFact(handle("crew"), frozenset({user_group("S0CREW")}), "slack", now),
            MembersFact(channel("C0CREW"), members, "slack", now),
        ]
        await Directory(self.company.sessions).record(self.company.workspace, facts)

    async def alter(self, **values: Any) -> None:
        """Change the record of every answer, as somebody who can write to Postgres."""
        same = AnswerRow.workspace == self.company.workspace
        async with self.company.sessions.begin() as session:
            await session.execute(update(AnswerRow).where(same).values(values))

    @property
    def _explanations(self) -> Any:
        company = self.company
        return explanations_on(company.sessions, company.search, company.seal)

    @contextmanager
    def asked(self) -> Iterator[list[str]]:
        """Every statement that Postgres is asked meanwhile, and every search, in order."""
        engine = self.company.sessions.engine.sync_engine
        found: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
            found.append(statement)

        search = self.company.search
        before = search.inner

        class Noted:
            async def search(self, *args: Any, **more: Any) -> Any:
                found.append(f"search {sorted(more.items())}")
                return await before.search(*args, **more)

            async def section(self, *args: Any) -> Any:
                found.append("section")
                return await before.section(*args)

        event.listen(engine, "before_cursor_execute", note)
        search.inner = Noted()  # type: ignore[assignment]
        try:
            yield found
        finally:
            event.remove(engine, "before_cursor_execute", note)
            search.inner = before
