"""Moves texts of one class together and away from the others, before a linear head is fitted.

With a few examples a class this says more than a head's own loss: every text of a batch is
compared with every other (supervised contrastive learning, Khosla and others, 2020).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from chains.triage.train.batches import ordered_batches
from chains.triage.train.encoder import LAYERS, SCALE, looked_up, passed, pooled
from chains.triage.train.fitting import Recipe, Weights, is_trained, optimizer_of

CUT = 32
"""Word pieces that are looked at; a longer text is rare and says by then what it is about."""

EACH = 2
"""Texts of a class in a batch, so that each has a companion; more, where classes are few."""

SPREAD = 0.1
"""What cosines are divided by: the smaller, the more only the nearest strangers count."""


def contrasted(
    weights: Weights, encoded: Sequence[list[int]], labels: NDArray[np.int32], recipe: Recipe
) -> Weights:
    """The encoder with its layers from ``first_layer`` up trained; the others are run only once."""
    trained: Any = {
        name: value
        for name, value in weights.items()
        if name.startswith("encoder.layer.") and is_trained(name, recipe)
    }
    read, mask = _read_below(weights, [text[:CUT] for text in encoded], recipe.first_layer)
    steps = max(1, recipe.epochs * len(labels) // recipe.batch)
    optimizer = optimizer_of(recipe, trained, steps)
    state = optimizer.init(trained)
    advance = _step(optimizer, recipe.first_layer)
    random = np.random.default_rng(recipe.seed)
    for rows in paired_batches(labels, recipe.batch, steps, random):
        trained, state = advance(trained, state, read[rows], mask[rows], labels[rows])
    return weights | {name: np.asarray(value) for name, value in trained.items()}


def paired_batches(
    labels: NDArray[np.int32], size: int, steps: int, random: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Rows of at most ``size`` texts, of drawn classes and of each class as many."""
    of_class = [np.flatnonzero(labels == one) for one in np.unique(labels)]
    classes = min(max(2, size // EACH), len(of_class))
    each = max(EACH, size // classes)
    for _ in range(steps):
        drawn = [of_class[place] for place in random.permutation(len(of_class))[:classes]]
        # A class with fewer texts is filled up with the same ones: every batch has one shape.
        yield np.concatenate(
            [random.permutation(np.resize(rows, max(each, len(rows))))[:each] for rows in drawn]
        )


def _read_below(
    weights: Weights, encoded: Sequence[list[int]], layers: int
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """What layer ``layers`` is given, (texts, CUT, 384), and the mask (texts, CUT)."""
    below = jax.jit(
        lambda arrays, ids, mask: passed(arrays, looked_up(arrays, ids), mask, range(layers))
    )
    arrays = {name: jnp.asarray(value) for name, value in weights.items()}
    read = np.zeros((len(encoded), CUT, 384), np.float32)
    masks = np.zeros((len(encoded), CUT), np.int32)
    for batch in ordered_batches(encoded, 32):
        rows, length = len(batch.rows), min(CUT, batch.ids.shape[1])
        hidden = np.asarray(below(arrays, batch.ids, batch.mask))
        read[batch.rows, :length] = hidden[:rows, :length]
        masks[batch.rows, :length] = batch.mask[:rows, :length]
    return read, masks


def _step(optimizer: Any, first_layer: int) -> Callable[[Any, Any, Any, Any, Any], Any]:
    """One compiled step: parameters, optimiser's state, hidden states, mask, labels to the two."""

    def loss_of(trained: Any, read: Any, mask: Any, labels: Any) -> Any:
        hidden = passed(trained, read, mask, range(first_layer, LAYERS))
        return contrast(pooled(hidden, mask) / SCALE, labels)

    def step_of(trained: Any, state: Any, read: Any, mask: Any, labels: Any) -> Any:
        slope = jax.grad(loss_of)(trained, read, mask, labels)
        change, state = optimizer.update(slope, state, trained)
        return optax.apply_updates(trained, change), state

    compiled: Callable[[Any, Any, Any, Any, Any], Any] = jax.jit(step_of)
    return compiled


def contrast(embedded: Any, labels: Any) -> Any:
    """Cost of unit vectors (batch, 384): how unlikely each finds its companions by likeness."""
    itself = jnp.eye(len(labels))
    likeness = embedded @ embedded.T / SPREAD - 1e9 * itself
    shares = likeness - jax.nn.logsumexp(likeness, axis=1, keepdims=True)
    companions = (labels[:, None] == labels[None]) * (1.0 - itself)
    return -((shares * companions).sum(1) / companions.sum(1)).mean()
