"""Adapts the encoder to a few examples a class: the last layers by contrast, then a linear head.

The names of the classes count as one more example each: they say what a class is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from chains.triage.train.batches import LONGEST, pieces
from chains.triage.train.contrast import contrasted
from chains.triage.train.fitting import Recipe, embedded_texts
from chains.triage.train.weights import read_tokenizer, read_weights, weights_folder

FEW = Recipe(epochs=8, batch=64, rate=5e-5, decay=1.0, first_layer=4)
"""About a hundred steps for 77 classes of ten; after half of them most is learned."""

STRENGTH = 1.0
"""Inverse regularisation of the head; the best of three on texts that were not drawn."""


def adapt(
    texts: Sequence[str], labels: NDArray[np.int32], names: Sequence[str], seed: int
) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """Fit to the texts; what comes back gives logits (texts, classes)."""
    folder = weights_folder()
    tokenizer = read_tokenizer(folder, LONGEST)
    shown = [*texts, *(name.replace("_", " ").lower() for name in names)]
    classes = np.concatenate([labels, np.arange(len(names), dtype=np.int32)])
    encoded = pieces(tokenizer, shown)
    weights = contrasted(read_weights(folder), encoded, classes, replace(FEW, seed=seed))
    head = LogisticRegression(C=STRENGTH, max_iter=500)
    head.fit(embedded_texts(weights, encoded), classes)

    def decided(asked: Sequence[str]) -> NDArray[np.float32]:
        embedded = embedded_texts(weights, pieces(tokenizer, asked))
        return np.asarray(head.decision_function(embedded), np.float32)

    return decided
