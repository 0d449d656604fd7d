"""A pattern with a weight, and what a text has to hold where the pattern may be in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Hints:
    """Parts of a text in lower case, of which a match holds one; the same for several signals."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Signal:
    """A pattern and its weight; what it finds holds all of its hints, the widest of them first.

    ``cased``: it is looked for in the text as it is written, any other in the text in lower case.
    """

    weight: int
    hints: tuple[Hints, ...]
    pattern: re.Pattern[str]
    cased: bool = False

    def is_in(self, text: str, lowered: str) -> bool:
        """Whether a text shows it; ``lowered``: the text in lower case."""
        return self.pattern.search(text if self.cased else lowered) is not None


def signal(
    weight: int, hinted: str | Sequence[Hints], *patterns: str, cased: bool = False
) -> Signal:
    """One of several patterns; ``hinted``: its hints, or the parts of its only ones."""
    joined = "|".join(f"(?:{one})" for one in patterns)
    needed = (hints(hinted),) if isinstance(hinted, str) else tuple(hinted)
    return Signal(weight, needed, re.compile(joined, re.S), cased)


def hints(*parts: str) -> Hints:
    """The parts, written with ``;`` between them."""
    return Hints(tuple(";".join(parts).split(";")))


def each(before: str, after: str) -> str:
    """Each of the parts before with each of those after it."""
    return ";".join(f"{one} {other}" for one in before.split(";") for other in after.split(";"))
