"""What an administrator may give as a folder, its scope and its readers."""

from pathlib import Path
from typing import Any

import pytest

from chains.errors import InvalidSetting
from chains.settings import FolderSettings
from chains.sources.catalog import FolderSource

GOOD: dict[str, Any] = {"path": "docs", "scope": "handbook", "readers": ("everyone",)}


def refusal(**changes: object) -> dict[str, str]:
    with pytest.raises(InvalidSetting) as raised:
        FolderSource.parse({**GOOD, **changes})
    return raised.value.fields


@pytest.mark.parametrize("scope", ["a", "x" * 41, "People", "a b", "-ab", "ab-", "é-scope", ""])
def test_a_scope_is_a_short_lower_case_word(scope: str) -> None:
    assert set(refusal(scope=scope)) == {"scope"}


@pytest.mark.parametrize("scope", ["ab", "people-team", "x" * 40, "2026"])
def test_ordinary_scopes_are_taken(scope: str) -> None:
    assert FolderSource.parse({**GOOD, "scope": scope}).scope == scope


def test_readers_are_normalised_and_each_named_once() -> None:
    words = ("EVERYONE", "everyone", "person:email:Ana@Tide.Example", "channel:C0ENG")
    source = FolderSource.parse({**GOOD, "readers": words})
    assert source.readers == ("everyone", "person:email:ana@tide.example", "channel:C0ENG")


@pytest.mark.parametrize(
    "readers", [(), ("nobody",), ("group:board",), ("person:",), ("everyone", "")]
)
def test_readers_that_are_missing_or_unknown_are_named(readers: tuple[str, ...]) -> None:
    assert set(refusal(readers=readers)) == {"readers"}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "docs.example", "https:// x", "ftp://x"])
def test_a_link_must_open_in_a_browser(link: str) -> None:
    assert set(refusal(link=link)) == {"link"}


def test_every_wrong_field_is_named_at_once_and_an_unknown_one_too() -> None:
    assert set(refusal(path="", scope="X", readers=(), colour="red")) == {
        "path",
        "scope",
        "readers",
        "colour",
    }


def test_a_folder_below_a_root_is_found_by_its_relative_or_absolute_name(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    folders = FolderSettings(allowed_roots=(tmp_path,), link="https://wiki.example")
    for name in ("docs", str(tmp_path / "docs"), "./docs/../docs"):
        source = FolderSource.parse({**GOOD, "path": name}).within(folders)
        assert source.path == (tmp_path / "docs").resolve()
        assert source.link == "https://wiki.example/handbook"


def path_refusal(path: str, root: Path) -> str:
    with pytest.raises(InvalidSetting) as raised:
        FolderSource.parse({**GOOD, "path": path}).within(FolderSettings(allowed_roots=(root,)))
    return raised.value.fields["path"]


def test_a_folder_outside_is_refused_by_whatever_name(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "door").symlink_to(outside)
    for name in (str(outside), "../outside", "door", "/", "../root-2"):
        said = path_refusal(name, root)
        assert f"may not read this folder. It may read below: {root}. Choose one there" in said
        # What allows it, and where that stands.
        assert "folders.allowed_roots in footnote.toml" in said


def test_whether_an_outside_folder_exists_is_not_told(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "real").mkdir()
    assert path_refusal("../real", root) == path_refusal("../unreal", root)


def test_a_file_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file.md").write_text("x")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert path_refusal("file.md", tmp_path) == "There is no folder of this name."
    assert path_refusal("missing", tmp_path) == "There is no folder of this name."
    for name in ("nul\0l", "x" * 5_000, "circle"):
        assert "folder" in path_refusal(name, tmp_path)
