"""Servers that outlived a keeper which was killed: recognised by what they run, then stopped."""

import json
import os
import platform
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

PATIENCE_SECONDS = 10.0
TICK_SECONDS = 0.05


def stop_leftovers(pids: Path, home: Path) -> None:
    """Wait until the recorded servers of this home are gone, helping the ones that stay."""
    if not pids.exists():
        return
    recorded = json.loads(pids.read_text() or "{}")
    left = [pid for pid in recorded.values() if _is_ours(pid, home)]
    for number in (signal.SIGINT, signal.SIGKILL):
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        left = _wait(left, home)
    pids.unlink()


def _wait(pids: list[int], home: Path) -> list[int]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := [pid for pid in pids if _is_ours(pid, home)]) and time.monotonic() < deadline:
        time.sleep(TICK_SECONDS)
    return left


def _is_ours(pid: int, home: Path) -> bool:
    """A number is reused after a restart; a process of this home works inside it."""
    try:
        return Path(_working_directory(pid)).is_relative_to(home)
    except (OSError, subprocess.CalledProcessError):
        return False


def _working_directory(pid: int) -> str:
    if platform.system() == "Linux":
        return str(Path(f"/proc/{pid}/cwd").readlink())
    command = ["lsof", "-a", "-p", str(pid), "-d", "cwd", "-Fn"]
    listing = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return listing.stdout.rpartition("\nn")[2].strip()
