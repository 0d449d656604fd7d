"""Postgres takes 65,535 parameters in a statement, and a company has more lists and documents."""

from uuid import uuid4

import pytest

from chains.access.audience import audience_for
from chains.access.reader import Reader, Readers
from chains.answering.library import Library
from chains.database.tables import SourceRow
from chains.sync.connected import connected_source
from chains.sync.ledger import Ledger, document_id
from tests.integration.answering.conftest import ANA, PRIVATE, Company, page

MANY = 70_000
NAME = "pier.md"


@pytest.fixture
async def pier(company: Company) -> Company:
    """One document that everyone may read."""
    await company.publish("pier", {NAME: page("Pier rules", "The pier closes at 21:15.")})
    return company


async def test_a_reader_of_very_many_lists_sees_its_scopes(pier: Company) -> None:
    readers = Readers(pier.sessions)
    one = await readers.reader_for(pier.workspace, audience_for(ANA, PRIVATE))
    lists = (*one.access_lists, *range(10**9, 10**9 + MANY))
    many = Reader(one.workspace, one.audience, lists, one.epoch)
    other = Reader(one.workspace, one.audience, lists[len(one.access_lists) :], one.epoch)
    library = Library(pier.sessions)
    assert await library.scopes(many) == {"pier"}
    assert await library.scopes(other) == set()


async def test_very_many_documents_are_looked_up_and_taken_away(pier: Company) -> None:
    ledger, source = Ledger(pier.sessions), pier.sources["pier"]
    here = document_id(source, NAME)
    documents = [here, *(uuid4() for _ in range(MANY))]
    library = Library(pier.sessions)
    assert set(await library.facts(pier.workspace, documents)) == {here}
    assert set((await library.known(pier.workspace, documents)).facts) == {here}
    assert set(await ledger.entries(documents)) == {here}
    async with pier.sessions() as session:
        connected = connected_source(await session.get_one(SourceRow, source))
    await ledger.mark_deleted(connected, [NAME, *map(str, range(MANY))])
    assert (await ledger.entries([here]))[here].deleted
    assert await ledger.leftovers(source) == [here]
    await ledger.forget_passages(documents)
    assert await ledger.leftovers(source) == []
