"""What an answer is decided by, to the last figure, for whoever reads it."""

from bot.conversation.venue import Venues
from bot.delivery.deliveries import Delivery, Kind
from bot.playground.company import dm_of
from chains.access.audience import Audience, audience_for
from chains.access.reader import Readers
from chains.answering.finding import Finding
from chains.answering.library import Library
from chains.answering.retrieval import Retrieval
from tests.security.matrix.company import PERSONS, RAW
from tests.security.matrix.opening import finder_on
from tests.security.matrix.world import WORKSPACE, World

_DIGITS = 9
"""Sums of the same figures, in another order, differ in the sixteenth."""


def places(who: str) -> list[str]:
    """Where somebody can ask: in private, and in every conversation that they are in."""
    return [dm_of(who), *(one["id"] for one in RAW["conversations"] if who in one["members"])]


async def audience(world: World, where: str, who: str) -> Audience:
    """For whom a reply to somebody in this place is made."""
    mirror = world.bot.work.mirror
    venues = Venues(mirror, world.knowledge.administration, world.bot.workspace)
    venue = await venues.of(Delivery(WORKSPACE, Kind.MENTION, None, where, who))
    return audience_for(await mirror.asker(who), venue)


async def audiences(world: World) -> dict[Audience, tuple[str, str]]:
    """Every audience there is, with a place and a person that it comes of."""
    every = [(where, who) for who in PERSONS.values() for where in places(who)]
    return {await audience(world, *one): one for one in every}


async def decided(world: World, readers: Audience, question: str) -> list[object]:
    """Passages, sentences and the verdict, with all figures."""
    sessions = world.knowledge.sessions
    known = Readers(sessions)
    retrieval = Retrieval(world.search, Library(sessions), known)
    reader = await known.reader_for(WORKSPACE, readers)
    return _figures(await finder_on(retrieval, sessions).find(question, reader, ()))


def _figures(found: Finding) -> list[object]:
    passages = [
        (one.document.external_id, *map(_round, (one.cosine, one.bm25, one.score)))
        for one in found.evidence
    ]
    sentences = [
        (one.segment.text, *map(_round, (one.score, one.covered, one.own, one.cosine)))
        for one in found.selection.ranked
    ]
    return [found.verdict, _round(found.confidence), passages, sentences]


def _round(figure: float | None) -> float | None:
    return None if figure is None else round(figure, _DIGITS)
