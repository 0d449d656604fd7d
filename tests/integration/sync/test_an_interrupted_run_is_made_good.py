"""A run may end anywhere; the next one leaves both stores as if it had not."""

import pytest

from chains.errors import RetrievalUnavailable
from tests.integration.sync.conftest import ANA, FINN, Shelf

BONUS = "The referral bonus is 2,000 euros, paid with the next salary."
QUESTION = "How much is the referral bonus?"
CRASHES = ["before writing", "after writing", "after removing"]


async def interrupted(shelf: Shelf, where: str) -> None:
    shelf.writer.fails = [where]
    with pytest.raises(RetrievalUnavailable, match=where):
        await shelf.sync()


@pytest.mark.parametrize("where", CRASHES)
async def test_a_new_document_is_there_after_the_next_run(shelf: Shelf, where: str) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await interrupted(shelf, where)
    await shelf.sync()
    assert len(await shelf.texts()) == 1
    assert await shelf.unfinished() == 0
    assert "2,000" in await shelf.ask(ANA, QUESTION)


@pytest.mark.parametrize("where", CRASHES)
async def test_a_document_deleted_after_the_crash_leaves_nothing(shelf: Shelf, where: str) -> None:
    shelf.write("lunch.md", "Lunch is at noon in the kitchen.")
    await shelf.connect()
    await shelf.sync()
    shelf.write("bonus.md", BONUS)
    await interrupted(shelf, where)
    (shelf.folder / "bonus.md").unlink()
    await shelf.sync()
    assert await shelf.documents() == {"lunch.md"}
    assert len(await shelf.texts()) == 1


@pytest.mark.parametrize("where", CRASHES)
async def test_an_edit_taken_back_after_the_crash_is_taken_back(shelf: Shelf, where: str) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    shelf.write("bonus.md", BONUS.replace("2,000", "9,999"))
    await interrupted(shelf, where)
    shelf.write("bonus.md", BONUS)
    await shelf.sync()
    assert [one for one in await shelf.texts() if "9,999" in one] == []
    assert "2,000" in await shelf.ask(ANA, QUESTION)


async def test_problems_found_before_a_crash_are_told_after_it(shelf: Shelf) -> None:
    for number in range(8):
        (shelf.folder / f"a{number}.md").write_bytes(b"caf\xe9")
    await shelf.connect()
    await shelf.sync()
    for number in range(8):
        (shelf.folder / f"b{number}.md").write_bytes(b"caf\xe9")
    shelf.write("c.md", BONUS)
    await interrupted(shelf, "after writing")
    await shelf.sync()
    assert len((await shelf.status()).problems) == 16


async def test_a_deletion_that_the_index_missed_is_caught_up(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    (shelf.folder / "bonus.md").unlink()
    await interrupted(shelf, "deleting")
    assert len(await shelf.texts()) == 1
    assert "2,000" not in await shelf.ask(ANA, QUESTION)
    await shelf.sync()
    assert await shelf.texts() == []


async def test_a_removed_source_is_read_by_nobody_and_leaves_the_index(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    await shelf.administration.remove(shelf.workspace, FINN, shelf.source)
    assert len(await shelf.texts()) == 1
    assert "2,000" not in await shelf.ask(ANA, QUESTION)
    await interrupted(shelf, "deleting")
    waiting = [one.id for one in await shelf.ledger.sources_with_work()]
    assert shelf.source in waiting
    await shelf.sync()
    assert await shelf.texts() == []
    assert shelf.source not in [one.id for one in await shelf.ledger.sources_with_work()]


async def test_a_source_connected_again_is_found_again(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    await shelf.administration.remove(shelf.workspace, FINN, shelf.source)
    await shelf.sync()
    await shelf.connect()
    await shelf.sync()
    assert "2,000" in await shelf.ask(ANA, QUESTION)
    assert len(await shelf.texts()) == 1


async def test_a_paused_source_stays_as_it_is(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    await shelf.administration.pause(shelf.workspace, FINN, shelf.source)
    shelf.write("bonus.md", BONUS.replace("2,000", "3,500"))
    assert (await shelf.sync()).upserted == 0
    assert shelf.source not in [one.id for one in await shelf.ledger.active_sources()]
    assert "2,000" in await shelf.ask(ANA, QUESTION)
    await shelf.administration.resume(shelf.workspace, FINN, shelf.source)
    await shelf.sync()
    assert "3,500" in await shelf.ask(ANA, QUESTION)


async def test_a_source_of_another_workspace_is_left_alone(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    report = await shelf.synchroniser.sync(type(shelf.workspace)("TOTHER"), shelf.source)
    assert report.upserted == 0
    assert await shelf.documents() == set()
