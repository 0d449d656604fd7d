"""Before an outcome is shown, it is recorded for whom it was made and why they may read it."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from chains.access.audience import Asker, Venue, VenueKind
from chains.access.principals import EVERYONE
from chains.access.seal import Seal
from chains.answering.outcome import Answer, Emptiness, NotFound, Stage
from chains.answering.question import Wants
from chains.answering.records import sealed_fields
from chains.database.answers import AnswerRow, ProofRow
from chains.database.tables import Base
from chains.sync.permissions import source_group
from tests.integration.answering.conftest import ANA, SEAL, TOM, Company, page

PIER = page("Pier rules", "The night gate of the pier closes at 21:15 on every day of the week.")
ASKED = "When does the night gate of the pier close?"

NEVER_ANY = {Wants.AUTHORS: Emptiness.NO_SOURCES}
"""As where there never was a document."""


@pytest.fixture
async def pier(company: Company) -> Company:
    await company.publish("pier", {"pier.md": PIER})
    return company


async def kept(company: Company) -> tuple[AnswerRow, list[ProofRow]]:
    async with company.sessions() as session:
        of_company = AnswerRow.workspace == company.workspace
        answer = (await session.scalars(select(AnswerRow).where(of_company))).one()
        same = ProofRow.workspace == company.workspace
        proofs = await session.scalars(select(ProofRow).where(same).order_by(ProofRow.number))
        return answer, list(proofs)


def columns(row: Base) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


async def test_an_answer_names_the_way_from_the_asker_to_the_document(pier: Company) -> None:
    assert isinstance(await pier.ask(ASKED), Answer)
    answer, [proof] = await kept(pier)
    assert (answer.asker, answer.venue, answer.outcome) == ("U0ANA", "private", "Answer")
    assert answer.delivered_at is None
    [ground] = proof.grounds
    assert ground["path"] == [EVERYONE, source_group(pier.sources["pier"])]
    assert proof.confirmed_at <= proof.checked_at


async def test_in_a_group_every_member_has_a_ground_of_their_own(pier: Company) -> None:
    ben = Asker("U0BEN", ANA.standing)
    venue = Venue(VenueKind.GROUP_DM, "G1", (ANA, ben))
    assert isinstance(await pier.ask(ASKED, venue=venue), Answer)
    _, [proof] = await kept(pier)
    assert [ground["profile"] for ground in proof.grounds] == [0, 1]


async def test_the_seal_covers_every_column_and_for_whom_it_was_made(pier: Company) -> None:
    await pier.ask(ASKED)
    answer, [proof] = await kept(pier)
    about, row = columns(answer), columns(proof)
    seal = row.pop("seal")
    assert SEAL.holds(sealed_fields(about, row), seal)
    assert not Seal(b"of somebody else").holds(sealed_fields(about, row), seal)
    for name in row:
        assert not SEAL.holds(sealed_fields(about, {**row, name: "altered"}), seal)
    for name in ("asker", "venue", "channel", "audience", "asked_at", "outcome"):
        assert not SEAL.holds(sealed_fields({**about, name: "altered"}, row), seal)


@pytest.mark.parametrize("wants", list(Wants))
async def test_what_was_taken_away_before_showing_has_no_proof(pier: Company, wants: Wants) -> None:
    taking = {Stage.CHECKING: lambda: pier.take_away("pier", "pier.md")}
    outcome = await pier.ask(ASKED, wants=wants, during=taking)
    assert outcome == NotFound(NEVER_ANY.get(wants, Emptiness.NO_MATCH))
    answer, proofs = await kept(pier)
    assert (answer.outcome, proofs) == ("NotFound", [])


async def test_a_list_of_documents_is_proved_like_an_answer(pier: Company) -> None:
    await pier.ask(ASKED, wants=Wants.DOCUMENTS)
    answer, [proof] = await kept(pier)
    assert (answer.outcome, proof.number) == ("Documents", 1)


async def test_who_may_read_nothing_leaves_a_record_without_a_proof(pier: Company) -> None:
    assert await pier.ask(ASKED, asker=TOM) == NotFound()
    answer, proofs = await kept(pier)
    assert (answer.access_lists, answer.passages, proofs) == (0, 0, [])


async def test_asking_again_under_the_same_request_replaces_the_record(pier: Company) -> None:
    await pier.ask(ASKED)
    past = {"asker": "U0SOMEBODY", "delivered_at": func.now(), "posted_ts": "1.0"}
    async with pier.sessions.begin() as session:
        await session.execute(update(AnswerRow).values(**past, revoked_at=func.now()))
    await pier.ask(ASKED, asker=TOM)
    answer, proofs = await kept(pier)
    assert (answer.asker, proofs) == ("U0TOM", [])
    assert (answer.delivered_at, answer.posted_ts, answer.revoked_at) == (None, None, None)


async def test_a_record_in_place_of_another_has_no_proof_of_that_one(pier: Company) -> None:
    await pier.publish("times", {"times.md": PIER.replace("Pier rules", "Pier times")})
    await pier.ask(ASKED, wants=Wants.DOCUMENTS)
    _, [first, other] = await kept(pier)
    await pier.take_away("pier", "pier.md")
    await pier.ask(ASKED, wants=Wants.DOCUMENTS)
    answer, [proof] = await kept(pier)
    assert proof.number == 1
    assert {first.document, other.document} > {proof.document}
    row = columns(proof)
    seal = row.pop("seal")
    assert SEAL.holds(sealed_fields(columns(answer), row), seal)
