"""What the system says about the processes of a data home."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chains.operations.layout import Layout

LISTENING = "0A"  # tcp state in /proc/net/tcp
TABLES = ("tcp", "tcp6")


@dataclass(frozen=True)
class Listener:
    """A listening TCP socket: 'everywhere' when it takes connections on every interface."""

    port: int
    everywhere: bool


def pid_of(layout: Layout, name: str) -> int:
    """Return the process number the keeper recorded for a server."""
    return int(json.loads(layout.pids.read_text())[name])


def parent_of(pid: int) -> int:
    """Return the number of a process's parent."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def environment_of(pid: int) -> dict[str, str]:
    """Return the environment a process was started with."""
    entries = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    return dict(entry.decode().split("=", 1) for entry in entries if entry)


def listeners_of(pid: int) -> set[Listener]:
    """Return every TCP port a process listens on."""
    owned = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile: a busy server opens and closes files
            owned.add(str(link.readlink()))
    found = set()
    for table in TABLES:
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            columns = line.split()
            address, port = columns[1].split(":")
            if columns[3] == LISTENING and f"socket:[{columns[9]}]" in owned:
                found.add(Listener(int(port, 16), set(address) == {"0"}))
    return found
