"""Ports of the embedded Weaviate: chosen free once, remembered with its data."""

import json
import secrets
import socket
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

# Below the range from which Linux (32768) and macOS (49152) take ports of outgoing connections.
LOWEST, HIGHEST = 20_000, 31_000
TRIES = 200


@dataclass(frozen=True, slots=True)
class Ports:
    """Every port the server opens."""

    http: int
    grpc: int
    gossip: int
    data: int
    raft: int
    raft_rpc: int

    def free(self) -> bool:
        """Tell whether all of them can be bound now."""
        return all(_free(port) for port in astuple(self))


def remembered_or_chosen(path: Path) -> Ports:
    """Return the ports in the file while they are free, else newly chosen ones, remembered."""
    if path.exists():
        ports = Ports(**json.loads(path.read_text()))
        if ports.free():
            return ports
    ports = choose()
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(asdict(ports)))
    temporary.replace(path)
    return ports


def choose() -> Ports:
    """Return six free ports in a row.

    Weaviate on one machine expects the data port right after the gossip port and the RPC port
    right after the Raft port.
    """
    for _ in range(TRIES):
        first = LOWEST + secrets.randbelow(HIGHEST - LOWEST)
        ports = Ports(
            gossip=first,
            data=first + 1,
            raft=first + 2,
            raft_rpc=first + 3,
            http=first + 4,
            grpc=first + 5,
        )
        if ports.free():
            return ports
    raise OSError(f"no six free ports in a row between {LOWEST} and {HIGHEST}")


def _free(port: int) -> bool:
    """A port is free when both a stream and a datagram socket can bind it on all interfaces."""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind(("", port))
            except OSError:
                return False
    return True
