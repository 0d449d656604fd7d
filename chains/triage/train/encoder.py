"""The encoder, a six-layer BERT, and linear heads on it, in JAX.

Parameters are a flat mapping from the names of the published weights to arrays, so that what was
trained can be written back under the same names.
"""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

LAYERS = 6
ATTENTION_HEADS = 12
SCALE = 8.0
"""Length every embedding is scaled to before a head: keeps logits of fresh heads in range."""

Parameters = Mapping[str, Any]


def embed(
    parameters: Parameters, ids: Any, mask: Any, *, key: Any = None, dropout: float = 0.0
) -> Any:
    """Mean-pooled embeddings of length SCALE: (batch, pieces) int32 and 0/1 mask to (batch, 384).

    With a ``key``, ``dropout`` of the hidden states is drawn from it.
    """
    hidden = looked_up(parameters, ids)
    hidden = _dropped(hidden, key, 0, dropout)
    hidden = passed(parameters, hidden, mask, range(LAYERS), key=key, dropout=dropout)
    return pooled(hidden, mask)


def looked_up(parameters: Parameters, ids: Any) -> Any:
    """What the first layer reads: (batch, pieces) int32 to (batch, pieces, 384)."""
    hidden = parameters["embeddings.word_embeddings.weight"][ids]
    hidden = hidden + parameters["embeddings.position_embeddings.weight"][: ids.shape[1]]
    hidden = hidden + parameters["embeddings.token_type_embeddings.weight"][0]
    return _normalised(parameters, "embeddings.LayerNorm", hidden)


def passed(
    parameters: Parameters,
    hidden: Any,
    mask: Any,
    layers: range,
    *,
    key: Any = None,
    dropout: float = 0.0,
) -> Any:
    """The hidden states after these layers, (batch, pieces, 384) as before."""
    bias = (1.0 - mask[:, None, None, :].astype(jnp.float32)) * -1e9
    for layer in layers:
        hidden = _layer(parameters, layer, hidden, bias, key, dropout)
    return hidden


def pooled(hidden: Any, mask: Any) -> Any:
    """The mean over a text's pieces, of length SCALE: (batch, 384)."""
    weights = mask[:, :, None].astype(jnp.float32)
    mean = (hidden * weights).sum(1) / weights.sum(1)
    return SCALE * mean / jnp.linalg.norm(mean, axis=1, keepdims=True)


def _layer(
    parameters: Parameters, layer: int, hidden: Any, bias: Any, key: Any, dropout: float
) -> Any:
    name = f"encoder.layer.{layer}"
    attended = _attention(parameters, f"{name}.attention.self", hidden, bias)
    attended = _dense(parameters, f"{name}.attention.output.dense", attended)
    attended = _dropped(attended, key, 2 * layer + 1, dropout)
    hidden = _normalised(parameters, f"{name}.attention.output.LayerNorm", hidden + attended)
    inner = jax.nn.gelu(_dense(parameters, f"{name}.intermediate.dense", hidden), approximate=False)
    outer = _dropped(_dense(parameters, f"{name}.output.dense", inner), key, 2 * layer + 2, dropout)
    return _normalised(parameters, f"{name}.output.LayerNorm", hidden + outer)


def _attention(parameters: Parameters, name: str, hidden: Any, bias: Any) -> Any:
    batch, length, width = hidden.shape
    size = width // ATTENTION_HEADS

    def split(part: str) -> Any:
        projected = _dense(parameters, f"{name}.{part}", hidden)
        return projected.reshape(batch, length, ATTENTION_HEADS, size).transpose(0, 2, 1, 3)

    scores = split("query") @ split("key").transpose(0, 1, 3, 2) / jnp.sqrt(1.0 * size) + bias
    mixed = jax.nn.softmax(scores, axis=-1) @ split("value")
    return mixed.transpose(0, 2, 1, 3).reshape(batch, length, width)


def _dense(parameters: Parameters, name: str, hidden: Any) -> Any:
    return hidden @ parameters[f"{name}.weight"].T + parameters[f"{name}.bias"]


def _normalised(parameters: Parameters, name: str, hidden: Any) -> Any:
    centred = hidden - hidden.mean(-1, keepdims=True)
    spread = jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
    return centred / spread * parameters[f"{name}.weight"] + parameters[f"{name}.bias"]


def _dropped(hidden: Any, key: Any, place: int, share: float) -> Any:
    if key is None or share == 0.0:
        return hidden
    kept = jax.random.bernoulli(jax.random.fold_in(key, place), 1.0 - share, hidden.shape)
    return jnp.where(kept, hidden / (1.0 - share), 0.0)
