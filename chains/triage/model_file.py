"""The released model's files, refused unless they are exactly those the manifest names."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from chains.errors import FootnoteError
from chains.triage.labels import INTENTS

FORMAT = 1
"""What this code can read; another number is another meaning of the file."""

RELEASED = Path(__file__).parent / "model"


class ModelRefused(FootnoteError):
    """A model file is missing, altered or of another version: go on with the rules."""


class Manifest(BaseModel):
    """What belongs together: the files by digest, and the thresholds that were fitted with them.

    ``gate_offer`` is the gate probability from which a reply is offered, ``sensitive_from`` the
    probability from which a message is sensitive, ``sure_from`` the one below which a message is
    treated as a question, ``energy_from`` the energy below which it is like nothing trained on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    intents: tuple[str, ...]
    sha256: dict[str, str]
    gate_offer: float
    sensitive_from: float
    sure_from: float
    energy_from: float


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Checked files: the graph, the tokenizer, and their manifest.

    The graph stays a path: the runtime needs 20 MB less when it reads the file itself.
    """

    graph: Path
    tokenizer: Path
    manifest: Manifest


def read_model(folder: Path = RELEASED) -> ModelFiles:
    """Read and check a model.

    Raises:
        ModelRefused: a file is missing, unreadable, altered, or made for other code.
    """
    try:
        manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise ModelRefused("the manifest cannot be read") from error
    if manifest.format != FORMAT or manifest.intents != tuple(INTENTS):
        raise ModelRefused("the model was made for another version")
    return ModelFiles(
        graph=_checked(folder, "model.onnx", manifest),
        tokenizer=_checked(folder, "tokenizer.json", manifest),
        manifest=manifest,
    )


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checked(folder: Path, name: str, manifest: Manifest) -> Path:
    path = folder / name
    try:
        found = digest(path)
    except OSError as error:
        raise ModelRefused(f"{name} cannot be read") from error
    if found != manifest.sha256.get(name):
        raise ModelRefused(f"{name} is not the file the manifest names")
    return path
