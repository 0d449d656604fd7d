"""The unit tier opens no socket."""

from collections.abc import Iterator

import pytest
from pytest_socket import disable_socket, enable_socket


@pytest.fixture(autouse=True)
def without_network() -> Iterator[None]:
    """A test that connects to anything fails; event loops need unix sockets for themselves."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
