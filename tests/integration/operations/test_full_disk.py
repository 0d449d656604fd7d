"""A disk that fills up during a first start or a first build."""

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.operations.build import build_server
from chains.operations.embedded import embedded_services
from chains.operations.fetch import fetch_server
from chains.operations.weaviate import binary


def silent(step: str, fraction: float) -> None:
    """Report to nobody."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount, umount = shutil.which("mount") or "mount", shutil.which("umount") or "umount"
    options = ["-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run([mount, *options], capture_output=True).returncode != 0:  # noqa: S603 (fixed)
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run([umount, str(folder)], check=True)  # noqa: S603 (fixed)


def pretend_go(folder: Path, build: str) -> str:
    """A program that answers like Go, with this shell script as its build."""
    modules = folder / "modules" / "github.com" / "weaviate" / "weaviate@v1.39.3"
    modules.mkdir(parents=True)
    go = folder / "go"
    go.write_text(
        f"""#!/bin/sh
        case "$1" in
            env) echo {folder / "modules"}; echo {folder} ;;
            list) echo one; echo two ;;
            build) while [ "$1" != "-o" ]; do shift; done; out=$2; {build} ;;
        esac
        """
    )
    go.chmod(0o755)
    return str(go)


async def test_a_full_disk_at_the_first_start_is_named_and_nothing_half_made_stays(
    own: ChainsConfig, small_disk: Path
) -> None:
    home = small_disk / "home"
    with pytest.raises(ConfigurationError, match="pace"):
        async with embedded_services(own.model_copy(update={"home": home})):
            pytest.fail("it started")
    assert [path for path in home.iterdir() if path.name.startswith("postgres")] == []


def test_a_disk_that_fills_up_during_the_build_is_named_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    fills_up = "echo half > $out; echo 'write: no space left on device' >&2; exit 1"
    with pytest.raises(ConfigurationError, match="disk filled up"):
        build_server(pretend_go(tmp_path, fills_up), cache / "weaviate", silent)
    assert list(cache.iterdir()) == []


def test_a_disk_too_small_for_the_caches_is_refused_before_go_starts(
    tmp_path: Path, small_disk: Path
) -> None:
    go = pretend_go(small_disk, "exit 1")
    with pytest.raises(ConfigurationError, match="GB are free"):
        build_server(go, tmp_path / "weaviate", silent)
    assert not (tmp_path / "weaviate").exists()


def test_a_build_that_fails_says_what_go_said(tmp_path: Path) -> None:
    fails = "echo '# pkg' >&2; echo 'go: module lookup disabled' >&2; exit 1"
    with pytest.raises(ConfigurationError, match="module lookup disabled") as raised:
        build_server(pretend_go(tmp_path, fails), tmp_path / "weaviate", silent)
    assert "make setup" in raised.value.next_step


async def test_two_set_ups_at_once_build_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = f"echo built >> {tmp_path / 'count'}; sleep 0.3; echo whole > $out; chmod +x $out"
    pretend_go(tmp_path, counts)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    config = ChainsConfig.model_validate({"cache": tmp_path / "cache", "EMBEDDINGS": "openai:none"})
    from chains.operations.fetch import fetch

    said: list[str] = []
    await asyncio.gather(
        *(asyncio.to_thread(fetch, config, lambda step, _: said.append(step)) for _ in range(2))
    )
    assert binary(config.cache).read_text() == "whole\n"
    assert (tmp_path / "count").read_text() == "built\n"
    assert "Waiting for another set-up to finish" in said


def test_what_a_killed_build_left_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_go(tmp_path, "echo whole > $out")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    leftover = tmp_path / "cache" / "weaviate" / ".build-killed"
    leftover.mkdir(parents=True)
    fetch_server(tmp_path / "cache", silent)
    assert [path.name for path in leftover.parent.iterdir()] == [binary(tmp_path).name]
