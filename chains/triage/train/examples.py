"""Training examples, each with the source it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chains.triage.labels import Label

OWN = Path(__file__).parent / "data" / "own"


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message. ``chat`` is whether people wrote it, or could have, in a channel."""

    text: str
    label: Label
    source: str
    chat: bool = False


def own_examples() -> Iterator[Example]:
    """The examples written for Footnote, a file a label, a message a line."""
    for label in Label:
        for line in (OWN / f"{label}.txt").read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield Example(line.strip(), label, "own", chat=True)
