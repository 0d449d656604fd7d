"""The random key and cluster credentials of the embedded Weaviate, kept in a file only we read."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Credentials:
    """Secrets of one data home."""

    api_key: str
    cluster_password: str

    def __repr__(self) -> str:
        return "Credentials(…)"


def load_or_create(path: Path) -> Credentials:
    """Return the credentials in the file, made at the first call; readable by its owner only."""
    if path.exists():
        path.chmod(0o600)
        return Credentials(**json.loads(path.read_text()))
    created = Credentials(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(created), file)
    temporary.replace(path)
    return created
