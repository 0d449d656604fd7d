"""Each guard, taken away: the check that passes over the product sees that it is gone.

The faulty copies are in `faulty/`; the checks are those of the drawn companies and of the leak
matrix. What one guard lets through another may still keep back: then the first check sees the
fault, and the second sees a leak as soon as both are gone.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chains.access.reader import Readers
from chains.answering.library import Library
from chains.answering.retrieval import Retrieval
from chains.database.engine import Sessions
from chains.index.search import PassageSearch
from tests.security.conftest import Opens
from tests.security.drawn.hunt import QUESTION, Difference, evidence, places, rights
from tests.security.drawn.oracle import readable
from tests.security.drawn.product import Product
from tests.security.drawn.state import (
    CHANNELS,
    PEOPLE,
    Belongs,
    Deletes,
    Mislabels,
    Operation,
    Paper,
    State,
    Writes,
)
from tests.security.faulty.believing_readers import (
    ReadersKeptForAll,
    ReadersKeptForEach,
    UncheckedReaders,
)
from tests.security.faulty.library_of_the_deleted import LibraryOfTheDeleted
from tests.security.faulty.unfiltered_search import UnfilteredSearch

TOGETHER = frozenset({"U0", "U1"})
WHERE = [*places(TOGETHER), *((who, name) for who in PEOPLE for name in CHANNELS)]
NOBODY = frozenset[str]()


def company() -> State:
    """Small, and everybody may read something that somebody else may not."""
    papers = {
        "p0": Paper("one", None, NOBODY),
        "p1": Paper("two", frozenset({"group:h0"}), NOBODY),
        "p2": Paper("one", frozenset({"u1@drawn.example"}), NOBODY),
        "p3": Paper("two", None, frozenset({"u1@drawn.example"})),
    }
    return State(
        standing=dict(zip(PEOPLE, ("member", "member", "guest", "partner", "nobody"), strict=True)),
        groups={"S0": frozenset({"U0"}), "S1": NOBODY, "S2": NOBODY},
        handles={"h0": "S0"},
        channels={"C0": TOGETHER, "C1": frozenset({"U0", "U2"})},
        sources={"one": frozenset({"everyone"}), "two": frozenset({"everyone", "guests"})},
        papers=papers,
    )


async def shown(product: Product, state: State) -> list[Difference]:
    """Where a search brings too much."""
    return [one for one in await evidence(product, state, WHERE) if one.too_many]


async def brought(product: Product, search: PassageSearch | UnfilteredSearch, state: State) -> int:
    """How many passages the index itself brings that it should have kept back."""
    names = await product.documents()
    count = 0
    for asker, place in WHERE:
        audience = await product.audience(asker, place)
        reader = await product.readers.reader_for(product.workspace, audience)
        hits = await search.search(QUESTION, reader, limit=50)
        count += sum(names[hit.document] not in readable(state, asker, place) for hit in hits)
    return count


def with_readers(
    product: Product, readers: Readers, library_of: Callable[[Sessions], Library] = Library
) -> Product:
    """A copy of the product with other readers, and another library if need be."""
    library = library_of(product.sessions)
    return replace(product, readers=readers, retrieval=Retrieval(product.search, library, readers))


async def test_a_search_without_its_filter_is_seen_and_still_kept_back(opens: Opens) -> None:
    state = company()
    async with opens() as product:
        await product.begin(state)
        unfiltered = UnfilteredSearch(product.search, product.sessions)
        assert await brought(product, product.search, state) == 0
        assert await brought(product, unfiltered, state) > 0
        unchecked = with_readers(product, UncheckedReaders(product.sessions))
        assert await shown(unchecked, state) == []
        faulty = replace(product, search=unfiltered)
        assert await shown(with_readers(faulty, product.readers), state) == []
        assert await shown(with_readers(faulty, unchecked.readers), state) != []


STALE: list[Operation] = [
    Writes("p0", frozenset({"group:h0"}), NOBODY, "Drawn", forgetful=True),
    Deletes("p3", forgetful=True),
    Mislabels("p2", "p0"),
]


@pytest.mark.parametrize("operation", STALE, ids=lambda one: type(one).__name__)
async def test_what_a_stale_index_brings_is_kept_back_in_postgres(
    opens: Opens, operation: Operation
) -> None:
    state = company()
    async with opens() as product:
        await product.begin(state)
        await product.happens(operation, state)
        assert await shown(product, state) == []
        unchecked = UncheckedReaders(product.sessions)
        # What is deleted has no facts either: two guards, and both have to be gone.
        faulty = with_readers(product, unchecked, LibraryOfTheDeleted)
        assert await shown(faulty, state) != []


async def test_a_reader_kept_across_askers_is_seen(opens: Opens) -> None:
    state = company()
    async with opens() as product:
        await product.begin(state)
        assert await rights(product, state, WHERE) == []
        kept = with_readers(product, ReadersKeptForAll(product.sessions))
        assert any(one.too_many for one in await rights(kept, state, WHERE))
        assert await shown(kept, state) != []


async def test_a_reader_kept_after_a_revocation_is_seen_and_still_kept_back(opens: Opens) -> None:
    state = company()
    async with opens() as product:
        await product.begin(state)
        kept = with_readers(product, ReadersKeptForEach(product.sessions))
        assert await rights(kept, state, WHERE) == []
        await product.happens(Belongs("U0", "S0", now=False), state)
        assert await rights(product, state, WHERE) == []
        assert any(one.too_many for one in await rights(kept, state, WHERE))
        assert await shown(kept, state) == []
