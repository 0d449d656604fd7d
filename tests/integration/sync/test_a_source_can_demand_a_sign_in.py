"""What a source demands of its readers holds for the very next question, and for every document."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from chains.access.audience import Strength, Venue, VenueKind
from chains.answering.outcome import NotFound
from chains.database.tables import AuditRow, DocumentRow
from chains.errors import SourceChanged
from chains.sync.ledger import document_id
from tests.integration.sync.conftest import ANA, DANA, FINN, Shelf

GATE = "The night gate of the pier closes at 21:15 on every day of the week."
ASKED = "When does the night gate of the pier close?"
SIGNED_IN = replace(ANA, strength=Strength.LINKED)
CONFIRMED = replace(ANA, strength=Strength.EMAIL)
NOTHING = repr(NotFound())


async def demand(shelf: Shelf, *, required: bool) -> None:
    """An administrator ticks the box, or unticks it."""
    await shelf.administration.change_readers(
        shelf.workspace, FINN, shelf.source, ["everyone"], requires_sign_in=required
    )


async def lists_of(shelf: Shelf, name: str) -> tuple[int, int]:
    """The list in Postgres, and the one of the passages."""
    async with shelf.sessions() as session:
        row = await session.get_one(DocumentRow, document_id(shelf.source, name))
        return row.access_list_id, row.indexed_list_id


async def test_it_holds_for_the_next_question_both_ways_before_any_sync(shelf: Shelf) -> None:
    shelf.write("gate.md", GATE)
    shelf.write("board.md", GATE, readers="[group:people-team]")
    shelf.write("closed.md", GATE, denied="[group:people-team]")
    await shelf.connect()
    await shelf.sync()
    before = {name: await lists_of(shelf, name) for name in ("gate.md", "board.md", "closed.md")}
    assert "21:15" in await shelf.ask(ANA, ASKED)

    await demand(shelf, required=True)
    for asker in (ANA, CONFIRMED, DANA):
        assert await shelf.ask(asker, ASKED) == NOTHING
    # The passages still carry their old lists; a sync moves them, and finds nothing to read.
    assert {name: (await lists_of(shelf, name))[1] for name in before} == {
        name: indexed for name, (_, indexed) in before.items()
    }
    report = await shelf.sync()
    assert (report.upserted, report.deleted) == (0, 0)
    for name in before:
        known, indexed = await lists_of(shelf, name)
        assert await shelf.lists(name) == {known} == {indexed}
        assert known != before[name][0]
    assert "21:15" in await shelf.ask(SIGNED_IN, ASKED)
    assert await shelf.ask(CONFIRMED, ASKED) == NOTHING

    await demand(shelf, required=False)
    await shelf.sync()
    assert {name: await lists_of(shelf, name) for name in before} == before
    assert "21:15" in await shelf.ask(ANA, ASKED)


async def test_no_channel_draws_on_it_whoever_asks(shelf: Shelf) -> None:
    shelf.write("gate.md", GATE)
    await shelf.connect()
    await demand(shelf, required=True)
    await shelf.sync()
    assert "21:15" in await shelf.ask(SIGNED_IN, ASKED)
    channel = Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")
    both = Venue(VenueKind.GROUP_DM, "G0", members=(SIGNED_IN, DANA))
    for venue in (channel, both):
        assert "21:15" not in await shelf.ask(SIGNED_IN, ASKED, venue)
    dana = replace(DANA, strength=Strength.LINKED)
    known = Venue(VenueKind.GROUP_DM, "G0", members=(SIGNED_IN, dana))
    assert "21:15" in await shelf.ask(SIGNED_IN, ASKED, known)


async def test_new_and_edited_documents_of_the_source_demand_it_too(shelf: Shelf) -> None:
    await shelf.connect()
    await demand(shelf, required=True)
    shelf.write("gate.md", GATE)
    await shelf.sync()
    shelf.write("gate.md", GATE.replace("21:15", "22:40"))
    await shelf.sync()
    assert await shelf.ask(ANA, ASKED) == NOTHING
    assert "22:40" in await shelf.ask(SIGNED_IN, ASKED)


async def test_a_sync_that_began_before_the_switch_opens_nothing(shelf: Shelf) -> None:
    shelf.write("gate.md", GATE)
    await shelf.connect()
    begun = await shelf.ledger.source(shelf.workspace, shelf.source)
    assert begun is not None
    await demand(shelf, required=True)
    held = shelf.ledger.source

    async def as_before(*_: object) -> object:
        return begun

    shelf.ledger.source = as_before  # type: ignore[assignment, method-assign]
    with pytest.raises(SourceChanged):
        await shelf.sync()
    shelf.ledger.source = held  # type: ignore[method-assign]
    assert await shelf.documents() == set()
    await shelf.sync()
    assert await shelf.ask(ANA, ASKED) == NOTHING
    assert "21:15" in await shelf.ask(SIGNED_IN, ASKED)


async def test_the_switch_is_audited_and_asks_for_a_sync_once(shelf: Shelf) -> None:
    await shelf.connect()
    assert not await shelf.administration.demands_sign_in(shelf.workspace)
    await demand(shelf, required=True)
    assert (await shelf.status()).requires_sign_in
    assert await shelf.administration.demands_sign_in(shelf.workspace)
    # Other readers leave it as it is.
    await shelf.administration.change_readers(shelf.workspace, FINN, shelf.source, ["guests"])
    assert (await shelf.status()).requires_sign_in
    async with shelf.sessions() as session:
        wanted = select(AuditRow).where(AuditRow.workspace == shelf.workspace)
        audits = list(await session.scalars(wanted.order_by(AuditRow.id)))
    switched = audits[1]
    assert switched.before is not None
    assert switched.after is not None
    demands = [one["requires_sign_in"] for one in (switched.before, switched.after)]
    assert (switched.actor, demands) == ("U0FINN", [False, True])
    await shelf.administration.remove(shelf.workspace, FINN, shelf.source)
    assert not await shelf.administration.demands_sign_in(shelf.workspace)
