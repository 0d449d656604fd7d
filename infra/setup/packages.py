"""Python's packages: a virtual environment in the checkout that holds exactly the locked ones."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "footnote-setup"
LOCK = ROOT / ".venv.lock"
INSTALLER = ROOT / "requirements" / "uv.txt"
SETS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}
NEEDED_BYTES = 1_500_000_000
FULL_BYTES = 50_000_000
TICK_SECONDS = 0.2


class SetupError(Exception):
    """Set-up cannot go on: a cause and a next step, one line each."""


def install(wanted: str) -> str:
    """Make the environment hold the set named ``run`` or ``dev``; return its Python."""
    if wanted not in SETS:
        raise SetupError(f"There is no set of packages named {wanted}.\nUse run or dev.")
    with _alone():
        if not _holds(wanted):
            _say("Installing Python's packages")
            _install(SETS[wanted])
            STAMP.write_text(_fingerprint(SETS[wanted]))
    return str(PYTHON)


def _holds(wanted: str) -> bool:
    """The development set contains the other, so it serves for both."""
    if not STAMP.exists() or not PYTHON.exists():
        return False
    serving = {_fingerprint(SETS[wanted]), _fingerprint(SETS["dev"])}
    return STAMP.read_text() in serving


def _fingerprint(requirements: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in (INSTALLER, requirements):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _install(requirements: Path) -> None:
    STAMP.unlink(missing_ok=True)
    if not _usable():
        shutil.rmtree(VENV, ignore_errors=True)
    fresh = not VENV.exists()
    try:
        if fresh:
            _require_venv()
            _require_space()
            _run([sys.executable, "-m", "venv", str(VENV)], "make .venv")
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        _run([*pip, "--require-hashes", "--requirement", str(INSTALLER)], "install uv")
        shown = [] if sys.stderr.isatty() else ["--quiet"]
        sync = [str(PYTHON), "-m", "uv", "pip", "sync", *shown, "--python", str(PYTHON)]
        _run([*sync, "--require-hashes", str(requirements), str(INSTALLER)], "install packages")
    except BaseException:
        if fresh:
            shutil.rmtree(VENV, ignore_errors=True)
        raise


def _usable() -> bool:
    """An environment left by a killed set-up, or by a Python that is gone or older, is not."""
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        done = subprocess.run([str(PYTHON), "-c", check], capture_output=True)  # noqa: S603 (ours)
    except OSError:
        return False
    return done.returncode == 0


def _run(command: list[str], what: str) -> None:
    """Let the tool show its own progress and its own words."""
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL)  # noqa: S603 (ours)
    if done.returncode == 0:
        return
    if shutil.disk_usage(ROOT).free < FULL_BYTES:
        raise SetupError("The disk is full.\nFree 1.5 GB, then run `make setup` again.")
    raise SetupError(f"Could not {what}; the reason is above.\nThen run `make setup` again.")


def _require_venv() -> None:
    if find_spec("ensurepip") is None:
        raise SetupError(
            "This Python cannot make virtual environments.\n"
            "Install that part (Debian: apt install python3-venv), then run `make setup` again."
        )


def _require_space() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        raise SetupError(
            f"Python's packages need {NEEDED_BYTES / 1e9:.1f} GB; {free / 1e9:.1f} GB are free.\n"
            "Free some space, then run `make setup` again."
        )


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time in this checkout; the second then finds the work done."""
    with LOCK.open("w") as lock:
        waiting = False
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not waiting:
                    _say("Another set-up of this checkout is running; waiting for it")
                waiting = True
                time.sleep(TICK_SECONDS)
        yield


def _say(text: str) -> None:
    sys.stderr.write(f"{text} …\n")
    sys.stderr.flush()
