"""What each source is worth: heads on the untrained encoder, with one source left out at a time.

A whole fit for each source would take hours; a linear head on frozen embeddings takes seconds and
shows which labels a source carries.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from chains.triage.labels import INTENTS
from chains.triage.prepared import prepared
from chains.triage.train.batches import LONGEST, pieces
from chains.triage.train.dataset import training_examples
from chains.triage.train.fitting import embedded_texts
from chains.triage.train.release import RECIPE
from chains.triage.train.weights import read_tokenizer, read_weights, weights_folder

STRENGTH = 0.1
"""Inverse regularisation: small, for texts from elsewhere than the training's."""


def leave_one_out(data: Path, tests: Path) -> dict[str, dict[str, float]]:
    """By source left out, none first: how much of the own test both heads decide right."""
    folder = weights_folder()
    tokenizer, weights = read_tokenizer(folder, LONGEST), read_weights(folder)
    examples = training_examples(data, tests, RECIPE.seed)
    rows = [json.loads(line) for line in (tests / "chat.jsonl").read_text("utf-8").splitlines()]

    def embedded(texts: list[str]) -> NDArray[np.float32]:
        return embedded_texts(weights, pieces(tokenizer, texts))

    known = embedded([one.text for one in examples])
    asked = embedded([prepared(row["text"]) for row in rows])
    labels = np.array([one.label.value for one in examples])
    sources = np.array([one.source for one in examples])
    measured = {}
    for left_out in ("none", *sorted(set(sources))):
        kept = sources != left_out
        measured[left_out] = {
            "examples": int(kept.sum()),
            "intent": _intent(known[kept], labels[kept], asked, rows),
            "gate": _gate(known[kept], labels[kept], asked, rows),
        }
    return measured


def _intent(
    known: NDArray[np.float32],
    labels: NDArray[np.str_],
    asked: NDArray[np.float32],
    rows: list[dict[str, Any]],
) -> float:
    """Accuracy on the messages that are addressed, counting ``also``."""
    intents = np.isin(labels, list(INTENTS))
    head = LogisticRegression(C=STRENGTH, max_iter=500, class_weight="balanced")
    found = head.fit(known[intents], labels[intents]).predict(asked)
    right = [
        said == row["label"] or said in row["also"]
        for said, row in zip(found, rows, strict=True)
        if row["label"] in set(INTENTS)
    ]
    return round(float(np.mean(right)), 4)


def _gate(
    known: NDArray[np.float32],
    labels: NDArray[np.str_],
    asked: NDArray[np.float32],
    rows: list[dict[str, Any]],
) -> float:
    """Mean of the shares of addressed messages and of chatter that are told apart."""
    head = LogisticRegression(C=STRENGTH, max_iter=500, class_weight="balanced")
    found = head.fit(known, np.isin(labels, list(INTENTS))).predict(asked)
    wanted = np.array([row["label"] in set(INTENTS) for row in rows])
    return round(float((found[wanted].mean() + (~found[~wanted]).mean()) / 2), 4)
