"""What the leak matrix allows of what a press brings, and what of it is seen as a fault.

Of another's answer somebody is told those sources that they may read, no more. A page that a newer
one replaces is a source of what a channel was given, where the channel may not read the newer one,
and is named to whoever may read it.

Who has an answer can share it, who has none cannot: that a share stands in one of two looks only is
the doing of somebody who may read the document, or else a fault.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.playground.company import dm_of
from bot.views.ids import WHY
from chains.access.principals import WorkspaceId
from chains.access.reader import Reader
from chains.answering import library
from chains.answering.explaining.explained import About, Permitted
from chains.answering.explaining.explanations import Explanations
from chains.answering.explaining.kept import Kept, KeptAnswers
from chains.answering.passages.evidence import DocumentFacts
from chains.index.connection import IndexClient
from chains.index.schema import PassageCollection
from chains.operations.services import Services
from tests.security.matrix.below import explain
from tests.security.matrix.changes import CLOSED_TO_ALL_BUT, Case
from tests.security.matrix.company import FEW, HR, MANY, PUBLIC, SECRETS, SUPERSEDED
from tests.security.matrix.opening import open_world
from tests.security.matrix.shown import Sight, differences, leaks, sights
from tests.security.matrix.surfaces import SURFACES
from tests.security.matrix.world import World

EVERYONE, NEWER, CLOSED = SECRETS["everyone"], SECRETS["superseding"], SECRETS["group"]
SHARE = next(one for one in SURFACES if one.name == "share to the channel")


@pytest.fixture(scope="module")
async def world(
    services: Services,
    weaviate: IndexClient,
    collection: PassageCollection,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """The company, where one person may read the newer page and the channel only the older."""
    root = tmp_path_factory.mktemp("lantern")
    async with open_world(services.database_url, weaviate, collection, root) as opened:
        await opened.put(NEWER.page())
        await opened.put(EVERYONE.page())
        await opened.put(CLOSED.page())
        yield opened


async def of_the_channel(world: World, *, closed: bool = False) -> None:
    """How the channel's answer came about; ``closed``: its source is, before that is asked."""
    _, began = world.mark()
    await world.say(HR, PUBLIC, SUPERSEDED.question)
    if closed:
        await world.put(replace(SUPERSEDED.page(), matter={"readers": CLOSED_TO_ALL_BUT}))
    await explain(world, MANY, PUBLIC, HR, began, WHY)
    assert world.explained is not None


async def of_what_was_closed(world: World) -> None:
    await of_the_channel(world, closed=True)


async def after_a_private_answer(world: World) -> None:
    """That was of a page which the channel may read as well, but was not shown."""
    await world.say(MANY, dm_of(MANY), EVERYONE.question)
    await of_the_channel(world)


async def ones_own(world: World) -> None:
    """An answer to whoever may read the newer page."""
    await world.say(MANY, dm_of(MANY), SUPERSEDED.question)


async def whoever_asks(
    self: Explanations, reader: Reader, documents: Collection[UUID]
) -> dict[UUID, tuple[DocumentFacts, Permitted]]:
    """Every source as one that the viewer may read."""
    now = datetime.now(UTC)
    return {
        one: (known, Permitted(known.title, known.url, known.scope, (), now))
        for one, known in (await self._library.facts(reader.workspace, documents)).items()
    }


find = KeptAnswers.find


async def the_latest(
    self: KeptAnswers, workspace: WorkspaceId, asker: str, _about: About
) -> Kept | None:
    """Whatever answer is asked about, one's own latest."""
    return await find(self, workspace, asker, None)


def nothing_newer(*_: object) -> dict[UUID, frozenset[UUID]]:
    """No page replaces another."""
    return {}


Gesture = Callable[[World], Awaitable[None]]
FAULTS: dict[str, tuple[Gesture, object, str, object]] = {
    "a source that they may not read": (
        of_what_was_closed,
        Explanations,
        "_permitted",
        whoever_asks,
    ),
    "the sources of another answer": (after_a_private_answer, KeptAnswers, "find", the_latest),
    "a replaced page in their own answer": (ones_own, library, "_successors", nothing_newer),
}


async def shown(world: World, gesture: Gesture) -> list[Sight]:
    """What anybody could see of the end of it."""
    await world.put(SUPERSEDED.page())
    await gesture(world)
    return await sights(world, world.since, MANY)


async def test_a_replaced_page_is_named_as_a_source_of_what_others_were_given(
    world: World,
) -> None:
    seen = await shown(world, of_the_channel)
    told = [one for one in seen if one.explains is not None]
    assert told
    assert all(one.viewer == MANY for one in told)
    assert any(SUPERSEDED.told(one.text) for one in told)
    assert leaks(world, seen) == []


@pytest.mark.parametrize("faulty", [False, True], ids=["the product", "the faulty copy"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_the_check_of_the_matrix_sees(
    fault: str, faulty: bool, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    gesture, owner, name, copy = FAULTS[fault]
    if faulty:
        monkeypatch.setattr(owner, name, copy)
    seen = await shown(world, gesture)
    assert any(one.viewer == MANY for one in seen)
    assert bool(leaks(world, seen)) is faulty


def posted(text: str) -> Sight:
    """What somebody sees of a share in a channel that may not read what it was about."""
    return Sight(FEW, PUBLIC, shared=True, how="screen", text=text, acted=True)


@pytest.mark.parametrize(
    ("who", "before", "seen"),
    [
        (MANY, [], False),
        (MANY, [posted("Another answer")], True),
        (MANY, [posted("An answer")], False),
        (FEW, [], True),
    ],
    ids=[
        "whoever may read it shares only then",
        "what is shared differs",
        "the same is shared",
        "somebody who may not read it shares only then",
    ],
)
def test_a_share_may_depend_on_who_shares_and_on_nothing_else(
    world: World, who: str, before: list[Sight], seen: bool
) -> None:
    case = Case(who, CLOSED, SHARE)
    for looks in ((before, [posted("An answer")]), ([posted("An answer")], before)):
        assert bool(differences(world, case, *looks)) is seen
