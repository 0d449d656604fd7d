"""The checker accepts every proof of a run, and none that was altered since."""

import json
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, update

from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.check.judgement import Judgement, Reason, Verdict
from chains.access.check.run import check
from chains.access.check.store import Wanted
from chains.access.seal import Seal
from chains.answering.outcome import Answer, Documents
from chains.answering.question import Wants
from chains.database.answers import AnswerRow, ProofRow
from chains.database.engine import libpq_url
from chains.operations.secret import PROOFS, derived
from chains.operations.services import Services
from tests.integration.answering.conftest import (
    ANA,
    GENERAL,
    PRIVATE,
    PRIYA,
    SHARED,
    TOM,
    Company,
)
from tests.integration.answering.proofs.conftest import (
    GATE,
    STAY,
    WIND,
    Ask,
    change,
    columns,
    one_proof,
)

BEN = Asker("U0BEN", Standing.MEMBER)
LEADS = Venue(VenueKind.GROUP_DM, "G0LEADS", (ANA, BEN))
OFFICE = Venue(VenueKind.PUBLIC_CHANNEL, "C0OFFICE", has_guests=True)


async def test_every_proof_of_a_run_is_accepted(harbour: Company, judge: Ask) -> None:
    places = [(ANA, PRIVATE), (TOM, PRIVATE), (PRIYA, PRIVATE), (BEN, LEADS), (ANA, GENERAL)]
    places += [(ANA, OFFICE), (ANA, SHARED), (PRIYA, SHARED)]
    shown = 0
    for number, (asker, venue) in enumerate(places):
        for place, text in enumerate((GATE, WIND, STAY)):
            for wants in Wants:
                outcome = await harbour.ask(
                    text, asker, venue, wants=wants, request=f"{number}-{place}-{wants}"
                )
                shown += isinstance(outcome, Answer | Documents)
    judgements = await judge()
    assert shown >= 20
    assert len(judgements) >= shown
    assert set(judgements.values()) == {Judgement(Verdict.ACCEPTED)}


@pytest.mark.parametrize("asker", [ANA, PRIYA])
async def test_a_group_dm_with_a_partner_among_named_people_is_accepted(
    harbour: Company, judge: Ask, asker: Asker
) -> None:
    """Its audience is of both kinds: people by name, and whoever stands for partners."""
    venue = Venue(VenueKind.GROUP_DM, "G0MIXED", (ANA, BEN, PRIYA))
    assert isinstance(await harbour.ask(STAY, asker, venue), Answer)
    answer, _ = await one_proof(harbour)
    assert [one["collective"] for one in answer.audience] == [False, False, True]
    assert await judge() == {("R1", 1): Judgement(Verdict.ACCEPTED)}


@pytest.mark.parametrize("name", ["asker", "venue", "channel", "audience"])
async def test_its_proof_is_rejected_when_altered(harbour: Company, judge: Ask, name: str) -> None:
    venue = Venue(VenueKind.GROUP_DM, "G0MIXED", (ANA, BEN, PRIYA))
    await harbour.ask(STAY, ANA, venue)
    answer, _ = await one_proof(harbour)
    await change(harbour, AnswerRow, **{name: another(getattr(answer, name))})
    assert await judge() == {("R1", 1): Judgement(Verdict.ALTERED, Reason.SEAL)}


async def test_a_nested_group_is_followed_to_the_clause(harbour: Company, judge: Ask) -> None:
    assert isinstance(await harbour.ask(WIND), Answer)
    _, proof = await one_proof(harbour)
    assert sorted(len(ground["path"]) for ground in proof.grounds) == [2, 3]
    assert await judge() == {("R1", 1): Judgement(Verdict.ACCEPTED)}


def another(value: Any) -> Any:
    """Something else of the same type."""
    match value:
        case UUID():
            return uuid4()
        case datetime():
            return value - timedelta(seconds=1)
        case None:
            return 0.5
        case list():
            return [*value, *value]
        case str():
            return f"{value}x"
        case _:
            return value + 1


FIELDS = {column.key for column in ProofRow.__table__.columns} - {"workspace", "request"}


@pytest.mark.parametrize("name", sorted(FIELDS))
async def test_a_proof_is_rejected_when_a_column_is_altered(
    harbour: Company, judge: Ask, name: str
) -> None:
    await harbour.ask(WIND)
    _, proof = await one_proof(harbour)
    await change(harbour, ProofRow, **{name: another(getattr(proof, name))})
    [judgement] = (await judge()).values()
    assert judgement == Judgement(Verdict.ALTERED, Reason.SEAL)


@pytest.mark.parametrize("name", ["workspace", "request"])
async def test_a_proof_is_rejected_under_another_answer(
    harbour: Company, judge: Ask, name: str
) -> None:
    await harbour.ask(WIND)
    answer, proof = await one_proof(harbour)
    moved = another(getattr(answer, name))
    async with harbour.sessions.begin() as session:
        await session.execute(insert(AnswerRow).values({**columns(answer), name: moved}))
        await session.execute(
            update(ProofRow).where(ProofRow.document == proof.document).values({name: moved})
        )
    place = {"workspace": moved} if name == "workspace" else {}
    [judgement] = (await judge(**place)).values()
    assert judgement == Judgement(Verdict.ALTERED, Reason.SEAL)


@pytest.mark.parametrize(
    "name", ["asked_at", "asker", "venue", "channel", "audience", "outcome", "epoch"]
)
async def test_a_proof_is_rejected_when_its_answer_is_altered(
    harbour: Company, judge: Ask, name: str
) -> None:
    await harbour.ask(WIND, venue=GENERAL if name == "channel" else PRIVATE, request="R1")
    await harbour.ask(STAY, venue=Venue(VenueKind.PRIVATE, "D0ANA"))
    answer, _ = await one_proof(harbour)
    await change(harbour, AnswerRow, **{name: another(getattr(answer, name))})
    judgements = (await judge()).values()
    assert set(judgements) == {Judgement(Verdict.ALTERED, Reason.SEAL)}


async def test_the_proof_of_another_key_is_rejected(harbour: Company, services: Services) -> None:
    await harbour.ask(WIND)
    wanted = Wanted(workspace=harbour.workspace)
    found = check(libpq_url(services.database_url), b"another key", wanted)
    judgements = [one.judgement async for one in found]
    assert judgements == [Judgement(Verdict.ALTERED, Reason.SEAL)]


async def test_a_run_is_narrowed_by_request_and_time(harbour: Company, judge: Ask) -> None:
    await harbour.ask(GATE, request="R1")
    await harbour.ask(STAY, request="R2")
    assert set(await judge(request="R2")) == {("R2", 1)}
    assert set(await judge(since=(await one_proof(harbour, "R2"))[0].asked_at)) == {("R2", 1)}
    assert await judge(since=datetime.now(UTC) + timedelta(hours=1)) == {}


async def test_the_command_tells_by_ids_and_by_its_exit(
    harbour: Company, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "s" * 32
    harbour.seal = Seal(derived(secret.encode(), PROOFS))
    monkeypatch.setenv("FOOTNOTE_SECRET", secret)
    monkeypatch.setenv("DATABASE_URL", services.database_url)
    monkeypatch.setenv("WEAVIATE_URL", services.weaviate.url)
    await harbour.ask(GATE, request="R1")
    await harbour.ask(STAY, request="R2")
    code, lines = await command(harbour)
    assert (code, lines) == (0, [{"proofs": 2, "accepted": 2, "rejected": 0}])
    await change(harbour, ProofRow, anchor="elsewhere")
    code, lines = await command(harbour)
    assert code == 1
    assert lines[-1] == {"proofs": 2, "accepted": 1, "rejected": 1}
    [rejected] = lines[:-1]
    assert rejected == {
        "workspace": harbour.workspace,
        "request": "R1",
        "number": 1,
        "verdict": "altered",
        "reason": "seal",
    }


async def command(company: Company) -> tuple[int, list[Any]]:
    """The exit code and the lines of the command, in this environment."""
    words = ("-m", "chains.access.check", "--workspace", company.workspace)
    process = await create_subprocess_exec(sys.executable, *words, stdout=PIPE)
    told, _ = await process.communicate()
    return process.returncode or 0, [json.loads(line) for line in told.decode().splitlines()]
