"""How a question is written that leans on another: that one in brackets at its end.

People write asides so, too: what a question asks stands before them.
"""

import re
from typing import NamedTuple

_IN_BRACKETS = re.compile(r"(?P<own>.+?[^\s(])\s+\((?P<earlier>.+)\)", re.S)


class Leaning(NamedTuple):
    """A message as `leaning_on` writes it: its own words, and the question that it leans on."""

    own: str
    earlier: str


def leaning_on(own: str, earlier: str) -> str:
    """A question with the one it leans on, as one text that stands by itself."""
    return f"{own} ({earlier.strip().rstrip('?？!. ')})"


def read_leaning(text: str) -> Leaning:
    """The two again; ``earlier`` is empty of a text without brackets at its end."""
    found = _IN_BRACKETS.fullmatch(text.strip()) if text.rstrip().endswith(")") else None
    return Leaning(found["own"], found["earlier"]) if found else Leaning(text, "")
