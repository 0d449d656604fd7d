"""Reads a model that was exported back into parameters, so that it can be trained on."""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from chains.triage.train.encoder import LAYERS
from chains.triage.train.fitting import Fitted, Weights

_DENSE = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


def restored(path: Path, heads: tuple[str, ...] = ("gate", "intent")) -> Fitted:
    """The parameters of an exported graph, its int8 numbers scaled back to float32.

    Temperatures are part of the heads: what was calibrated stays so until it is trained further.
    """
    graph = onnx.load(path).graph
    found = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    weights: Weights = {
        "embeddings.word_embeddings.weight": _scaled(found, "words"),
        # Places and the one kind of token were added up; a kind of zeros says the same.
        "embeddings.position_embeddings.weight": _scaled(found, "positions"),
        "embeddings.token_type_embeddings.weight": np.zeros((2, 384), np.float32),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        norms += [f"{name}.{norm}" for norm in _NORMS]
        for dense in _DENSE:
            weights[f"{name}.{dense}.weight"] = _scaled(found, f"{name}.{dense}.weight").T.copy()
            weights[f"{name}.{dense}.bias"] = _scaled(found, f"{name}.{dense}.bias")
    for norm in norms:
        weights[f"{norm}.weight"] = _scaled(found, f"{norm}.weight")
        weights[f"{norm}.bias"] = _scaled(found, f"{norm}.bias")
    return Fitted(
        weights,
        {
            head: (_scaled(found, f"{head}.weight").T.copy(), _scaled(found, f"{head}.bias"))
            for head in heads
        },
    )


def _scaled(found: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """A constant as float32; one that was quantised has `_quantized`, `_scale`, `_zero_point`."""
    if f"{name}_quantized" not in found:
        return np.asarray(found[name], np.float32)
    whole = np.asarray(found[f"{name}_quantized"], np.float32)
    zero = np.asarray(found[f"{name}_zero_point"], np.float32)
    return np.asarray((whole - zero) * np.asarray(found[f"{name}_scale"], np.float32), np.float32)
