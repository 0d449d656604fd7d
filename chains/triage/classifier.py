"""The trained classifier: both decisions about a message in one pass of a small encoder."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chains.triage.decision import DecidedBy, Decision
from chains.triage.distress import names_distress
from chains.triage.labels import INTENTS, Label
from chains.triage.language import is_other_language
from chains.triage.model_file import RELEASED, Manifest, ModelFiles, read_model
from chains.triage.prepared import is_wordless, prepared
from chains.triage.rules import by_rules

LONGEST = 64
"""Word pieces looked at, the two special ones included."""

_FROM_THE_END = 20


class Classifier:
    """Decides on one thread; may be shared between threads."""

    def __init__(self, files: ModelFiles) -> None:
        """Load the graph and its tokenizer, both checked already."""
        self._manifest: Manifest = files.manifest
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._tokenizer = Tokenizer.from_file(str(files.tokenizer))
        self._session = onnxruntime.InferenceSession(
            str(files.graph), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def decide(self, text: str) -> Decision:
        """Both decisions about one message, whatever it holds.

        A text without words, or in a language the model does not know, is decided by rule.
        """
        shown = prepared(text)
        if is_wordless(shown) or is_other_language(shown):
            return by_rules(text)
        gate, intents = self.logits(shown)
        shares = _softmax(intents)
        intent = INTENTS[int(shares.argmax())]
        sensitive = shares[INTENTS.index(Label.SENSITIVE)]
        if sensitive >= self._manifest.sensitive_from or names_distress(shown):
            intent = Label.SENSITIVE
        energy = _energy(intents)
        addressed = float(_softmax(gate)[1])
        decided = Decision(
            intent=intent,
            probabilities=dict(zip(INTENTS, map(float, shares), strict=True)),
            addressed=addressed,
            energy=energy,
            offers=addressed >= self._manifest.gate_offer,
            sure=True,
            decided_by=DecidedBy.MODEL,
        )
        unsure = decided.probability < self._manifest.sure_from or (
            energy < self._manifest.energy_from
        )
        return replace(decided, sure=intent is Label.SENSITIVE or not unsure)

    def logits(self, shown: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The gate's two logits and one logit an intent, for a prepared text."""
        ids = self._tokenizer.encode(shown).ids
        if len(ids) > LONGEST:
            ids = [*ids[: LONGEST - _FROM_THE_END], *ids[-_FROM_THE_END:]]
        outputs = cast(
            list[Any],
            self._session.run(["gate", "intent"], {"input_ids": np.array([ids], np.int64)}),
        )
        return outputs[0], outputs[1]


def load_classifier(folder: Path = RELEASED) -> Classifier:
    """The model in a folder, by default the released one.

    Raises:
        ModelRefused: it is missing, altered or of another version.
    """
    return Classifier(read_model(folder))


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(logits - logits.max())
    return cast(NDArray[np.float32], raised / raised.sum())


def _energy(logits: NDArray[np.float32]) -> float:
    highest = float(logits.max())
    return highest + float(np.log(np.exp(logits - highest).sum()))
