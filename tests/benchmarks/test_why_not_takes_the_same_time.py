"""Why-not of a closed document against that of an address that does not exist, in turn."""

import random
import sys
import time
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import text
from weaviate import WeaviateAsyncClient

from chains.access.audience import Asker, Venue, VenueKind, audience_for
from chains.access.principals import WorkspaceId
from chains.access.reader import Readers
from chains.access.seal import Seal
from chains.answering.explaining.explained import Here
from chains.answering.explaining.explanations import NO_DOCUMENT, Explanations
from chains.answering_path import explanations_on
from chains.database.engine import Sessions
from chains.evaluation.measures import percentile
from chains.index.schema import open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from tests.benchmarks.company_at_scale import (
    DIMENSIONS,
    DOCUMENTS,
    DrawnCompany,
    draw,
    passages,
    store,
)
from tests.benchmarks.test_permissions_at_scale import StoredVectors

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

PAIRS, WARMING = 300, 20
INDEXED = 4_000
MOST_APART = 0.1
"""Of the median; and from a half, the share of pairs in which the closed one is slower."""
BASE = "https://company.example/wiki"


@pytest.fixture(scope="module")
async def company(sessions: Sessions) -> DrawnCompany:
    """100,000 documents, each with an address of its own."""
    drawn = draw(WorkspaceId("why-not"))
    await store(sessions, drawn)
    async with sessions.begin() as session:
        await session.execute(
            text("UPDATE document SET url = :base || '/page-' || external_id"), {"base": BASE}
        )
        # Its number is that of no document.
        await session.execute(text("DELETE FROM document WHERE id = :id"), {"id": NO_DOCUMENT.id})
    async with sessions() as session:
        await session.execute(text("VACUUM ANALYZE"))
    return drawn


@pytest.fixture(scope="module")
async def explanations(
    sessions: Sessions, company: DrawnCompany, client: WeaviateAsyncClient
) -> AsyncIterator[Explanations]:
    collection = await open_collection(client, "drawn", DIMENSIONS)
    writer = PassageWriter(client, collection)
    await writer.add_workspace(company.workspace)
    for start in range(0, INDEXED, 2_000):
        await writer.write(company.workspace, passages(start, 2_000))
    search = PassageSearch(client, collection, StoredVectors())
    yield explanations_on(sessions, search, Seal(b"of a benchmark"))
    await writer.drop_workspace(company.workspace)


async def closed_to(sessions: Sessions, company: DrawnCompany, asker: Asker) -> UUID:
    """A document that this person may not read."""
    chance = random.Random(asker.identity)  # noqa: S311 - the same in every run
    readers, private = Readers(sessions), audience_for(asker, Venue(VenueKind.PRIVATE))
    reader = await readers.reader_for(company.workspace, private)
    drawn = [UUID(int=number) for number in chance.sample(range(DOCUMENTS), 50)]
    readable = await readers.still_readable(reader, drawn)
    return next(one for one in drawn if one not in readable)


async def test_a_closed_document_takes_as_long_as_none(
    sessions: Sessions,
    company: DrawnCompany,
    explanations: Explanations,
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured: dict[str, list[float]] = {"closed": [], "not there": []}
    for place, (asker, venue) in enumerate(company.askings(PAIRS + WARMING)):
        document = await closed_to(sessions, company, asker)
        links = {
            "closed": f"{BASE}/page-{document.int}",
            "not there": f"{BASE}/page-{document.int + DOCUMENTS}",
        }
        for name in sorted(links, reverse=place % 2 == 0):
            began = time.perf_counter()
            found = await explanations.why_not(company.workspace, asker, links[name], Here(venue))
            assert found is None
            if place >= WARMING:
                measured[name].append((time.perf_counter() - began) * 1000)
    closed, nowhere = measured["closed"], measured["not there"]
    slower = sum(one > two for one, two in zip(closed, nowhere, strict=True)) / PAIRS
    with capsys.disabled():
        for name, times in measured.items():
            quartiles = [f"{percentile(times, share):.1f}" for share in (0.25, 0.5, 0.75, 0.95)]
            sys.stdout.write(f"\n{name}: p25, p50, p75, p95 {', '.join(quartiles)} ms")
        sys.stdout.write(f"\nthe closed one was slower in {slower:.2f} of the pairs\n")
    half = percentile(nowhere, 0.5)
    assert abs(percentile(closed, 0.5) - half) <= MOST_APART * half
    assert abs(slower - 0.5) <= MOST_APART
