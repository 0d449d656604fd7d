"""What a running home has written down, so that a second process attaches instead of starting."""

import json
from dataclasses import dataclass
from pathlib import Path

from chains.operations.credentials import load_or_create
from chains.operations.layout import Layout
from chains.operations.ports import Ports
from chains.operations.services import WeaviateAddress
from chains.operations.weaviate import LOOPBACK


@dataclass(frozen=True, slots=True)
class Running:
    """The embedded stores of one home; None where a variable names another one."""

    database_url: str | None
    http_port: int | None
    grpc_port: int | None

    def weaviate(self, layout: Layout) -> WeaviateAddress | None:
        """Return the embedded Weaviate's address with the key of this home."""
        if self.http_port is None or self.grpc_port is None:
            return None
        key = load_or_create(layout.credentials).api_key
        return WeaviateAddress(LOOPBACK, self.http_port, self.grpc_port, key)


def running(database_url: str | None, ports: Ports | None) -> Running:
    """Return the record of what was started."""
    return Running(database_url, ports.http if ports else None, ports.grpc if ports else None)


def write(path: Path, record: Running) -> None:
    """Write the record whole or not at all; it holds no secret."""
    content = {
        "database_url": record.database_url,
        "http_port": record.http_port,
        "grpc_port": record.grpc_port,
    }
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(content))
    temporary.replace(path)


def read(path: Path) -> Running | None:
    """Return the record, or None while nothing runs."""
    try:
        return Running(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
