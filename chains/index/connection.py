"""The connection to Weaviate: one client a process, with our own time limits."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import urlsplit

import weaviate
from weaviate import WeaviateAsyncClient
from weaviate.classes.init import AdditionalConfig, Auth, Timeout
from weaviate.exceptions import UnexpectedStatusCodeError, WeaviateBaseError

from chains.errors import ConfigurationError, RetrievalUnavailable

IndexClient: TypeAlias = WeaviateAsyncClient
"""The open connection, for those who pass it on without importing weaviate."""

_TIMEOUTS = Timeout(init=10, query=5, insert=60)
_PORTS = {"http": 80, "https": 443}


@asynccontextmanager
async def connect(
    url: str, grpc_port: int, api_key: str | None
) -> AsyncIterator[WeaviateAsyncClient]:
    """A connected client, closed on leaving.

    Raises:
        ConfigurationError: the address is not an http or https URL, or the key is refused.
        RetrievalUnavailable: Weaviate does not answer there.
    """
    # It logs objects that the server refuses in full, text and vector.
    logging.getLogger("weaviate-client").setLevel(logging.CRITICAL)
    client = _client(url, grpc_port, api_key)
    try:
        await _open(client)
        yield client
    finally:
        await client.close()


async def _open(client: WeaviateAsyncClient) -> None:
    try:
        await client.connect()
        ready = await client.is_ready()
    except UnexpectedStatusCodeError as error:
        if error.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise ConfigurationError(
                "Weaviate refuses the key.", "Set WEAVIATE_API_KEY to one that it accepts."
            ) from error
        raise RetrievalUnavailable("Weaviate does not answer") from error
    except WeaviateBaseError as error:
        raise RetrievalUnavailable("Weaviate does not answer") from error
    if not ready:
        raise RetrievalUnavailable("Weaviate is not ready")


def _client(url: str, grpc_port: int, api_key: str | None) -> WeaviateAsyncClient:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ConfigurationError(
            "WEAVIATE_URL is not an http or https address.",
            "Write it like http://weaviate.internal:8080.",
        )
    secure = parts.scheme == "https"
    http_port = parts.port or _PORTS[parts.scheme]
    if http_port == grpc_port:
        raise ConfigurationError(
            f"WEAVIATE_URL and WEAVIATE_GRPC_PORT both name port {grpc_port}.",
            "Weaviate answers gRPC on a port of its own, usually 50051.",
        )
    return weaviate.use_async_with_custom(
        http_host=parts.hostname,
        http_port=http_port,
        http_secure=secure,
        grpc_host=parts.hostname,
        grpc_port=grpc_port,
        grpc_secure=secure,
        auth_credentials=Auth.api_key(api_key) if api_key else None,
        additional_config=AdditionalConfig(timeout=_TIMEOUTS),
        skip_init_checks=True,  # they also ask a package registry for the client's newest version
    )
