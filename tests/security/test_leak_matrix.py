"""Every person, every kind of document, every surface, and what changes while an answer is made.

Through Slack's own protocol, on real stores. All pairs: every possible pair of a person, a kind of
document, a surface and a change is in some case; at the level of the copilot the product of
persons, kinds and venues is complete. Every combination of the four is in the cases marked
`exhaustive`, which take hours (`pytest -m exhaustive tests/security`); `--sample 20 --seed 7` takes
20 of each kind of document and change, by chance. Three checks:

- by its words: nothing that anybody could see holds a title, a passage or an address of a document
  that may not show there, by a slow oracle, after the change;
- by its difference: the same question before the document ever existed showed exactly the same,
  wherever the document may not show. That finds counts, status texts, and errors too;
- by its figures: nothing that an answer is decided by is different, for any audience that may not
  read the document.

A new surface is one line in `matrix/surfaces.py`.
"""

import random
from collections.abc import AsyncIterator, Sequence
from functools import cache

import pytest
from sqlalchemy import delete, select

from bot.conversation.tables import NoticedRow
from bot.conversation.venue import Venues
from bot.delivery.deliveries import Delivery, Kind
from bot.playground.company import dm_of
from chains.access.audience import audience_for
from chains.access.reader import Readers
from chains.answering.outcome import Stage
from chains.answering.question import Question, Wants
from chains.database.tables import DocumentRow
from chains.index.connection import IndexClient
from chains.index.schema import PassageCollection
from chains.operations.services import Services
from tests.security.matrix.changes import CHANGES, Case
from tests.security.matrix.company import (
    BESIDE,
    OUTSIDE_SLACK,
    PERSONS,
    SECRETS,
)
from tests.security.matrix.deciding import audiences, decided, places
from tests.security.matrix.opening import open_world
from tests.security.matrix.pairs import all_pairs
from tests.security.matrix.shown import Sight, differences, leaks, sights
from tests.security.matrix.surfaces import SURFACES
from tests.security.matrix.world import WORKSPACE, World

BY_NAME = {one.name: one for one in SURFACES}


def case_of(who: str, kind: str, surface: str) -> Case:
    return Case(PERSONS[who], SECRETS[kind], BY_NAME[surface])


@cache
def quiet_cases() -> tuple[tuple[str, str, str], ...]:
    """All pairs of persons, kinds and surfaces, with nothing changing."""
    return tuple(all_pairs([[*PERSONS], [*SECRETS], [*BY_NAME]], lambda one: possible(*one)))


@cache
def moving_cases() -> tuple[tuple[str, str, str, str], ...]:
    """All pairs of a change with a person, a kind or a surface; the other pairs are quiet."""

    def means_something(one: tuple[str, ...]) -> bool:
        case = case_of(*one[:3])
        return case.surface.asks and possible(*one[:3]) and CHANGES[one[3]].concerns(case)

    dimensions = [[*PERSONS], [*SECRETS], [*BY_NAME], [*CHANGES]]
    return tuple(all_pairs(dimensions, means_something, [(0, 3), (1, 3), (2, 3)]))


def every_quiet_case(kind: str) -> list[Case]:
    """Every person at every surface, with nothing changing."""
    names = [(who, kind, surface) for who in PERSONS for surface in BY_NAME]
    return [case_of(*one) for one in names if possible(*one)]


def every_moving_case(kind: str, change: str) -> list[Case]:
    """The same, where the change can make a difference."""
    every = every_quiet_case(kind)
    return [one for one in every if one.surface.asks and CHANGES[change].concerns(one)]


def possible(who: str, _kind: str, surface: str) -> bool:
    """Whether Slack lets this person do that."""
    return BY_NAME[surface].open_to(PERSONS[who])


@pytest.fixture(scope="module")
async def world(
    services: Services,
    weaviate: IndexClient,
    collection: PassageCollection,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """The company without any of its secrets: each test brings its own, and leaves it there."""
    root = tmp_path_factory.mktemp("lantern")
    async with open_world(services.database_url, weaviate, collection, root) as opened:
        yield opened


async def look(world: World, case: Case) -> list[Sight]:
    """What anybody can see of one question."""
    # A notice is given once a day: whether it was given before is not what is compared.
    async with world.knowledge.sessions.begin() as session:
        await session.execute(delete(NoticedRow))
    moment = world.mark()
    await case.surface.gesture(world, case.who, case.surface.where(case.who), case.secret.question)
    return await sights(world, moment, case.who)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", SECRETS)
async def test_a_document_shows_to_nobody_who_may_not_read_it(world: World, kind: str) -> None:
    await hunt(world, kind, [case_of(*names) for names in quiet_cases() if names[1] == kind])


@pytest.mark.exhaustive
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", SECRETS)
async def test_every_person_at_every_surface(
    world: World, kind: str, pytestconfig: pytest.Config
) -> None:
    await hunt(world, kind, drawn(every_quiet_case(kind), pytestconfig, kind))


async def hunt(world: World, kind: str, cases: Sequence[Case]) -> None:
    """Ask before the document ever was, and with it: the rest must not tell the difference."""
    secret = SECRETS[kind]
    if secret.path in world.pages:
        await world.remove(secret.page())
    before = [await look(world, case) for case in cases]
    await world.put(secret.page())
    if kind == "deleted":
        await world.remove(secret.page())
    found: list[tuple[str, ...]] = []
    for case, earlier in zip(cases, before, strict=True):
        now = await look(world, case)
        wrong = (*leaks(world, now), *map(repr, differences(world, case, earlier, now)))
        found += [(*case.named, one) for one in wrong]
    assert found == []


async def all_there(world: World) -> None:
    """Bring every secret that is not there yet."""
    for kind, secret in SECRETS.items():
        if secret.path not in world.pages and kind != "deleted":
            await world.put(secret.page())


@pytest.mark.timeout(300)
@pytest.mark.parametrize("change", CHANGES)
async def test_what_changes_while_an_answer_is_made_wins(world: World, change: str) -> None:
    cases = [case_of(*names[:3]) for names in moving_cases() if names[3] == change]
    assert await hunt_in_flight(world, change, cases)


@pytest.mark.exhaustive
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", SECRETS)
async def test_every_change_at_every_surface(
    world: World, kind: str, change: str, pytestconfig: pytest.Config
) -> None:
    cases = every_moving_case(kind, change)
    await hunt_in_flight(world, change, drawn(cases, pytestconfig, f"{kind} {change}"))


def drawn(cases: list[Case], config: pytest.Config, salt: str) -> list[Case]:
    """As many of the cases, by chance, as `--sample` says, in their order; else all of them."""
    most = config.getoption("--sample") or len(cases)
    chance = random.Random(f"{config.getoption('--seed')} {salt}")  # noqa: S311 - of a test
    places = chance.sample(range(len(cases)), min(most, len(cases)))
    return [cases[place] for place in sorted(places)]


async def hunt_in_flight(world: World, change: str, cases: Sequence[Case]) -> int:
    """Ask, and let it happen meanwhile; how often it did."""
    await all_there(world)
    step = CHANGES[change]
    happened = 0
    found: list[tuple[str, ...]] = []
    for case, late in step.timed(cases):
        done: list[str] = []

        async def happen(case: Case = case, done: list[str] = done) -> None:
            done.append(case.who)
            await step.happen(world, case)

        world.in_flight, world.late = happen, late
        where = case.surface.where(case.who)
        await case.surface.gesture(world, case.who, where, case.secret.question)
        world.disarm()
        seen = await sights(world, world.since, case.who)
        found += [(*case.named, "late" if late else "early", one) for one in leaks(world, seen)]
        if done:
            happened += 1
            await step.undo(world, case)
            await world.idle()
    assert found == []
    return happened


async def test_whoever_may_read_a_document_is_told(world: World) -> None:
    """Else a Footnote that says nothing would pass."""
    await all_there(world)
    untold = []
    for who in set(PERSONS.values()) - OUTSIDE_SLACK:
        for secret in SECRETS.values():
            if secret.path in world.readable(dm_of(who), who):
                moment = world.mark()
                await world.say(who, dm_of(who), secret.question)
                seen = await sights(world, moment, who)
                if not any(one.viewer == who and secret.told(one.text) for one in seen):
                    untold.append((who, secret.path))
    assert untold == []


@pytest.mark.parametrize("kind", SECRETS)
async def test_no_figure_that_decides_depends_on_what_is_closed(world: World, kind: str) -> None:
    """What is shown may be the same by chance, as long as no figure is near where it turns."""
    await all_there(world)
    secret = SECRETS[kind]
    if secret.path in world.pages:
        await world.remove(secret.page())
    every = await audiences(world)
    before = {one: await decided(world, one, secret.question) for one in every}
    await world.put(secret.page())
    differing = [
        place
        for one, place in every.items()
        if secret.path not in world.readable(*place)
        and await decided(world, one, secret.question) != before[one]
    ]
    if kind == "deleted":
        await world.remove(secret.page())
    assert differing == []


@pytest.mark.parametrize("person", PERSONS)
async def test_every_person_kind_and_venue_at_the_level_of_the_copilot(
    world: World, person: str
) -> None:
    await all_there(world)
    who, mirror = PERSONS[person], world.bot.work.mirror
    venues = Venues(mirror, world.knowledge.administration, world.bot.workspace)
    for where in places(who):
        venue = await venues.of(Delivery(WORKSPACE, Kind.MENTION, None, where, who))
        asker = await mirror.asker(who)
        may = world.readable(where, who)
        reader = await Readers(world.knowledge.sessions).reader_for(
            WORKSPACE, audience_for(asker, venue)
        )
        wanted = select(DocumentRow.external_id, DocumentRow.scope).where(
            DocumentRow.deleted_at.is_(None), DocumentRow.access_list_id.in_(reader.access_lists)
        )
        async with world.knowledge.sessions() as session:
            listed = {f"{row.scope}/{row.external_id}" for row in await session.execute(wanted)}
        assert listed - may <= {"open/amber-old.md"}
        assert may <= listed
        for secret in SECRETS.values():
            for wants in Wants if where == dm_of(who) else (Wants.ANSWER,):
                question = Question("R", WORKSPACE, asker, venue, secret.question, (), wants)
                steps = [one async for one in world.knowledge.copilot.ask(question)]
                shown = repr([one for one in steps if not isinstance(one, Stage)])
                told = [one.path for one in (*SECRETS.values(), *BESIDE) if one.told(shown)]
                assert set(told) <= may, (who, where, secret.path)
