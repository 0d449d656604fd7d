"""Puts the Weaviate server and the embedding model into the per-user cache, whatever is missing."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.models.files import fetch_model_files
from chains.operations.build import build_server
from chains.operations.locks import opened, take
from chains.operations.services import Progress
from chains.operations.weaviate import VERSION, binary

TICK_SECONDS = 0.2


def fetch(config: ChainsConfig, report: Progress) -> None:
    """Bring what this configuration needs; raise ConfigurationError naming what is in the way."""
    try:
        config.cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"The cache {config.cache} cannot be written: {error.strerror}.",
            "Fix its permissions, or set FOOTNOTE_CACHE to another directory.",
        ) from error
    with _alone(config.cache / "fetch.lock", report):
        if not config.weaviate_url:
            fetch_server(config.cache, report)
        if not config.embeddings:
            fetch_model_files(config.cache, report)


def fetch_server(cache: Path, report: Progress) -> None:
    """Build the server where Go is installed, else download its release."""
    target = binary(cache)
    if target.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_unfinished(target.parent)
        if go := _go():
            report("Weaviate is built once: about 4 minutes, several GB in Go's caches", 0.0)
            build_server(go, target, report)
        else:
            from chains.index.download import download_server  # takes a second to import

            report("Downloading Weaviate", 0.0)
            download_server(VERSION, target)
    except OSError as error:
        raise ConfigurationError(
            f"Weaviate could not be put into {target.parent}: {error.strerror or error}.",
            "Free some space or set FOOTNOTE_CACHE to another directory, then run `make setup`.",
        ) from error


def _go() -> str | None:
    """Return Go from the PATH or from where its own installer puts it."""
    return shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")


def _remove_unfinished(folder: Path) -> None:
    """A set-up that was killed outright leaves its work; nobody else works here while we do."""
    for pattern in (".build-*", ".download-*"):
        for leftover in folder.glob(pattern):
            shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def _alone(path: Path, report: Progress) -> Iterator[None]:
    """Let one set-up at a time fill the cache; the second then finds everything there."""
    with opened(path) as lock:
        while not take(lock, alone=True):
            report("Waiting for another set-up to finish", 0.0)
            time.sleep(TICK_SECONDS)
        yield
