"""Measures the triage recipe on a public benchmark; needs the extra [train]."""

from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

from chains.errors import ConfigurationError
from chains.evaluation.asking import Progress
from chains.evaluation.classification import (
    auroc,
    calibration_error,
    interval,
    macro_f1,
    per_label,
)
from chains.triage.train.benchmark import (
    DRAWS,
    RECIPES,
    Scored,
    adapt_and_score,
    read_benchmark,
    train_and_score,
)
from chains.triage.train.calibration import energies, shares
from chains.triage.train.weights import weights_folder


def benchmark_work(folder: Path, name: str, shots: str) -> Callable[[Progress], dict[str, Any]]:
    """Read the set now; train and score it when called.

    Raises:
        ConfigurationError: the set cannot be read, or the weights to start from are missing.
    """
    weights_folder()
    try:
        benchmark = read_benchmark(folder, name)
    except (OSError, KeyError, ValueError) as error:
        raise ConfigurationError(f"{folder} is no {name}: {error}.", "Check the folder.") from error

    def work(progress: Progress) -> dict[str, Any]:
        def report(step: int, steps: int, _: float) -> None:
            progress("training", step / steps)

        if shots == "full":
            return _measures(train_and_score(benchmark, RECIPES[name], report))
        drawn = []
        for place, seed in enumerate(DRAWS):
            progress("adapting", place / len(DRAWS))
            drawn.append(_measures(adapt_and_score(benchmark, seed)))
        return _mean(drawn)

    return work


def _measures(scored: Scored) -> dict[str, Any]:
    found = scored.logits.argmax(1)
    right = found == scored.right
    labels = per_label(
        [scored.classes[place] for place in scored.right],
        [scored.classes[place] for place in found],
    )
    low, high = interval(int(right.sum()), len(right))
    strange = auroc(energies(scored.logits).tolist(), energies(scored.strange).tolist())
    sure = shares(scored.logits).max(1)
    return {
        "n": len(right),
        "accuracy": round(float(right.mean()), 4),
        "accuracy_interval": [round(low, 4), round(high, 4)],
        "macro_f1": round(macro_f1(labels), 4),
        "per_label": labels,
        "ece": round(calibration_error(sure.tolist(), right.tolist()), 4),
        "oos_auroc": None if strange is None else round(strange, 4),
    }


def _mean(drawn: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean of several draws; what is told by label is told of the first."""
    means = {
        key: round(fmean(one[key] for one in drawn), 4)
        for key in ("accuracy", "macro_f1", "ece", "oos_auroc")
        if drawn[0][key] is not None
    }
    return drawn[0] | means | {"draws": [one["accuracy"] for one in drawn]}
