"""Adapts the classifier to a workspace's corrections; what does not win on new ones is dropped."""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from chains.errors import ConfigurationError
from chains.triage.adapted import Adapted
from chains.triage.classifier import Classifier, load_classifier
from chains.triage.labels import Label
from chains.triage.train.batches import LONGEST
from chains.triage.train.dataset import Dataset
from chains.triage.train.examples import Example, own_examples
from chains.triage.train.fitting import Recipe, fit
from chains.triage.train.release import write_release
from chains.triage.train.restored import restored
from chains.triage.train.weights import read_tokenizer, weights_folder

FEWEST = 24
"""Corrections below which nothing is learned: a quarter of them decides whether it helped."""

RECIPE = Recipe(epochs=4, rate=5e-5, head_rate=3e-4, first_layer=4)
REPLAYED = 600
"""Examples of our own that are trained on again, so that what was known stays known."""


def read_corrections(path: Path) -> list[Example]:
    """Corrections, one JSON object `{"text", "label"}` a line; the last of equal texts counts.

    Raises:
        ConfigurationError: the file cannot be read, a line is malformed, or they are too few.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.", "Name it.") from error
    found: dict[str, Label] = {}
    for place, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            found[str(row["text"])] = Label(row["label"])
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(f"{path}, line {place}: {error}.", "Correct it.") from error
    if len(found) < FEWEST:
        raise ConfigurationError(
            f"{len(found)} corrections are too few to learn from.", f"Collect {FEWEST}."
        )
    return [Example(text, label, "correction", chat=True) for text, label in found.items()]


def is_held_back(text: str) -> bool:
    """Whether a correction is kept for the comparison: a fixed quarter of all texts."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[0] % 4 == 0


def adapt_to(
    corrections: Sequence[Example],
    calibration: Sequence[tuple[str, Label]],
    adapted: Adapted,
) -> dict[str, int | bool]:
    """Train head and last layers; keep the result only if it decides more of the held-back right.

    Returns how many corrections were held back, how many of them each model decides right, and
    whether the new one is used from now on.
    """
    held_back = [one for one in corrections if is_held_back(one.text)]
    learned = [one for one in corrections if not is_held_back(one.text)]
    before = adapted.current()
    replayed = list(own_examples())
    drawn = np.random.default_rng(RECIPE.seed).permutation(len(replayed))[:REPLAYED]
    examples = [*learned, *(replayed[place] for place in drawn)]
    base = restored(before / "model.onnx")
    dataset = Dataset(examples, read_tokenizer(weights_folder(), LONGEST), RECIPE.seed)
    fitted = fit(base.weights, dataset.encoded(), dataset.targets(), RECIPE, heads=base.heads)
    candidate = adapted.candidate()
    chatter = [one.text for one in replayed if one.label is Label.CHANNEL_CHATTER]
    write_release(fitted, calibration, chatter, candidate)
    old = _right(load_classifier(before), held_back)
    new = _right(load_classifier(candidate), held_back)
    won = new > old
    if won:
        adapted.use(candidate)
    else:
        adapted.drop(candidate)
    return {"held_back": len(held_back), "old_right": old, "new_right": new, "kept": won}


def _right(classifier: Classifier, held_back: Sequence[Example]) -> int:
    decisions = [(one, classifier.decide(one.text)) for one in held_back]
    return sum(
        (decision.addressed < 0.5)
        if one.label is Label.CHANNEL_CHATTER
        else (decision.addressed >= 0.5 and decision.intent is one.label)
        for one, decision in decisions
    )
