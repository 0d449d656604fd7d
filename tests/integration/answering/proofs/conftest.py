"""A harbour: documents with groups in groups and somebody denied, and what the checker says."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import update

from chains.access.check.judgement import Judgement
from chains.access.check.run import check
from chains.access.check.store import Wanted
from chains.access.directory import Directory, MembersFact
from chains.access.principals import Principal, handle, person, user_group
from chains.access.seal import Seal
from chains.answering.records import sealed_fields
from chains.database.answers import AnswerRow, ProofRow
from chains.database.engine import libpq_url
from chains.operations.services import Services
from tests.integration.answering.conftest import SEAL_KEY, Company, page

PIER = page("Pier rules", "The night gate of the pier closes at 21:15 on every day of the week.")
CRANE = page(
    "Crane rules",
    "The harbour crane may be driven at wind speeds up to 14 m/s and no more.",
    readers="[group:crane-crew, guests]",
    denied="[group:trainees]",
)
BERTH = page("Berth rules", "The visitors' berth may be used for 48 hours by anybody at all.")
GATE, WIND, STAY = (
    "When does the night gate of the pier close?",
    "Up to which wind speed may the harbour crane be driven?",
    "How long may the visitors' berth be used?",
)
Proved = tuple[AnswerRow, ProofRow]
Ask = Callable[..., Awaitable[dict[tuple[str, int], Judgement]]]


@pytest.fixture
async def harbour(company: Company) -> Company:
    """Three sources, a group in a group, and one document that denies somebody."""
    all_of_them = ("everyone", "guests", "partners")
    await company.publish("pier", {"pier.md": PIER})
    await company.publish("crane", {"crane.md": CRANE}, readers=("everyone", "guests"))
    await company.publish("berth", {"berth.md": BERTH}, readers=all_of_them)
    crew, trainees = user_group("S0CREW"), user_group("S0TRAINEES")
    await join(company, crew, person("U0ANA"), person("U0BEN"))
    await join(company, trainees, person("U0KIM"))
    await join(company, handle("crane-crew"), crew)
    await join(company, handle("trainees"), trainees)
    return company


@pytest.fixture
def judge(company: Company, services: Services) -> Ask:
    """The judgements of everything this company was shown."""

    async def judge(**wanted: Any) -> dict[tuple[str, int], Judgement]:
        only = Wanted(**{"workspace": company.workspace, **wanted})
        found = check(libpq_url(services.database_url), SEAL_KEY, only)
        return {(one.request, one.number): one.judgement async for one in found}

    return judge


async def join(company: Company, group: Principal, *members: Principal) -> None:
    fact = MembersFact(group, frozenset(members), "test", datetime.now(UTC))
    await Directory(company.sessions).record(company.workspace, [fact])


async def one_proof(company: Company, request: str = "R1") -> Proved:
    async with company.sessions() as session:
        answer = await session.get_one(AnswerRow, (company.workspace, request))
        proof = await session.get_one(ProofRow, (company.workspace, request, 1))
        return answer, proof


async def change(company: Company, table: type[AnswerRow | ProofRow], **values: Any) -> None:
    same = (table.workspace == company.workspace) & (table.request == "R1")
    async with company.sessions.begin() as session:
        done = await session.execute(update(table).where(same).values(values))
        assert done.rowcount == 1  # type: ignore[attr-defined]


def columns(row: AnswerRow | ProofRow) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


async def reseal(company: Company, **values: Any) -> None:
    """Change the one proof, or of its answer what the seal covers, and seal it with the key."""
    for table in (AnswerRow, ProofRow):
        names = {column.key for column in table.__table__.columns}
        if of_it := {name: value for name, value in values.items() if name in names}:
            await change(company, table, **of_it)
    answer, proof = await one_proof(company)
    row = columns(proof)
    del row["seal"]
    seal = Seal(SEAL_KEY).of(sealed_fields(columns(answer), row))
    await change(company, ProofRow, seal=seal)
