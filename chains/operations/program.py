"""What the keeper is asked to run."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Program:
    """A server process with an environment of its own, nothing inherited."""

    name: str
    argv: tuple[str, ...]
    env: dict[str, str]
    cwd: Path
    log: Path
    stop_signal: int
    user: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the form the keeper reads."""
        return {**asdict(self), "cwd": str(self.cwd), "log": str(self.log)}


def minimal_environment(home: Path) -> dict[str, str]:
    """Return what any Unix program expects, with no variable of ours in it."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "TMPDIR": "/tmp",  # noqa: S108 (the servers' own default, stated)
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }
