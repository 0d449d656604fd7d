"""A folder gives its Markdown files, and never mistakes trouble for an empty folder."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chains.errors import SourceUnreadable
from chains.sources.base import Change, Cursor, Deleted, Upserted
from chains.sources.folder import LARGEST_DOCUMENT, FolderConfig, FolderConnector

NOBODY = 65534


def connector(folder: Path) -> FolderConnector:
    return FolderConnector(FolderConfig(path=folder, link="https://docs.example/"))


async def changes(folder: Path, cursor: Mapping[str, Any]) -> tuple[list[Change], Cursor]:
    found: list[Change] = []
    after: Cursor = cursor
    async for change, reached in connector(folder).changes(cursor):
        found.append(change)
        after = reached
    return found, after


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


async def test_only_what_changed_is_told_again(tmp_path: Path) -> None:
    write(tmp_path, a="one", b="two")
    first, cursor = await changes(tmp_path, {})
    assert first == [Upserted("a.md"), Upserted("b.md")]
    assert await changes(tmp_path, cursor) == ([], cursor)
    write(tmp_path, b="three", c="four")
    (tmp_path / "a.md").unlink()
    second, cursor = await changes(tmp_path, cursor)
    assert second == [Deleted("a.md"), Upserted("b.md"), Upserted("c.md")]
    assert await changes(tmp_path, cursor) == ([], cursor)


async def test_a_cursor_covers_what_was_told_up_to_it(tmp_path: Path) -> None:
    write(tmp_path, a="one", b="two")
    steps = [step async for step in connector(tmp_path).changes({})]
    rest, _ = await changes(tmp_path, steps[0][1])
    assert rest == [Upserted("b.md")]


async def test_hidden_files_and_links_that_lead_out_are_passed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    (folder / ".git").mkdir(parents=True)
    (folder / "deep").mkdir()
    outside.mkdir()
    write(outside, secret="not connected")
    write(folder / "deep", page="a page")
    write(folder / ".git", notes="hidden")
    write(folder, **{".draft": "hidden"})
    (folder / "note.txt").write_text("no Markdown", encoding="utf-8")
    (folder / "out.md").symlink_to(outside / "secret.md")
    (folder / "far").symlink_to(outside, target_is_directory=True)
    (folder / "circle").symlink_to(folder, target_is_directory=True)
    (folder / "nowhere.md").symlink_to(folder / "missing.md")
    (folder / "inside.md").symlink_to(folder / "deep" / "page.md")
    (folder / "folder.md").mkdir()
    found, _ = await changes(folder, {})
    assert found == [Upserted("inside.md"), Upserted("deep/page.md")]


async def test_a_file_that_became_a_link_to_outside_is_not_fetched(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(tmp_path, secret="not connected")
    (folder / "page.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(SourceUnreadable):
        await connector(folder).fetch("page.md")
    with pytest.raises(SourceUnreadable):
        await connector(folder).fetch("../secret.md")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"caf\xe9", "not UTF-8"),
        (b"a\0b", "null bytes"),
        (b"x" * (LARGEST_DOCUMENT + 1), "larger than 1000 kB"),
    ],
)
async def test_what_is_no_text_is_reported(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "page.md").write_bytes(content)
    found, cursor = await changes(tmp_path, {})
    assert found == [Upserted("page.md")]
    with pytest.raises(SourceUnreadable, match=reason):
        await connector(tmp_path).fetch("page.md")
    assert await changes(tmp_path, cursor) == ([], cursor)


async def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    write(tmp_path, **{os.fsdecode(b"caf\xe9"): "text"})
    found, cursor = await changes(tmp_path, {})
    assert found == [Upserted("caf?.md")]
    with pytest.raises(SourceUnreadable):
        await connector(tmp_path).fetch("caf?.md")
    assert await changes(tmp_path, cursor) == ([], cursor)


async def test_a_byte_order_mark_hides_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"\xef\xbb\xbf---\r\nreaders: [group:board]\r\n---\r\nText.")
    document = await connector(tmp_path).fetch("page.md")
    assert document.permissions.readers == ("group:board",)


async def test_a_link_is_an_address(tmp_path: Path) -> None:
    write(tmp_path, **{"größe & <b>": "text"})
    document = await connector(tmp_path).fetch("größe & <b>.md")
    assert document.url == "https://docs.example/gr%C3%B6%C3%9Fe%20%26%20%3Cb%3E.md"


async def test_a_missing_folder_is_trouble_and_no_deletion(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable):
        await changes(tmp_path / "gone", {"a.md": "1"})


@pytest.mark.parametrize("closed", ["", "below"])
async def test_a_closed_folder_is_trouble_and_no_deletion(tmp_path: Path, closed: str) -> None:
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", a="one")
    with unprivileged(tmp_path), shut(tmp_path / closed), pytest.raises(SourceUnreadable):
        await changes(tmp_path, {"below/a.md": "1"})


async def test_a_closed_file_is_its_own_trouble(tmp_path: Path) -> None:
    write(tmp_path, a="one", b="two")
    with unprivileged(tmp_path), shut(tmp_path / "a.md"):
        found, cursor = await changes(tmp_path, {})
        with pytest.raises(SourceUnreadable, match="cannot be opened"):
            await connector(tmp_path).fetch("a.md")
    assert found == [Upserted("a.md"), Upserted("b.md")]
    again, _ = await changes(tmp_path, cursor)
    assert again == [Upserted("a.md")]


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Without the rights of root, to whom nothing is closed."""
    if os.geteuid() != 0:
        yield
        return
    for place in (folder, *folder.rglob("*")):
        os.chown(place, NOBODY, NOBODY)
    # The group stays root's, so its bit counts for what root owns.
    modes = {place: place.stat().st_mode for place in folder.parents}
    for place, mode in modes.items():
        if mode & 0o011 != 0o011:
            place.chmod(mode | 0o011)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for place, mode in modes.items():
            if mode & 0o011 != 0o011:
                place.chmod(mode)


@contextmanager
def shut(place: Path) -> Iterator[None]:
    """Nobody may open it."""
    before = place.stat().st_mode
    place.chmod(0)
    try:
        yield
    finally:
        place.chmod(before)
