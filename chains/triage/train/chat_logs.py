"""Examples out of public chat logs: questions labelled by hand, and what people say between them.

The texts stay in the logs; `data/irc_openers.json` holds line numbers by day and label.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from chains.triage.labels import Label
from chains.triage.train.examples import Example

OPENERS = Path(__file__).parent / "data" / "irc_openers.json"
HELD_OUT = ("2005-08-08_01.ascii.txt", "2011-11-13_02.ascii.txt")
"""Days that no training sees: the gate is tested on them."""

CHATTER_EACH = 200
_CODES = {
    "K": Label.KNOWLEDGE_QUESTION,
    "H": Label.HOW_TO,
    "D": Label.FIND_DOCUMENT,
    "P": Label.PEOPLE_LOOKUP,
    "A": Label.ACTION_REQUEST,
    "T": Label.TROUBLESHOOTING,
    "F": Label.FEEDBACK,
    "S": Label.SMALL_TALK,
    "O": Label.OUT_OF_SCOPE,
    "C": Label.CHANNEL_CHATTER,
}
_MESSAGE = re.compile(r"^\[\d\d:\d\d\] <([^>]+)> (.+)$")
_ASKING = re.compile(
    r"(?i)\?|\b(help|anyone|anybody|how (do|to|can)|i have a problem|error|doesn'?t work)\b"
)
_BOTS = ("ubot", "ubuntulog")


def chat_examples(folder: Path, random: np.random.Generator) -> Iterator[Example]:
    """Examples of every day below ``folder`` but HELD_OUT."""
    openers = json.loads(OPENERS.read_text(encoding="utf-8"))
    for day in sorted(openers):
        messages = dict(read_day(folder / day))
        labelled = {line: _CODES[code] for code, lines in openers[day].items() for line in lines}
        for line, label in sorted(labelled.items()):
            yield Example(messages[line], label, "irc", chat=True)
        rest = [line for line in messages if line not in labelled and _is_chatter(messages, line)]
        for place in random.permutation(len(rest))[:CHATTER_EACH]:
            yield Example(messages[rest[place]], Label.CHANNEL_CHATTER, "irc", chat=True)


def more_chatter(folder: Path, trained: set[str], count: int, seed: int) -> list[str]:
    """What people say to each other on the days of training, but not in it: for thresholds."""
    texts: set[str] = set()
    for day in json.loads(OPENERS.read_text(encoding="utf-8")):
        messages = dict(read_day(folder / day))
        texts |= {messages[line] for line in messages if _is_chatter(messages, line)}
    left = sorted(texts - trained)
    return [left[place] for place in np.random.default_rng(seed).permutation(len(left))[:count]]


def read_day(path: Path) -> Iterator[tuple[int, str]]:
    """Line number, from 1, and text of each message that a person wrote."""
    for line, raw in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
        found = _MESSAGE.match(raw)
        if found and not found[1].lower().startswith(_BOTS) and not found[2].startswith("!"):
            yield line, found[2].strip()


def addressee(text: str) -> str | None:
    """The name a message begins with, as in `name: text`; None when it names nobody."""
    found = re.match(r"^([\w\[\]{}|`^-]{3,16})[:,]\s", text)
    return found[1] if found else None


def _is_chatter(messages: dict[int, str], line: int) -> bool:
    text = messages[line]
    return "<unconvertable>" not in text and (
        addressee(text) is not None or (_ASKING.search(text) is None and len(text) < 160)
    )
