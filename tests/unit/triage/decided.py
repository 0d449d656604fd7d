"""Decisions of the classifier as a test wants them."""

from chains.triage.decision import DecidedBy, Decision
from chains.triage.labels import INTENTS, Label


def decision(label: Label, probability: float, *, by: DecidedBy = DecidedBy.MODEL) -> Decision:
    """A sure decision for a label."""
    rest = (1 - probability) / (len(INTENTS) - 1)
    shares = {one: probability if one is label else rest for one in INTENTS}
    return Decision(label, shares, 0.9, 7.0, offers=True, sure=True, decided_by=by)
