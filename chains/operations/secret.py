"""The one secret of a deployment, and the keys derived from it for what is signed and sealed."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.operations.layout import prepare

PROOFS = "proofs"
"""The purpose of the key that seals the proofs of answers."""
LEAST_CHARACTERS = 32
_KEY_BYTES = 32


def load_secret(config: ChainsConfig) -> bytes:
    """The secret of FOOTNOTE_SECRET, else a random one kept in the data home for its owner only.

    Raises:
        ConfigurationError: it is too short; or none is set although Postgres is shared, where
            every process needs the same one; or the data home cannot be written.
    """
    if config.secret is not None:
        given = config.secret.get_secret_value()
        if len(given) < LEAST_CHARACTERS:
            raise ConfigurationError(
                f"FOOTNOTE_SECRET has fewer than {LEAST_CHARACTERS} characters.",
                "Set it to a random one, such as `openssl rand -hex 32` prints.",
            )
        return given.encode()
    if config.database_url is not None:
        raise ConfigurationError(
            "DATABASE_URL is set, but FOOTNOTE_SECRET is not.",
            "Set it to the same random text for every process, such as `openssl rand -hex 32`"
            " prints, and keep it apart from the database.",
        )
    return _kept(prepare(config.home).secret)


def derived(secret: bytes, purpose: str) -> bytes:
    """The key for one purpose, 32 bytes, by HKDF-SHA256 (RFC 5869): one key tells nothing of
    another."""
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def _kept(path: Path) -> bytes:
    """The secret in this file, made at the first call."""
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(_KEY_BYTES))
        try:
            # Of two processes that start at once the second takes the first one's.
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    path.chmod(0o600)
    return path.read_bytes()
