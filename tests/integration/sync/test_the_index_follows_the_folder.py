"""What is on disk is what is found: edits, deletions, readers, and documents that are none."""

import pytest

from chains.sources.folder import LARGEST_DOCUMENT
from tests.integration.sync.conftest import ANA, DANA, FINN, Shelf

BONUS = "The referral bonus is 2,000 euros, paid with the next salary."
QUESTION = "How much is the referral bonus?"
TEAM = '["group:people-team"]'


async def test_an_edit_replaces_what_was_there(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    assert "2,000" in await shelf.ask(ANA, QUESTION)
    shelf.write("bonus.md", BONUS.replace("2,000", "3,500"))
    report = await shelf.sync()
    assert (report.upserted, report.unchanged, report.deleted) == (1, 0, 0)
    answer = await shelf.ask(ANA, QUESTION)
    assert "3,500" in answer
    assert "2,000" not in answer
    assert not any("2,000" in one for one in await shelf.texts())


async def test_what_did_not_change_is_not_embedded_again(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    assert (await shelf.sync()).upserted == 1
    report = await shelf.sync()
    assert (report.upserted, report.unchanged, report.passages) == (0, 0, 0)
    shelf.write("bonus.md", BONUS, owner="dana@tidewater.example")
    report = await shelf.sync()
    assert (report.upserted, report.unchanged) == (0, 1)


async def test_a_deleted_document_is_gone_from_both_stores(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    shelf.write("lunch.md", "Lunch is at noon in the kitchen.")
    await shelf.connect()
    await shelf.sync()
    (shelf.folder / "bonus.md").unlink()
    assert (await shelf.sync()).deleted == 1
    assert await shelf.documents() == {"lunch.md"}
    assert len(await shelf.texts()) == 1
    assert "2,000" not in await shelf.ask(ANA, QUESTION)
    shelf.write("bonus.md", BONUS)
    await shelf.sync()
    assert "2,000" in await shelf.ask(ANA, QUESTION)


async def test_readers_move_passages_without_writing_them_anew(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    before = await shelf.lists("bonus.md")
    shelf.write("bonus.md", BONUS, readers=TEAM)
    report = await shelf.sync()
    assert (report.upserted, report.passages) == (0, 0)
    after = await shelf.lists("bonus.md")
    assert len(after) == 1
    assert after != before
    assert "2,000" not in await shelf.ask(ANA, QUESTION)
    assert "2,000" in await shelf.ask(DANA, QUESTION)


async def test_narrowed_readers_hold_while_the_index_still_has_the_old_ones(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    shelf.write("lunch.md", "Lunch is at noon in the kitchen.")
    await shelf.connect()
    await shelf.sync()
    before = await shelf.lists("bonus.md")
    shelf.write("bonus.md", BONUS, readers=TEAM)
    shelf.writer.fails = ["moving"]
    with pytest.raises(Exception, match="moving"):
        await shelf.sync()
    # Ana's own list still finds the passage; Postgres takes it out of her sight.
    assert await shelf.lists("bonus.md") == before == await shelf.lists("lunch.md")
    answer = await shelf.ask(ANA, QUESTION)
    assert "2,000" not in answer
    assert "bonus.md" not in answer
    await shelf.sync()
    assert await shelf.lists("bonus.md") != before
    assert "2,000" in await shelf.ask(DANA, QUESTION)


async def test_a_denied_person_reads_nothing_of_it(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS, denied='["group:people-team"]')
    await shelf.connect()
    await shelf.sync()
    assert "2,000" in await shelf.ask(ANA, QUESTION)
    assert "2,000" not in await shelf.ask(DANA, QUESTION)


async def test_what_is_no_document_is_reported_and_hides_no_other(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    for number in range(9):
        shelf.write(f"page-{number}.md", f"Page {number} of a long shelf.")
    odd = {
        "broken.md": b"---\nreaders: [group:board\n---\nThe secret is 4711.",
        "unclosed.md": b"---\nreaders: [group:board]\nThe secret is 4711.",
        "empty.md": b"",
        "latin.md": b"The secret is caf\xe9.",
        "huge.md": b"The secret is 4711. " * (5_000_000 // 20),
        "null.md": b"# A\0B\nThe secret is 4711.",
        "stranger.md": b"---\nreaders: ['group:a:b', nobody-known]\n---\nThe secret is 4711.",
        "team.md": b"---\nreaders: ['group:no-such-team']\n---\nThe secret is 4711.",
        "own.md": b"---\nreaders: ['group:source:1']\n---\nThe secret is 4711.",
    }
    for name, content in odd.items():
        (shelf.folder / name).write_bytes(content)
    await shelf.connect()
    report = await shelf.sync()
    assert set(report.problems) == set(odd) - {"team.md"}
    assert "2,000" in await shelf.ask(ANA, QUESTION)
    for asker in (ANA, DANA, FINN):
        answer = await shelf.ask(asker, "What is the secret?")
        assert "4711" not in answer
        assert "café" not in answer
    told = await shelf.status()
    assert len(told.problems) == len(odd) - 1
    assert (await shelf.sync()).upserted == 0
    assert (await shelf.status()).problems == told.problems
    for name in odd:
        (shelf.folder / name).unlink()
    await shelf.sync()
    assert (await shelf.status()).problems == ()


async def test_a_document_that_becomes_unreadable_is_taken_away(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    (shelf.folder / "bonus.md").write_bytes(b"x" * (LARGEST_DOCUMENT + 1))
    await shelf.sync()
    assert await shelf.documents() == set()
    assert await shelf.texts() == []


async def test_a_folder_that_cannot_be_opened_deletes_nothing(shelf: Shelf) -> None:
    shelf.write("bonus.md", BONUS)
    await shelf.connect()
    await shelf.sync()
    confirmed = (await shelf.status()).synced_at
    away = shelf.folder.rename(shelf.folder.with_name("away"))
    report = await shelf.sync()
    assert set(report.problems) == {""}
    assert "2,000" in await shelf.ask(ANA, QUESTION)
    assert len((await shelf.status()).problems) == 1
    # What it said of its readers ages on, although a run ended.
    assert (await shelf.status()).synced_at == confirmed
    away.rename(shelf.folder)
    assert (await shelf.sync()).upserted == 0
    assert (await shelf.status()).problems == ()


async def test_markup_in_a_document_addresses_and_links_nobody(shelf: Shelf) -> None:
    shelf.write("bonus.md", "The referral bonus <!channel> is <https://evil.example|2,000> euros.")
    await shelf.connect()
    await shelf.sync()
    answer = await shelf.ask(ANA, QUESTION)
    assert "2,000" in answer
    assert "<!channel>" not in answer
    assert "evil.example" not in answer
