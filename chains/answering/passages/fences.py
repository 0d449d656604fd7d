"""Fences around what a chat model is shown: data, which can close none of them."""

import re

_FENCE = re.compile(
    r"</?\s*(?:passages?|question|earlier|message|sentences?|language)\b[^>]*>", re.I
)


def fenced(name: str, text: str) -> str:
    """The text as an element of this name, each on lines of its own."""
    return f"<{name}>\n{unfenced(text)}\n</{name}>"


def unfenced(text: str) -> str:
    """The text without anything that looks like a fence."""
    return _FENCE.sub(" ", text)
