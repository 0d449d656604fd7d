"""The set-up script on a fresh checkout, run as `make setup` runs it."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what set-up reads, with a lock file that cannot be installed."""
    shutil.copytree(ROOT / "infra" / "setup", tmp_path / "infra" / "setup")
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("run", "dev", "uv"):
        (requirements / f"{name}.txt").write_text("uv==0.13.9\n")  # no hash
    return tmp_path


def set_up(checkout: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    # The checkout's own interpreter may be a virtual environment; set-up starts from a plain one.
    python = getattr(sys, "_base_executable", sys.executable)
    command = [python, str(checkout / "infra" / "setup"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)  # noqa: S603 (ours)


def test_packages_without_a_hash_are_refused_and_no_environment_stays(checkout: Path) -> None:
    done = set_up(checkout, "run")
    assert done.returncode == 1
    assert "Could not install uv" in done.stderr
    assert "make setup" in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_environment_with_the_locked_packages_is_left_alone(checkout: Path) -> None:
    digest = hashlib.sha256(sys.version.encode())
    for name in ("uv", "dev"):
        digest.update((checkout / "requirements" / f"{name}.txt").read_bytes())
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "went on with $*"\n')
    python.chmod(0o755)
    (checkout / ".venv" / "footnote-setup").write_text(digest.hexdigest())
    done = set_up(checkout, "run")
    assert done.returncode == 0
    assert done.stdout == "went on with -m chains.operations fetch\n"


def test_an_unknown_set_of_packages_is_named(checkout: Path) -> None:
    done = set_up(checkout, "everything")
    assert done.returncode == 1
    assert "everything" in done.stderr
