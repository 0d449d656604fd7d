"""The deployment's secret is kept for its owner, or given; each purpose has a key of its own."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.operations.secret import PROOFS, derived, load_secret

GIVEN = "0123456789abcdef" * 2


def test_a_random_secret_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    config = ChainsConfig(home=tmp_path)
    made = load_secret(config)
    assert len(made) >= 32
    assert load_secret(config) == made
    [file] = (tmp_path / "run").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    config = ChainsConfig(home=tmp_path)
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: load_secret(config), range(64)))
    assert len(found) == 1


def test_the_secret_of_the_environment_wins(tmp_path: Path) -> None:
    config = ChainsConfig(home=tmp_path, secret=SecretStr(GIVEN))
    assert load_secret(config) == GIVEN.encode()
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    "config",
    [
        ChainsConfig(secret=SecretStr("too short")),
        ChainsConfig(database_url=SecretStr("postgresql://db.internal/footnote")),
    ],
    ids=["short", "shared Postgres without one"],
)
def test_a_missing_or_weak_secret_is_refused_with_a_next_step(config: ChainsConfig) -> None:
    with pytest.raises(ConfigurationError, match="FOOTNOTE_SECRET"):
        load_secret(config)


def test_keys_differ_by_secret_and_by_purpose() -> None:
    keys = {derived(one, purpose) for one in (b"a", b"b") for purpose in (PROOFS, "links")}
    assert len(keys) == 4
    assert all(len(key) == 32 for key in keys)
