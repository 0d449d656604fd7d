"""File locks by which processes of one home find each other; the system frees them at death."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICK_SECONDS = 0.05


def open_lock(path: Path) -> int:
    """Return a descriptor of the lock file, created for this user only."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Yield a descriptor of the lock file; whatever it holds is let go at the end."""
    descriptor = open_lock(path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def take(descriptor: int, *, alone: bool) -> bool:
    """Take the lock, alone or shared, without waiting; tell whether that worked."""
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def release(descriptor: int) -> None:
    """Let the lock go and keep the descriptor."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def is_free(path: Path) -> bool:
    """Tell whether nobody holds the lock now."""
    with opened(path) as descriptor:
        return take(descriptor, alone=True)


def wait_until_free(path: Path, seconds: float) -> None:
    """Return once nobody holds the lock, or after that many seconds."""
    deadline = time.monotonic() + seconds
    while not is_free(path) and time.monotonic() < deadline:
        time.sleep(TICK_SECONDS)
