"""Measures of decisions between labels, and of a score that separates two kinds."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

BINS = 10
Z_95 = 1.959964


def interval(right: int, asked: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; (0, 1) when nothing was asked."""
    if asked == 0:
        return 0.0, 1.0
    share, squared = right / asked, Z_95**2
    centre = share + squared / (2 * asked)
    spread = Z_95 * math.sqrt(share * (1 - share) / asked + squared / (4 * asked**2))
    below = 1 + squared / asked
    return (centre - spread) / below, (centre + spread) / below


def per_label(wanted: Sequence[str], found: Sequence[str]) -> dict[str, dict[str, float]]:
    """Count, precision, recall and F1 of each label that occurs in ``wanted``."""
    pairs = Counter(zip(wanted, found, strict=True))
    given, said = Counter(wanted), Counter(found)
    measured = {}
    for label in sorted(given):
        right = pairs[label, label]
        precision = right / said[label] if said[label] else 0.0
        recall = right / given[label]
        both = precision + recall
        measured[label] = {
            "n": given[label],
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / both if both else 0.0, 4),
        }
    return measured


def macro_f1(measured: Mapping[str, Mapping[str, float]]) -> float:
    """The mean of the labels' F1."""
    return sum(of["f1"] for of in measured.values()) / len(measured) if measured else 0.0


def calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten equal bins of confidence, 0 to 1."""
    sure, hits = np.asarray(confidence, float), np.asarray(right, float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(
        sum(
            abs(hits[bins == place].mean() - sure[bins == place].mean()) * (bins == place).mean()
            for place in np.unique(bins)
        )
    )


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """How probable it is that a positive scores above a negative; None without both kinds."""
    if not len(positive) or not len(negative):
        return None
    scores = np.concatenate([positive, negative])
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[places]
    above = ranks[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2
    return float(above / (len(positive) * len(negative)))


def recall_at(positive: Sequence[float], negative: Sequence[float], false: float) -> float | None:
    """The most positives above any threshold that at most ``false`` of the negatives reach."""
    if not len(positive) or not len(negative):
        return None
    allowed = math.floor(false * len(negative))
    highest = np.sort(np.asarray(negative))[::-1]
    # A threshold just above the first negative that may no longer pass.
    threshold = highest[allowed] if allowed < len(highest) else -np.inf
    return float((np.asarray(positive) > threshold).mean())
