"""Makes the released model's files: fitted, calibrated, written in int8, with their manifest."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chains.triage.classifier import Classifier
from chains.triage.labels import INTENTS, Label
from chains.triage.model_file import FORMAT, Manifest, ModelFiles, digest
from chains.triage.prepared import prepared
from chains.triage.train.batches import LONGEST
from chains.triage.train.calibration import energies, shares, temperature, upper_quantile
from chains.triage.train.dataset import Dataset, training_examples
from chains.triage.train.examples import Example
from chains.triage.train.export import export
from chains.triage.train.fitting import Fitted, Recipe, fit
from chains.triage.train.weights import read_tokenizer, read_weights, weights_folder

RECIPE = Recipe(epochs=3)
FALSE_OFFERS = 0.015
"""Share of chatter that may be offered an answer: below the 2 % that are promised."""

CHATTER = 1200
"""Further lines of chatter that the threshold of an offer is fitted on."""

STRANGE = 0.03
"""Share of the calibration's messages that may count as like nothing trained on."""

SENSITIVE_FROM = 0.3
"""Recall first: a message is sensitive well before that is its likeliest label."""

SURE_FROM = 0.4


def fit_release(
    data: Path, tests: Path, report: Callable[[int, int, float], None]
) -> tuple[Fitted, list[Example]]:
    """Train on everything below ``data``; what was trained on comes back as well."""
    folder = weights_folder()
    examples = training_examples(data, tests, RECIPE.seed)
    dataset = Dataset(examples, read_tokenizer(folder, LONGEST), RECIPE.seed)
    fitted = fit(read_weights(folder), dataset.encoded(), dataset.targets(), RECIPE, report)
    return fitted, examples


def write_release(
    fitted: Fitted,
    calibration: Sequence[tuple[str, Label]],
    chatter: Sequence[str],
    folder: Path,
) -> Manifest:
    """Write graph, tokenizer and manifest; temperatures are fitted on what int8 says.

    ``chatter`` and what of the calibration is chatter decide from when on an answer is offered.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = read_tokenizer(weights_folder(), LONGEST)
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    graph = folder / "model.onnx"
    export(fitted, {"gate": 1.0, "intent": 1.0}, graph)
    uncalibrated = _Probe(folder, _manifest(folder)).logits([text for text, _ in calibration])
    labels = [label for _, label in calibration]
    intents = [place for place, label in enumerate(labels) if label in INTENTS]
    right = np.array([INTENTS.index(labels[place]) for place in intents])
    addressed = np.array([label in INTENTS for label in labels]).astype(np.int64)
    temperatures = {
        "gate": temperature(uncalibrated["gate"], addressed),
        "intent": temperature(uncalibrated["intent"][intents], right),
    }
    export(fitted, temperatures, graph)
    probe = _Probe(folder, _manifest(folder))
    silent = [*chatter, *(text for text, label in calibration if label not in INTENTS)]
    gate = shares(probe.logits([prepared(text) for text in silent])["gate"])[:, 1]
    energy = energies(uncalibrated["intent"][intents] / temperatures["intent"])
    manifest = _manifest(
        folder,
        gate_offer=upper_quantile(gate.tolist(), FALSE_OFFERS),
        energy_from=-upper_quantile((-energy).tolist(), STRANGE),
    )
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=1) + "\n")
    return manifest


class _Probe:
    """The graph as the product runs it, for its logits alone."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        files = ModelFiles(folder / "model.onnx", folder / "tokenizer.json", manifest)
        self._classifier = Classifier(files)

    def logits(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        found = [self._classifier.logits(text) for text in texts]
        return {
            "gate": np.stack([gate for gate, _ in found]),
            "intent": np.stack([intent for _, intent in found]),
        }


def _manifest(folder: Path, gate_offer: float = 1.0, energy_from: float = 0.0) -> Manifest:
    names = ("model.onnx", "tokenizer.json")
    return Manifest(
        format=FORMAT,
        intents=tuple(INTENTS),
        sha256={name: digest(folder / name) for name in names},
        gate_offer=gate_offer,
        sensitive_from=SENSITIVE_FROM,
        sure_from=SURE_FROM,
        energy_from=energy_from,
    )
