"""When a freshly started server answers."""

import asyncio
from collections.abc import Callable

import aiohttp
import psycopg

TICK_SECONDS = 0.05


async def postgres_answers(url: str, alive: Callable[[], None]) -> None:
    """Return once Postgres accepts a connection; ``alive`` raises when waiting is pointless."""
    address = url.replace("postgresql+psycopg://", "postgresql://", 1)
    while True:
        alive()
        try:
            connection = await psycopg.AsyncConnection.connect(address, connect_timeout=2)
        except psycopg.OperationalError:
            await asyncio.sleep(TICK_SECONDS)
        else:
            await connection.close()
            return


async def weaviate_answers(
    host: str, http_port: int, grpc_port: int, alive: Callable[[], None]
) -> None:
    """Return once Weaviate says it is ready and its gRPC port is open."""
    timeout = aiohttp.ClientTimeout(total=2)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while True:
            alive()
            try:
                url = f"http://{host}:{http_port}/v1/.well-known/ready"
                async with session.get(url) as response:
                    if response.status == 200:
                        _, writer = await asyncio.open_connection(host, grpc_port)
                        writer.close()
                        return
            except (aiohttp.ClientError, TimeoutError, OSError):
                pass
            await asyncio.sleep(TICK_SECONDS)
