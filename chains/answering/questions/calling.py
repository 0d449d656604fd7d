"""Calls: the wifi that *is called Guest* says nothing of a call, and a *video call* not who is *on
call*. English alone: the stems of other languages tell these apart."""

import re
from collections.abc import Callable

_ON_CALL = re.compile(r"\bon[- ]call\b", re.I)
_ASKS = re.compile(r"\bcalls?\b", re.I)
_A_CALL = re.compile(r"(?i:\bcall(?:s|ing|ers?)?\b)|\bcalled\b(?!\s+[\"'“‘*`_]*[A-Z])")
CALL = frozenset({"call"})
"""The stem of all of these."""


def call_of_another_sort(question: str) -> Callable[[str], bool]:
    """Tells of a text whether the calls that it speaks of are none that the question asks about."""
    if _ON_CALL.search(question):
        asked = _ON_CALL
    elif _ASKS.search(question):
        asked = _A_CALL
    else:
        return lambda _: False
    return lambda text: "call" in text.lower() and asked.search(text) is None
