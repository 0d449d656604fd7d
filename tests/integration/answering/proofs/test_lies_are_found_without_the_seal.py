"""The checker finds lies without the help of the seal, and tells them from what changed since."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from chains.access.check.judgement import Judgement, Reason, Verdict
from chains.access.principals import EVERYONE, handle, person, user_group
from chains.database.answers import ProofRow
from chains.database.tables import DocumentRow, SourceRow
from tests.integration.answering.conftest import TOM, Company
from tests.integration.answering.proofs.conftest import (
    STAY,
    WIND,
    Ask,
    join,
    one_proof,
    reseal,
)


async def without_denial(company: Company) -> int:
    """The number of an access list that everybody passes."""
    wanted = select(DocumentRow.access_list_id).where(DocumentRow.scope == "berth")
    async with company.sessions() as session:
        return int((await session.scalars(wanted.limit(1))).one())


FALSE = {
    "a path that begins with somebody else": (
        lambda proof: {"grounds": _path(proof, 0, lambda path: ["person:U0KIM", *path[1:]])},
        Reason.START,
    ),
    "a path that ends outside its clause": (
        lambda proof: {"grounds": _path(proof, 0, lambda path: path[:1])},
        Reason.CLAUSE,
    ),
    "a step that is no membership": (
        lambda proof: {"grounds": _path(proof, 0, lambda path: [EVERYONE, path[-1]])},
        Reason.MEMBERSHIP,
    ),
    "a clause left out": (lambda proof: {"grounds": proof.grounds[:1]}, Reason.GROUNDS),
    "a clause twice": (lambda proof: {"grounds": [proof.grounds[0]] * 2}, Reason.GROUNDS),
    "a clause there is not": (
        lambda proof: {"grounds": [proof.grounds[0], {**proof.grounds[1], "clause": 7}]},
        Reason.GROUNDS,
    ),
    "grounds of another shape": (lambda _: {"grounds": [{"profile": 0}]}, Reason.SHAPE),
    "an audience that does not hold the asker": (
        lambda _: {"asker": "U0KIM"},
        Reason.AUDIENCE,
    ),
    "an audience of everybody passed off as one person": (
        lambda _: {"audience": [{"principals": ["everyone"], "collective": False}]},
        Reason.AUDIENCE,
    ),
    "everybody beside a named person": (
        lambda _: {
            "venue": "group_dm",
            "audience": [
                {"principals": ["everyone", "person:U0ANA"], "collective": False},
                {"principals": ["everyone"], "collective": True},
            ],
        },
        Reason.AUDIENCE,
    ),
    "partners beside a named person in private": (
        lambda _: {
            "audience": [
                {"principals": ["everyone", "person:U0ANA"], "collective": False},
                {"principals": ["partners"], "collective": True},
            ],
        },
        Reason.AUDIENCE,
    ),
    "partners beside a named person in public": (
        lambda _: {
            "venue": "public_channel",
            "audience": [
                {"principals": ["everyone", "person:U0ANA"], "collective": False},
                {"principals": ["partners"], "collective": True},
            ],
        },
        Reason.AUDIENCE,
    ),
    "an audience for nobody": (lambda _: {"audience": []}, Reason.SHAPE),
    "an access list there is not": (lambda _: {"access_list": 10**9}, Reason.ACCESS_LIST),
    "a document there is not": (lambda _: {"document": uuid4()}, Reason.DOCUMENT),
    "confirmed later than the document": (
        lambda proof: {"confirmed_at": proof.checked_at},
        Reason.TIMES,
    ),
    "confirmed after it was checked": (
        lambda proof: {"confirmed_at": proof.checked_at + timedelta(seconds=1)},
        Reason.TIMES,
    ),
    "checked long before it was asked": (
        lambda proof: {"asked_at": proof.checked_at + timedelta(minutes=5)},
        Reason.TIMES,
    ),
    "checked in the future": (
        lambda proof: {"checked_at": proof.checked_at + timedelta(days=1)},
        Reason.TIMES,
    ),
}


def _path(
    proof: ProofRow, place: int, changed: Callable[[list[str]], list[str]]
) -> list[dict[str, Any]]:
    """The grounds with one of the paths that need a membership changed."""
    grounds = [dict(one) for one in proof.grounds]
    long = [one for one in grounds if len(one["path"]) > 2]
    long[place]["path"] = changed(long[place]["path"])
    return grounds


@pytest.mark.parametrize("lie", FALSE)
async def test_a_lie_is_found_though_it_is_sealed_with_the_key(
    harbour: Company, judge: Ask, lie: str
) -> None:
    await harbour.ask(WIND)
    _, proof = await one_proof(harbour)
    values, reason = FALSE[lie]
    await reseal(harbour, **values(proof))
    [judgement] = (await judge()).values()
    assert judgement == Judgement(Verdict.ALTERED, reason)


async def test_a_list_that_denies_is_never_proved_to_nobody_in_particular(
    harbour: Company, judge: Ask
) -> None:
    await harbour.ask(WIND, asker=TOM)
    _, proof = await one_proof(harbour)
    guests = [{"principals": ["guests"], "collective": True}]
    grounds = [{**one, "path": ["guests", *one["path"][1:]]} for one in proof.grounds]
    await reseal(harbour, venue="public_channel", audience=guests, grounds=grounds)
    [judgement] = (await judge()).values()
    assert judgement == Judgement(Verdict.ALTERED, Reason.DENIED)


async def test_who_is_denied_has_no_proof_even_by_a_true_path(harbour: Company, judge: Ask) -> None:
    """Ana joins the trainees; somebody seals a proof for her afterwards."""
    await harbour.ask(WIND)
    trainees = user_group("S0TRAINEES")
    await join(harbour, trainees, person("U0KIM"), person("U0ANA"))
    [judgement] = (await judge()).values()
    assert judgement == Judgement(Verdict.NO_LONGER_HOLDS, Reason.DENIED)
    await harbour.ask(STAY, request="R2")
    await reseal(harbour, epoch=(await one_proof(harbour, "R2"))[0].epoch)
    assert (await judge(request="R1"))["R1", 1] == Judgement(Verdict.ALTERED, Reason.DENIED)


async def test_a_denied_group_that_nobody_is_known_of_closes(harbour: Company, judge: Ask) -> None:
    await harbour.ask(WIND)
    await join(harbour, handle("trainees"))
    [judgement] = (await judge()).values()
    assert judgement == Judgement(Verdict.NO_LONGER_HOLDS, Reason.DENIED)


async def test_what_was_revoked_since_is_told_from_what_was_altered(
    harbour: Company, judge: Ask
) -> None:
    await harbour.ask(WIND)
    await join(harbour, user_group("S0CREW"), person("U0BEN"))
    assert await judge() == {("R1", 1): Judgement(Verdict.NO_LONGER_HOLDS, Reason.MEMBERSHIP)}


@pytest.mark.parametrize("what", ["deleted", "source removed", "other readers"])
async def test_a_document_that_went_since_no_longer_holds(
    harbour: Company, judge: Ask, what: str
) -> None:
    await harbour.ask(WIND)
    now, number = datetime.now(UTC), await without_denial(harbour)
    here = (DocumentRow.workspace == harbour.workspace) & (DocumentRow.scope == "crane")
    removed = update(SourceRow).where(SourceRow.id == harbour.sources["crane"])
    statements = {
        "deleted": update(DocumentRow).where(here).values(deleted_at=now),
        "source removed": removed.values(removed_at=now),
        "other readers": update(DocumentRow)
        .where(here)
        .values(access_list_id=number, permissions_confirmed_at=now),
    }
    async with harbour.sessions.begin() as session:
        await session.execute(statements[what])
    [judgement] = (await judge()).values()
    assert judgement.verdict is Verdict.NO_LONGER_HOLDS


async def test_a_document_that_had_gone_before_was_never_proved(
    harbour: Company, judge: Ask
) -> None:
    await harbour.ask(WIND)
    before = datetime.now(UTC) - timedelta(hours=1)
    here = (DocumentRow.workspace == harbour.workspace) & (DocumentRow.scope == "crane")
    async with harbour.sessions.begin() as session:
        await session.execute(update(DocumentRow).where(here).values(deleted_at=before))
    [judgement] = (await judge()).values()
    assert judgement == Judgement(Verdict.ALTERED, Reason.DOCUMENT)
