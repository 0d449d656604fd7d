"""The training set as arrays: word pieces drawn anew for each epoch, and targets of both heads."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chains.triage.labels import INTENTS, Label
from chains.triage.train.batches import pieces
from chains.triage.train.chat_logs import chat_examples
from chains.triage.train.examples import Example, own_examples
from chains.triage.train.fitting import Targets
from chains.triage.train.near_duplicates import HeldOut
from chains.triage.train.noise import noised, opened, readdressed
from chains.triage.train.public_sets import public_examples

HELD_OUT = ("chat.jsonl", "calibration.jsonl")
"""Files below the folder of tests that no training text may nearly equal."""

_UNADDRESSED_STYLE = 0.15
"""Weight in the gate of a text nobody typed in a channel: it would teach the style of its set."""

_PUBLIC_STYLE = 0.6
_GATE_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Dataset:
    """Examples, and from them what a fit needs."""

    examples: Sequence[Example]
    tokenizer: Tokenizer
    seed: int

    def encoded(self) -> Callable[[int], list[list[int]]]:
        """Word pieces by epoch, each with noise of its own."""

        def draw(epoch: int) -> list[list[int]]:
            random = np.random.default_rng((self.seed, epoch))
            return pieces(self.tokenizer, [typed(one, random) for one in self.examples])

        return draw

    def targets(self) -> dict[str, Targets]:
        """The gate: 1 is addressed. The intent: -1 where people talk to each other."""
        return {
            "gate": Targets(2, self._addressed(), self._gate_weights(), _GATE_SHARE),
            "intent": Targets(len(INTENTS), self._intents(), self._intent_weights()),
        }

    def _addressed(self) -> NDArray[np.int32]:
        return np.array([one.label is not Label.CHANNEL_CHATTER for one in self.examples], np.int32)

    def _intents(self) -> NDArray[np.int32]:
        places = {label: place for place, label in enumerate(INTENTS)}
        return np.array([places.get(one.label, -1) for one in self.examples], np.int32)

    def _gate_weights(self) -> NDArray[np.float32]:
        return np.array(
            [1 if one.chat else _UNADDRESSED_STYLE for one in self.examples], np.float32
        )

    def _intent_weights(self) -> NDArray[np.float32]:
        """Rare labels count more, by the square root: half-way to all labels alike."""
        counts = Counter(one.label for one in self.examples)
        mean = sum(counts[label] for label in INTENTS) / len(INTENTS)
        return np.array(
            [
                (mean / counts[one.label]) ** 0.5 * (1 if one.chat else _PUBLIC_STYLE)
                for one in self.examples
            ],
            np.float32,
        )


def typed(example: Example, random: np.random.Generator) -> str:
    """The example as somebody might have typed it."""
    text = readdressed(example.text, random) if example.source == "irc" else example.text
    text = noised(text, random)
    if example.label in (Label.SMALL_TALK, Label.CHANNEL_CHATTER):
        return text
    return opened(text, random)


def training_examples(data: Path, tests: Path, seed: int) -> list[Example]:
    """Every example of every source, less what nearly equals a test text."""
    random = np.random.default_rng(seed)
    held_out = HeldOut.of_files(tests / name for name in HELD_OUT)
    drawn = [
        *own_examples(),
        *public_examples(data, random),
        *chat_examples(data / "irc", random),
    ]
    return [example for example in drawn if not held_out.near(example.text)]
