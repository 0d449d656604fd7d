"""Journeys of an auditor: a workspace that browsers reach, and records of answers in it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import delete, insert, select, update

from bot.auditing.tables import ExportLinkRow
from chains.access.audience import Asker, Standing
from chains.administration.exports import ENDED
from chains.database.answers import AnswerRow, ProofRow
from chains.database.engine import Sessions
from chains.database.tables import AuditRow, DocumentRow, SettingRow
from chains.settings import AuditPolicy, RedactionSettings
from tests.journeys.answered import Answered
from tests.journeys.conftest import Journey, travelling
from tests.journeys.linking.signing import PUBLIC_URL, Browser

FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)
AUDITOR = "U0BEN"


@dataclass
class Auditing:
    """A journey with one auditor, and what people do to get an export."""

    journey: Journey
    answered: Answered

    def browser(self) -> Browser:
        """A new browser, of anybody."""
        return Browser(self.journey.bot_url)

    async def choose(self, *auditors: str) -> None:
        """These are the auditors from now on."""
        policies, policy = self.journey.knowledge.oversight.policies, AuditPolicy(auditors=auditors)
        workspace = self.journey.bot.workspace.id
        await policies.save(workspace, FINN, policy, RedactionSettings())

    async def told(self, who: str, words: str = "") -> tuple[str, str, list[str]]:
        """What `/footnote audit` says: its text, its blocks, and the addresses in them."""
        channel = f"D0{who[2:]}"
        ts = await self.journey.command(who, channel, "/footnote", f"audit {words}".strip())
        await self.journey.settled(channel, ts)
        [*_, said] = await self.journey.seen(who, channel)
        elements = [one for block in said["blocks"] for one in block.get("elements", [])]
        return said["text"], str(said["blocks"]), [one["url"] for one in elements if "url" in one]

    async def link(self, words: str = "", who: str = AUDITOR) -> str:
        """The link that an auditor is given."""
        _, _, [address] = await self.told(who, words)
        return address

    async def audited(self) -> list[AuditRow]:
        """What the audit says of exports, oldest first."""
        about = AuditRow.subject.startswith("export:")
        async with self.journey.sessions() as session:
            return list(await session.scalars(select(AuditRow).where(about).order_by(AuditRow.id)))

    async def is_over(self) -> bool:
        """Whether the audit has the end of an export."""
        return ENDED in [one.action for one in await self.audited()]

    async def has_many(self, answers: int) -> None:
        """The answer so many times, each line of several kilobytes: more than sockets hold."""
        async with self.journey.sessions.begin() as session:
            await session.execute(update(DocumentRow).values(title="long " * 1_000))
            for table in (AnswerRow, ProofRow):
                kept = (await session.execute(select(table.__table__))).mappings().one()
                many = [{**kept, "request": f"many-{number}"} for number in range(answers)]
                await session.execute(insert(table), many)

    async def emptied(self) -> None:
        """Nothing of another test is left."""
        await self.answered.emptied()
        async with self.journey.sessions.begin() as session:
            for table in (ExportLinkRow, SettingRow, AuditRow):
                await session.execute(delete(table))


@pytest.fixture
async def auditing(prepared: str, sessions: Sessions) -> AsyncIterator[Auditing]:
    """One answer was shown to Ana in private; Ben is the auditor."""
    configured = {"public_url": PUBLIC_URL}
    async with travelling(prepared, sessions, configured=configured, worker=False) as journey:
        made = Auditing(journey, Answered(journey))
        await made.emptied()
        await made.answered.published(readers="person:U0ANA", title="Severance of U0ANA")
        await made.answered.recorded("abcd-efgh", "U0ANA")
        await made.choose(AUDITOR)
        yield made
        await made.emptied()
