"""Fits temperatures and thresholds on messages that are in no test and were not trained on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

TEMPERATURES = np.geomspace(0.5, 6.0, 120)


def temperature(logits: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """What to divide the logits by so that they predict the labels best."""
    costs = [_cost(logits / value, labels) for value in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(costs))])


def upper_quantile(scores: Sequence[float], share: float) -> float:
    """The score that at most ``share`` of the scores exceed."""
    return float(np.quantile(np.asarray(scores), 1.0 - share, method="higher"))


def shares(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax over the classes."""
    raised = np.exp(logits - logits.max(1, keepdims=True))
    total: Any = raised / raised.sum(1, keepdims=True)
    return np.asarray(total, np.float32)


def energies(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log-sum-exp of each text's logits: high for what resembles the training texts."""
    highest = logits.max(1)
    total: Any = highest + np.log(np.exp(logits - highest[:, None]).sum(1))
    return np.asarray(total, np.float32)


def _cost(logits: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    right = shares(logits)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(right, 1e-12)).mean())
