"""Makes written examples look like typed ones; drawn anew for every epoch."""

import re

import numpy as np

from chains.triage.train.chat_logs import addressee

_NEIGHBOURS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqrtyuioopsdfghjklkxcvbnmn", strict=True))
_SHORT = {
    "you": "u", "are": "r", "please": "pls", "because": "bc", "thanks": "thx", "people": "ppl",
    "about": "abt", "with": "w/", "do not": "dont", "what is": "whats", "I am": "im",
    "does not": "doesnt", "cannot": "cant", "the": "teh", "anyone": "any1",
}  # fmt: skip
_GREETINGS = ("hey ", "hi, ", "hi all, ", "Hello, ", "hey guys ", "quick question: ", "um ", "so ")
_ENDINGS = (
    " thanks",
    " thx!",
    " pls",
    " please",
    " :)",
    " cheers",
    " lol",
    "...",
    "!!",
    " thanks in advance",
)
_NAMES = ("maria", "tom", "jonas_", "dev_kim", "Ahmed", "zed", "sophie92", "rb", "Lars", "nat")


def noised(text: str, random: np.random.Generator) -> str:
    """The text as somebody in a hurry might have typed it; often it stays as it is."""
    if random.random() < 0.35:
        return text
    if random.random() < 0.5:
        text = text.lower()
    if random.random() < 0.35:
        text = text.rstrip("?.!")
    if random.random() < 0.25:
        text = text.replace("'", "")
    if random.random() < 0.15:
        text = _shortened(text, random)
    if random.random() < 0.25 and len(text) > 12:
        text = _mistyped(text, random)
    return text


def opened(text: str, random: np.random.Generator) -> str:
    """With a greeting or a closing word around it, sometimes."""
    if random.random() < 0.08:
        text = str(random.choice(_GREETINGS)) + text
    if random.random() < 0.08:
        text = text + str(random.choice(_ENDINGS))
    return text


def readdressed(text: str, random: np.random.Generator) -> str:
    """A message that begins with a name begins with another, as each chat writes it."""
    name = addressee(text)
    if name is None:
        return text
    rest = text[len(name) + 1 :].strip()
    other = str(random.choice(_NAMES))
    forms = (
        text,
        f"<@U{random.integers(10**6, 10**7)}> {rest}",
        f"@{other} {rest}",
        f"@{other}: {rest}",
        f"{other}: {rest}",
        f"{other}, {rest}",
        f"{rest} @{other}",
    )
    return forms[random.integers(len(forms))]


def _shortened(text: str, random: np.random.Generator) -> str:
    for long, short in _SHORT.items():
        if random.random() < 0.5:
            text = re.sub(rf"\b{long}\b", short, text)
    return text


def _mistyped(text: str, random: np.random.Generator) -> str:
    at = int(random.integers(1, len(text) - 2))
    match int(random.integers(4)):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case 2:
            return text[:at] + text[at] + text[at:]
        case _:
            return text[:at] + _NEIGHBOURS.get(text[at], text[at]) + text[at + 1 :]
