"""Faulty copies of what makes an answer, in the whole company: the leak matrix's check sees each.

The same gestures over the product show nothing.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sqlalchemy import update

from bot.knowledge import Asks
from bot.playground.company import dm_of
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.proof import Proofs
from chains.access.reader import Readers
from chains.answering.drafts.draft import Draft, Heard
from chains.answering.drafts.sending import Cleared
from chains.answering.library import Library
from chains.answering.outcome import Stage
from chains.answering.question import Question, Wants
from chains.answering.retrieval import Retrieval
from chains.database.engine import Sessions
from chains.database.tables import SourceRow
from chains.index.connection import IndexClient
from chains.index.retriever import Search
from chains.index.schema import PassageCollection
from chains.models.usage import Account
from chains.operations.services import Services
from chains.settings import Sends
from tests.security.faulty.kept_venue import KeptVenues
from tests.security.faulty.mistaken_copilot import RetriedForAnother, ThreadOfTheFirst
from tests.security.faulty.unchecked_retrieval import BelievingProofs, UncheckedRetrieval
from tests.security.matrix.changes import Case, fail_once, guest_joins, revoke
from tests.security.matrix.company import FEW, MANY, PUBLIC, SECRETS
from tests.security.matrix.opening import CopilotOf, copilot_of_parts, open_world, product_copilot
from tests.security.matrix.shown import leaks, sights
from tests.security.matrix.surfaces import SURFACES
from tests.security.matrix.watched import WatchedCopilot
from tests.security.matrix.world import WORKSPACE, World

Gestures: TypeAlias = Callable[[World], Awaitable[None]]
GROUP, EVERYONE = SECRETS["group"], SECRETS["everyone"]


def case(who: str) -> Case:
    return Case(who, EVERYONE, SURFACES[0])


async def two_in_one_place(world: World) -> None:
    """Somebody who may read it asks before somebody who may not."""
    await world.put(GROUP.page())
    await world.command(MANY, PUBLIC, "/ask", GROUP.question)
    await world.command(FEW, PUBLIC, "/ask", GROUP.question)


async def retried(world: World) -> None:
    """The question of one fails once, after that of another was answered."""
    await world.put(GROUP.page())
    await world.say(MANY, dm_of(MANY), GROUP.question)
    world.in_flight = partial(fail_once, world, case(FEW))
    await world.say(FEW, dm_of(FEW), GROUP.question)


async def somebody_joined(world: World) -> None:
    """A guest joins between two questions."""
    await world.put(EVERYONE.page())
    await world.say(FEW, PUBLIC, EVERYONE.question)
    await guest_joins(world, case(FEW))
    await world.say(FEW, PUBLIC, EVERYONE.question)


async def revoked_late(world: World) -> None:
    """A document is revoked when its words are already drafted."""
    await world.put(EVERYONE.page())
    world.in_flight, world.late = partial(revoke, world, case(FEW)), True
    await world.say(FEW, dm_of(FEW), EVERYONE.question)


def unchecked(search: Search, sessions: Sessions) -> Asks:
    """What is shown is neither re-checked nor proved: either alone would keep it back."""
    retrieval = UncheckedRetrieval(search, Library(sessions), Readers(sessions))
    return copilot_of_parts(retrieval, BelievingProofs(sessions), sessions)


def half_checked(retrieval: type[Retrieval], proofs: type[Proofs]) -> CopilotOf:
    """A copilot with one of its two last guards gone."""

    def made(search: Search, sessions: Sessions) -> Asks:
        found = retrieval(search, Library(sessions), Readers(sessions))
        return copilot_of_parts(found, proofs(sessions), sessions)

    return made


FAULTS: dict[str, tuple[Gestures, dict[str, Any]]] = {
    "the reader of the first in a thread": (
        two_in_one_place,
        {"copilot_of": lambda *parts: ThreadOfTheFirst(product_copilot(*parts))},
    ),
    "a retry for another asker": (
        retried,
        {"copilot_of": lambda *parts: RetriedForAnother(product_copilot(*parts))},
    ),
    "a venue kept although a guest joined": (somebody_joined, {"mirror_of": KeptVenues}),
    "no re-check before showing": (revoked_late, {"copilot_of": unchecked}),
}


@pytest.mark.parametrize("faulty", [False, True], ids=["the product", "the faulty copy"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_the_check_of_the_matrix_sees(
    fault: str,
    faulty: bool,
    services: Services,
    weaviate: IndexClient,
    collection: PassageCollection,
    tmp_path: Path,
) -> None:
    gestures, parts = FAULTS[fault]
    given = parts if faulty else {}
    opening = open_world(services.database_url, weaviate, collection, tmp_path, **given)
    async with opening as world:
        await gestures(world)
        seen = await sights(world, world.since, FEW)
        assert any(one.viewer == FEW for one in seen)
        assert bool(leaks(world, seen)) is faulty


@pytest.mark.parametrize(
    ("retrieval", "proofs"), [(UncheckedRetrieval, Proofs), (Retrieval, BelievingProofs)]
)
async def test_either_of_the_last_two_guards_keeps_back_what_was_just_revoked(
    retrieval: type[Retrieval],
    proofs: type[Proofs],
    services: Services,
    weaviate: IndexClient,
    collection: PassageCollection,
    tmp_path: Path,
) -> None:
    made = half_checked(retrieval, proofs)
    opening = open_world(services.database_url, weaviate, collection, tmp_path, copilot_of=made)
    async with opening as world:
        await revoked_late(world)
        assert leaks(world, await sights(world, world.since, FEW)) == []


class Recording:
    """A writer that remembers what it was shown, and writes nothing."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def write(
        self,
        question: str,
        cleared: Cleared,
        account: Account,
        language: str | None = None,
        heard: Heard | None = None,
    ) -> Draft:
        """No sentence."""
        del question, account, language, heard
        self.shown += [one.text for one in cleared.evidence]
        return ()


async def test_a_model_that_is_shown_what_was_just_revoked_is_seen(
    services: Services, weaviate: IndexClient, collection: PassageCollection, tmp_path: Path
) -> None:
    few = Question(
        "R1",
        WORKSPACE,
        Asker(FEW, Standing.MEMBER),
        Venue(VenueKind.PRIVATE),
        EVERYONE.question,
        (),
        Wants.ANSWER,
    )
    told = {}
    async with open_world(services.database_url, weaviate, collection, tmp_path) as world:
        sessions = world.knowledge.sessions
        # Else what may be sent is looked up once more, and would hide the fault.
        async with sessions.begin() as session:
            await session.execute(update(SourceRow).values(sends=Sends.ALL))
        for kind in (Retrieval, UncheckedRetrieval):
            await world.put(EVERYONE.page())
            writer = Recording()
            retrieval = kind(world.search, Library(sessions), Readers(sessions))
            copilot = WatchedCopilot(
                copilot_of_parts(retrieval, Proofs(sessions), sessions, writer),
                after=partial(revoke, world, case(FEW)),
                stage=Stage.DRAFTING,
            )
            assert [step async for step in copilot.ask(few)]
            told[kind] = EVERYONE.told(" ".join(writer.shown))
    assert told == {Retrieval: False, UncheckedRetrieval: True}
