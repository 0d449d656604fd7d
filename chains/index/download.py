"""Fetches a released Weaviate server with the downloader inside weaviate-client."""

import tarfile
import tempfile
import zipfile
from pathlib import Path

from weaviate.embedded import EmbeddedOptions, EmbeddedV4
from weaviate.exceptions import WeaviateEmbeddedInvalidVersionError, WeaviateStartUpError

from chains.errors import ConfigurationError


def download_server(version: str, target: Path) -> None:
    """Put the released server of that version at ``target``, whole or not at all.

    Raises ConfigurationError when the release cannot be fetched on this machine.
    """
    with tempfile.TemporaryDirectory(prefix=".download-", dir=target.parent) as temporary:
        options = EmbeddedOptions(
            persistence_data_path=temporary, binary_path=temporary, version=version
        )
        try:
            EmbeddedV4(options).ensure_weaviate_binary_exists()
        except (
            OSError,
            tarfile.TarError,
            zipfile.BadZipFile,
            KeyError,  # the archive holds no server
            WeaviateStartUpError,
            WeaviateEmbeddedInvalidVersionError,
        ) as error:
            raise ConfigurationError(
                f"Weaviate {version} could not be downloaded: {error}.",
                "Install Go 1.26 (it is then built from source) or set WEAVIATE_URL, "
                "then run `make setup` again.",
            ) from error
        next(Path(temporary).glob("weaviate-v*")).replace(target)
