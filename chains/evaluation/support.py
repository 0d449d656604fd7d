"""Measures whether sentences that passages do not support are told from those that they do."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from chains.answering.drafts.draft import DraftSentence
from chains.answering.drafts.support_model import (
    SupportModel,
    SupportSignals,
    Weights,
)
from chains.answering.drafts.verification import Support, Verification
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.errors import ConfigurationError
from chains.evaluation.asking import Progress
from chains.evaluation.classification import auroc
from chains.evaluation.json_lines import json_lines

FALSE_ALARMS = 0.1
FITTED_ON = ("begin/begin_test_wow.tsv", "wice/oracle_claim_dev.jsonl")
"""The larger part of each set; their smaller parts and the third set are only measured."""
MEASURED_ON = (
    "begin/begin_dev_wow.tsv",
    "wice/oracle_claim_test.jsonl",
    "halueval/qa_one-turn_data.json",
)
WICE_COUNTS = 2.0
"""Claims of WiCE are few beside BEGIN's replies, and more like what a model writes."""
Rows = NDArray[np.float64]
"""The signals of pairs, (pairs, 10)."""
_LANGUAGE = "en"
_FACTS = DocumentFacts(UUID(int=1), UUID(int=1), "", "", "", "")


@dataclass(frozen=True)
class Pair:
    """A sentence, what it should follow from, and whether it does."""

    sentence: str
    passages: str
    supported: bool


class _Claim(BaseModel):
    label: Literal["supported", "partially_supported", "not_supported"]
    claim: str
    evidence: list[str]


class _Answers(BaseModel):
    knowledge: str
    right_answer: str
    hallucinated_answer: str


def read_pairs(folder: Path, name: str) -> list[Pair]:
    """One file of the folder, in the form of its set.

    Raises:
        ConfigurationError: it cannot be read.
    """
    readers: dict[str, Callable[[Path], Iterator[Pair]]] = {
        "begin": _begin,
        "wice": _wice,
        "halueval": _halueval,
    }
    try:
        return list(readers[name.split("/")[0]](folder / name))
    except (OSError, KeyError, csv.Error) as error:
        raise ConfigurationError(f"{folder / name} cannot be read.", "Check the folder.") from error


def measure_support(folder: Path, progress: Progress, *, fit: bool) -> dict[str, Any]:
    """How verification, the share of words and the model alone tell the pairs of each set apart.

    Raises:
        ConfigurationError: a set cannot be read, or ``fit`` without the extra [train].
    """
    weights, report = Weights(), dict[str, Any]()
    if fit:
        weights = fitted([_signals_of(folder, name, progress) for name in FITTED_ON])
        report["bias"], report["weights"] = weights.bias, vars(weights.of)
    for name in MEASURED_ON:
        pairs = read_pairs(folder, name)
        signals, supported = _signals_of(folder, name, progress)
        scores = {
            "shared_words": signals[:, 0],
            "model": np.array([weights.probability(SupportSignals(*row)) for row in signals]),
        }
        passed = np.array([_passes(pair) for pair in pairs])
        report[name] = {"pairs": len(pairs), **_measures(scores, passed, supported)}
    return report


def fitted(told: Sequence[tuple[Rows, NDArray[np.bool_]]]) -> Weights:
    """Logistic regression on the signals, written for signals as they are.

    Raises:
        ConfigurationError: the extra [train] is missing.
    """
    try:
        from sklearn.linear_model import LogisticRegression  # the extra [train] is optional
    except ImportError as error:
        raise ConfigurationError(
            "Fitting needs scikit-learn.", "Install the extra [train] as `make train` does."
        ) from error
    rows = np.vstack([signals for signals, _ in told])
    supported = np.concatenate([labels for _, labels in told])
    counts = [1.0 if place == 0 else WICE_COUNTS for place in range(len(told))]
    weights = np.repeat(counts, [len(labels) for _, labels in told])
    mean, spread = rows.mean(0), rows.std(0)
    model = LogisticRegression(max_iter=1000).fit((rows - mean) / spread, supported, weights)
    slopes = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (slopes * mean).sum())
    return Weights(round(bias, 3), SupportSignals(*(round(float(one), 3) for one in slopes)))


def _signals_of(folder: Path, name: str, progress: Progress) -> tuple[Rows, NDArray[np.bool_]]:
    model, pairs, rows = SupportModel(), read_pairs(folder, name), []
    for place, pair in enumerate(pairs, start=1):
        rows.append(astuple(model.signals(pair.sentence, pair.passages, _LANGUAGE)))
        progress(name, place / len(pairs))
    return np.array(rows), np.array([pair.supported for pair in pairs])


def _passes(pair: Pair) -> bool:
    """Whether verification leaves the sentence whole, without a judge."""
    draft = (DraftSentence(pair.sentence, (0,)),)
    graded = Verification().graded(draft, [Evidence(_FACTS, pair.passages)])
    parts = [support for one in graded for _, support in one.parts]
    return bool(parts) and all(support is Support.FULL for support in parts)


def _measures(
    scores: Mapping[str, NDArray[np.float64]],
    passed: NDArray[np.bool_],
    supported: NDArray[np.bool_],
) -> dict[str, Any]:
    """Shares: unsupported ones that are caught, supported ones that are falsely dropped."""
    measured: dict[str, Any] = {
        "verification": {
            "caught": _share(~passed[~supported]),
            "dropped": _share(~passed[supported]),
        }
    }
    for name, score in scores.items():
        least = np.quantile(score[supported], FALSE_ALARMS)
        measured[name] = {
            "auroc": round(auroc(score[supported].tolist(), score[~supported].tolist()) or 0.0, 4),
            "caught_at_10pct": _share(score[~supported] < least),
        }
    return measured


def _share(found: NDArray[np.bool_]) -> float:
    return round(float(found.mean()), 4) if len(found) else 0.0


def _begin(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            attributed = row["begin_label"] == "Fully attributable"
            yield Pair(row["response"], row["knowledge"], supported=attributed)


def _wice(path: Path) -> Iterator[Pair]:
    for _, row in json_lines(path, _Claim):
        yield Pair(row.claim, "\n".join(row.evidence), supported=row.label == "supported")


def _halueval(path: Path) -> Iterator[Pair]:
    for _, row in json_lines(path, _Answers):
        yield Pair(row.right_answer, row.knowledge, supported=True)
        yield Pair(row.hallucinated_answer, row.knowledge, supported=False)
