"""The addresses of the two stores, however they are run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from chains.config import ChainsConfig
from chains.errors import ConfigurationError

Progress = Callable[[str, float], None]
"""Told the step that runs and how far it is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class WeaviateAddress:
    """Where Weaviate listens, and the key it asks for."""

    host: str
    http_port: int
    grpc_port: int
    api_key: str | None = field(repr=False)
    secure: bool = False

    @property
    def url(self) -> str:
        """Return the HTTP address."""
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.http_port}"


@dataclass(frozen=True, slots=True)
class Services:
    """Both stores, ready to be used."""

    database_url: str = field(repr=False)
    weaviate: WeaviateAddress


def configured_weaviate(config: ChainsConfig) -> WeaviateAddress | None:
    """Return the address in WEAVIATE_URL, if it is set."""
    if not config.weaviate_url:
        return None
    parts = urlsplit(config.weaviate_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(
            "WEAVIATE_URL is not an http or https address.",
            "Write it like http://weaviate.internal:8080.",
        )
    secure = parts.scheme == "https"
    key = config.weaviate_api_key
    return WeaviateAddress(
        host=parts.hostname,
        http_port=parts.port or (443 if secure else 80),
        grpc_port=config.weaviate_grpc_port,
        api_key=key.get_secret_value() if key else None,
        secure=secure,
    )
