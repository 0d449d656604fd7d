"""What the knowledge side reads from the environment, typed; nothing else here reads it."""

from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ChainsConfig(BaseSettings):
    """Deploy-time configuration of documents, permissions, retrieval and answers."""

    # populate_by_name makes field names count as variables too: without the prefix, `home` would
    # be read from HOME.
    model_config = SettingsConfigDict(
        env_prefix="FOOTNOTE_", env_ignore_empty=True, frozen=True, populate_by_name=True
    )

    home: Path = Path(".footnote")
    cache: Path = Field(default_factory=lambda: user_cache_path("footnote"))
    secret: SecretStr | None = None
    database_url: SecretStr | None = Field(None, alias="DATABASE_URL")
    weaviate_url: str | None = Field(None, alias="WEAVIATE_URL")
    weaviate_grpc_port: int = Field(50051, alias="WEAVIATE_GRPC_PORT", ge=1, le=65535)
    weaviate_api_key: SecretStr | None = Field(None, alias="WEAVIATE_API_KEY")
    embeddings: str | None = Field(None, alias="EMBEDDINGS")
    pipeline: str | None = Field(None, alias="PIPELINE")
    chat_model: str | None = Field(None, alias="CHAT_MODEL")
    chat_model_url: str | None = Field(None, alias="CHAT_MODEL_URL")
    chat_fallback: str | None = Field(None, alias="CHAT_FALLBACK")
    chat_fallback_url: str | None = Field(None, alias="CHAT_FALLBACK_URL")
    triage: Literal["local", "model", "rules"] = Field("local", alias="TRIAGE")
