"""Weaviate that is not there, or not ours."""

import pytest

from chains.errors import ConfigurationError, RetrievalUnavailable
from chains.index.connection import connect
from chains.operations.services import Services


async def test_a_server_that_does_not_answer_is_unavailable() -> None:
    with pytest.raises(RetrievalUnavailable):
        async with connect("http://127.0.0.1:9", 19, "key"):
            pass


@pytest.mark.parametrize("key", ["wrong", None])
async def test_another_key_opens_nothing(services: Services, key: str | None) -> None:
    address = services.weaviate
    with pytest.raises(ConfigurationError, match="refuses the key"):
        async with connect(address.url, address.grpc_port, key):
            pass


@pytest.mark.parametrize("url", ["localhost:8080", "ftp://x", "http://", "http://x:50051"])
async def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="WEAVIATE_URL"):
        async with connect(url, 50051, None):
            pass
