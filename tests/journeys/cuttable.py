"""A line to Postgres that a test cuts and mends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import make_url


@dataclass
class Line:
    """Passes bytes between clients and the server's socket while it is whole."""

    server: str
    address: str
    whole: bool = True
    refused: int = 0
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        """End every connection, and let none begin."""
        self.whole = False
        for end in list(self._ends):
            end.transport.abort()

    def mend(self) -> None:
        """Let connections begin again."""
        self.whole = True

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if not self.whole:
            self.refused += 1
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_unix_connection(self.server)
        self._ends |= {writer, far_writer}
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            self._ends -= {writer, far_writer}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with suppress(ConnectionError, RuntimeError):
        writer.close()


@asynccontextmanager
async def cuttable(database_url: str, folder: Path) -> AsyncIterator[Line]:
    """A second address of the embedded Postgres, through a socket of our own."""
    url = make_url(database_url)
    real = Path(str(url.query["host"])) / ".s.PGSQL.5432"
    address = url.set(query={**url.query, "host": str(folder)})
    line = Line(str(real), address.render_as_string(hide_password=False))
    server = await asyncio.start_unix_server(line.carry, folder / ".s.PGSQL.5432")
    try:
        yield line
    finally:
        server.close()
        line.cut()
