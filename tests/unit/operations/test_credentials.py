"""The embedded server's random keys."""

import stat
from pathlib import Path

from chains.operations.credentials import load_or_create


def test_keys_are_kept_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    created = load_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create(path) == created


def test_each_home_has_its_own_keys(tmp_path: Path) -> None:
    first, second = (load_or_create(tmp_path / name) for name in ("a", "b"))
    assert first.api_key != second.api_key
    assert first.cluster_password != first.api_key


def test_a_key_file_opened_to_others_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    load_or_create(path)
    path.chmod(0o644)
    load_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_do_not_appear_when_printed(tmp_path: Path) -> None:
    created = load_or_create(tmp_path / "credentials.json")
    assert created.api_key not in repr(created)
