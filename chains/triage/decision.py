"""What triage says about one message."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chains.triage.labels import UNSURE, Label


class DecidedBy(StrEnum):
    """What a decision rests on."""

    MODEL = "model"
    RULES = "rules"
    PROMPT = "prompt"
    """The chat model was asked."""
    LANGUAGE = "language"
    """The text is in a language the model does not know."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Both decisions about a message.

    ``probabilities`` are those of the intents and sum to 1; ``addressed`` is how probable it is
    that the message is for somebody who answers from documents, rather than people talking to each
    other. ``energy`` is high for what resembles the training texts; None where no model was asked.
    ``offers`` is whether ``addressed`` is high enough to offer an answer unasked, ``sure`` whether
    the intent is sure enough to act on.
    """

    intent: Label
    probabilities: Mapping[Label, float]
    addressed: float
    energy: float | None
    offers: bool
    sure: bool
    decided_by: DecidedBy

    @property
    def probability(self) -> float:
        """How probable the intent is."""
        return self.probabilities[self.intent]

    @property
    def treated_as(self) -> Label:
        """The intent to act on: whatever is not sure is a question."""
        return self.intent if self.sure else UNSURE
