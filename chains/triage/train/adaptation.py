"""Adapts the encoder to a few examples a class: the last layers apart, then a linear head.

The names of the classes count as one more example each: they say what a class is about.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from chains.triage.train.batches import LONGEST, pieces
from chains.triage.train.fitting import Recipe, Targets, Weights, embedded_texts, fit
from chains.triage.train.weights import read_tokenizer, read_weights, weights_folder

FEW = Recipe(epochs=6, rate=5e-5, head_rate=1e-3, first_layer=4)
"""Few steps at a small rate: with ten examples a class a longer fit forgets more than it learns."""

STRENGTH = 0.3
"""Inverse regularisation of the head; the best of five on texts left out of ten draws."""


def adapt(
    texts: Sequence[str], labels: NDArray[np.int32], names: Sequence[str], seed: int
) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """Fit to the texts; what comes back gives logits (texts, classes)."""
    folder = weights_folder()
    tokenizer = read_tokenizer(folder, LONGEST)
    base = read_weights(folder)
    shown = [*texts, *(name.replace("_", " ").lower() for name in names)]
    classes = np.concatenate([labels, np.arange(len(names), dtype=np.int32)])
    encoded = pieces(tokenizer, shown)
    targets = {"label": Targets(len(names), classes)}
    recipe = Recipe(
        epochs=FEW.epochs,
        rate=FEW.rate,
        head_rate=FEW.head_rate,
        first_layer=FEW.first_layer,
        seed=seed,
    )
    fitted = fit(base, lambda _: encoded, targets, recipe)
    head = fitted_head(fitted.weights, encoded, classes)
    return lambda asked: _decided(head, embedded_texts(fitted.weights, pieces(tokenizer, asked)))


def fitted_head(
    weights: Weights, encoded: Sequence[list[int]], labels: NDArray[np.int32]
) -> LogisticRegression:
    """Logistic regression on the encoder's embeddings."""
    head = LogisticRegression(C=STRENGTH, max_iter=500)
    head.fit(embedded_texts(weights, encoded), labels)
    return head


def _decided(head: LogisticRegression, embedded: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(head.decision_function(embedded), np.float32)
