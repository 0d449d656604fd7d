"""Loading `footnote.toml`: what it may say, and what is said when it is wrong."""

from pathlib import Path

import pytest

from chains.errors import ConfigurationError, InvalidSetting
from chains.settings import FolderSettings, FootnoteSettings, load_settings
from chains.sources.catalog import FolderSource


def write(directory: Path, text: str) -> None:
    (directory / "footnote.toml").write_text(text, encoding="utf-8")


def test_without_a_file_the_working_directory_and_the_files_own_may_be_connected(
    tmp_path: Path,
) -> None:
    settings = load_settings(tmp_path)
    assert settings.folders.allowed_roots == (Path.cwd(), tmp_path.resolve())
    assert load_settings(Path()).folders.allowed_roots == (Path.cwd(),)
    assert settings.channels == FootnoteSettings().channels


def test_relative_roots_are_relative_to_the_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        '[folders]\nallowed_roots = ["docs", "/srv/wiki"]\nlink = "https://docs.example/x/"\n'
        '[channels]\nscopes = ["handbook"]\n',
    )
    settings = load_settings(tmp_path)
    assert settings.folders.allowed_roots == (tmp_path.resolve() / "docs", Path("/srv/wiki"))
    assert settings.folders.link == "https://docs.example/x"
    assert settings.channels.scopes == ("handbook",)


@pytest.mark.parametrize(
    ("text", "cause", "step"),
    [
        ("[folders]\nallowed_root = []\n", "folders.allowed_root", "folders.allowed_roots?"),
        ("[wiki]\nx = 1\n", "wiki", "Known: folders.allowed_roots"),
        ("[folders]\nallowed_roots = []\n", "folders.allowed_roots", "Correct"),
        ('[folders]\nlink = "ftp://x"\n', "folders.link: A link starts with", "Correct"),
        ('[channels]\nscopes = ["No Scope"]\n', "channels.scopes.0: A scope has", "Correct"),
        ("folders = [\n", "not valid TOML", "Correct that line"),
        ("\x00", "not valid TOML", "Correct that line"),
    ],
)
def test_a_wrong_file_names_itself_the_key_the_cause_and_the_next_step(
    tmp_path: Path, text: str, cause: str, step: str
) -> None:
    write(tmp_path, text)
    with pytest.raises(ConfigurationError) as raised:
        load_settings(tmp_path)
    assert str(tmp_path / "footnote.toml") in raised.value.cause
    assert cause in raised.value.cause
    assert step in raised.value.next_step


def test_a_file_that_is_no_text_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "footnote.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="not valid TOML"):
        load_settings(tmp_path)


def test_a_directory_of_that_name_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "footnote.toml").mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_settings(tmp_path)


def test_a_refused_folder_is_told_the_widest_allowed_ones(tmp_path: Path) -> None:
    within = tmp_path / "docs" / "open"
    within.mkdir(parents=True)
    allowed = FolderSettings(allowed_roots=(tmp_path / "docs", within))
    given = {"path": str(tmp_path), "scope": "all", "readers": ["everyone"]}
    with pytest.raises(InvalidSetting) as refused:
        FolderSource.parse(given).within(allowed)
    assert f"below: {tmp_path / 'docs'}. " in refused.value.fields["path"]
