"""Fits the encoder and its heads to labelled texts: AdamW, a seeded order, one step a batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from chains.triage.train.batches import ordered_batches, shuffled_batches
from chains.triage.train.encoder import LAYERS, embed

TABLES = (
    "embeddings.word_embeddings.weight",
    "embeddings.position_embeddings.weight",
    "embeddings.token_type_embeddings.weight",
)
"""Never trained: words that the training texts lack keep their places beside those they have."""

Weights = dict[str, NDArray[np.float32]]
Logits = dict[str, NDArray[np.float32]]
Heads = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
"""By name, a (classes, 384) matrix and its bias."""

Report = Callable[[int, int, float], None]
"""Told the step, how many there are, and the loss."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit. ``decay`` multiplies the step of each layer below the next."""

    epochs: int = 3
    batch: int = 32
    rate: float = 2e-4
    head_rate: float = 2e-3
    decay: float = 0.9
    dropout: float = 0.0
    weight_decay: float = 0.01
    warmup: float = 0.1
    first_layer: int = 0
    """Layers below this one stay as they are."""
    seed: int = 20261127


@dataclass(frozen=True, slots=True)
class Targets:
    """One head's classes: ``labels`` holds -1 where a text says nothing about this head."""

    classes: int
    labels: NDArray[np.int32]
    weights: NDArray[np.float32] | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """The encoder's weights and its heads."""

    weights: Weights
    heads: Heads

    def logits(self, encoded: Sequence[list[int]]) -> Logits:
        """By head, (texts, classes)."""
        embedded = embedded_texts(self.weights, encoded)
        return {name: embedded @ matrix.T + bias for name, (matrix, bias) in self.heads.items()}


def fit(
    weights: Weights,
    encoded: Callable[[int], Sequence[list[int]]],
    targets: Mapping[str, Targets],
    recipe: Recipe,
    report: Report | None = None,
    heads: Heads | None = None,
) -> Fitted:
    """Train all layers from ``first_layer`` up and every head, fresh ones or ``heads``.

    ``encoded`` gives the texts' word pieces for an epoch, so that noise can be drawn anew.
    """
    frozen = {name: value for name, value in weights.items() if not is_trained(name, recipe)}
    trained: dict[str, Any] = {
        name: value for name, value in weights.items() if name not in frozen
    } | _flat_heads(targets, heads or {})
    steps = recipe.epochs * (len(next(iter(targets.values())).labels) // recipe.batch)
    optimizer = optimizer_of(recipe, trained, steps)
    state = optimizer.init(trained)
    advance = _step(frozen, targets, optimizer, recipe)
    random = np.random.default_rng(recipe.seed)
    key = jax.random.key(recipe.seed)
    done = 0
    for epoch in range(recipe.epochs):
        for batch in shuffled_batches(encoded(epoch), recipe.batch, random):
            wanted = {name: _wanted(target, batch.rows) for name, target in targets.items()}
            given = (batch.ids, batch.mask, wanted)
            trained, state, loss = advance(trained, state, given, jax.random.fold_in(key, done))
            done += 1
            if report and done % 20 == 0:
                report(done, steps, float(loss))
    return _fitted(frozen, trained, targets)


def _step(
    frozen: Weights, targets: Mapping[str, Targets], optimizer: Any, recipe: Recipe
) -> Callable[[Any, Any, Any, Any], Any]:
    """One compiled step: parameters, optimiser's state, batch and key to the first two and loss."""
    fixed = {name: jnp.asarray(value) for name, value in frozen.items()}
    shares = {name: target.share for name, target in targets.items()}

    def loss_of(trained: Any, ids: Any, mask: Any, wanted: Any, key: Any) -> Any:
        hidden = embed(fixed | trained, ids, mask, key=key, dropout=recipe.dropout)
        total = 0.0
        for name, (labels, row_weights) in wanted.items():
            logits = hidden @ trained[f"{name}.weight"].T + trained[f"{name}.bias"]
            costs = optax.softmax_cross_entropy_with_integer_labels(logits, jnp.maximum(labels, 0))
            total += shares[name] * (costs * row_weights).sum() / labels.shape[0]
        return total

    def step_of(trained: Any, state: Any, batch: Any, key: Any) -> Any:
        loss, slope = jax.value_and_grad(loss_of)(trained, *batch, key)
        change, state = optimizer.update(slope, state, trained)
        return optax.apply_updates(trained, change), state, loss

    compiled: Callable[[Any, Any, Any, Any], Any] = jax.jit(step_of, donate_argnums=(0, 1))
    return compiled


def embedded_texts(weights: Weights, encoded: Sequence[list[int]]) -> NDArray[np.float32]:
    """The encoder's output for each text, (texts, 384)."""
    forward = jax.jit(embed)
    arrays = {name: jnp.asarray(value) for name, value in weights.items()}
    width = weights[TABLES[0]].shape[1]
    found = np.zeros((len(encoded), width), np.float32)
    for batch in ordered_batches(encoded, 32):
        found[batch.rows] = np.asarray(forward(arrays, batch.ids, batch.mask))[: len(batch.rows)]
    return found


def is_trained(name: str, recipe: Recipe) -> bool:
    """Whether the recipe changes the parameter of this name."""
    if name in TABLES:
        return False
    if name.startswith("encoder.layer."):
        return int(name.split(".")[2]) >= recipe.first_layer
    return recipe.first_layer == 0


def _flat_heads(targets: Mapping[str, Targets], given: Heads) -> Weights:
    flat: Weights = {}
    for name, target in targets.items():
        fresh = (np.zeros((target.classes, 384), np.float32), np.zeros(target.classes, np.float32))
        flat[f"{name}.weight"], flat[f"{name}.bias"] = given.get(name, fresh)
    return flat


def _wanted(target: Targets, rows: NDArray[np.int64]) -> tuple[Any, Any]:
    labels = target.labels[rows]
    given = np.ones(len(rows), np.float32) if target.weights is None else target.weights[rows]
    return labels, given * (labels >= 0)


def optimizer_of(recipe: Recipe, trained: Mapping[str, Any], steps: int) -> Any:
    """AdamW, a rate for each layer: up over the first steps, then down to nothing."""
    curve = optax.warmup_cosine_decay_schedule(
        0.0, 1.0, max(1, int(recipe.warmup * steps)), max(2, steps), 0.0
    )
    rates = {name: _rate(name, recipe) for name in trained}

    def scaled(rate: float) -> Any:
        return optax.adamw(
            lambda step: rate * curve(step), b2=0.98, weight_decay=recipe.weight_decay
        )

    groups = {str(rate): scaled(rate) for rate in set(rates.values())}
    return optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.partition(groups, {name: str(rate) for name, rate in rates.items()}),
    )


def _rate(name: str, recipe: Recipe) -> float:
    if name.startswith("encoder.layer."):
        return recipe.rate * recipe.decay ** (LAYERS - 1 - int(name.split(".")[2]))
    if name.startswith("embeddings."):
        return float(recipe.rate * recipe.decay**LAYERS)
    return recipe.head_rate


def _fitted(
    frozen: Mapping[str, Any], trained: Mapping[str, Any], targets: Mapping[str, Targets]
) -> Fitted:
    arrays = {name: np.asarray(value) for name, value in (dict(frozen) | dict(trained)).items()}
    heads = {name: (arrays.pop(f"{name}.weight"), arrays.pop(f"{name}.bias")) for name in targets}
    return Fitted(arrays, heads)
