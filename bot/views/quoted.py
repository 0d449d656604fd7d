"""Marks in a passage what the answer quoted of it, as far as its message shows that."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.views.blocks import SECTION
from bot.views.mrkdwn import LONGEST_TEXT, prose
from chains.answering.outcome import Form, Sentence

_ADDRESS = re.compile(r"<[^<>|]*\||https?://\S+")
_WORD = re.compile(r"\w+")
_FEWEST = 12
"""Letters of what is looked for: less stands anywhere."""
_MOST_TEXTS = 400


def quoted_in(blocks: Any, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of the sentences whose words stand in a message, in their order.

    ``blocks`` are what Slack sends along with a press. Anybody could send others: they mark, and
    nothing of them is shown.
    """
    message = _words(" ".join(_texts(blocks)))
    found = set[int]()
    for place, sentence in enumerate(sentences):
        # As it was shown, where marks give way to lookalikes, or as it stands, where it is code.
        for said in (_words(prose(sentence.text[:LONGEST_TEXT])), _words(sentence.text)):
            if len(said) >= _FEWEST and said in message:
                found.add(place)
    return frozenset(found)


def marked(texts: Sequence[str], form: Form) -> list[str]:
    """Texts of a sentence, as bold; of a row, whose columns are bold, behind a bar.

    Code has neither, and what a mark would end too early or make too long stays as it is.
    """
    match form:
        case Form.CODE:
            return list(texts)
        case Form.ROW:
            return [_if_fits(text, "> " + text.replace("\n", "\n> ")) for text in texts]
        case _:
            return [text if "*" in text else _if_fits(text, f"*{text}*") for text in texts]


def _if_fits(text: str, loud: str) -> str:
    return loud if len(loud) <= SECTION else text


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(html.unescape(_ADDRESS.sub(' ', text))))} "


def _texts(blocks: Any) -> Iterator[str]:
    """Every text in blocks of whatever kind, up to so many."""
    waiting, seen = [blocks], 0
    while waiting and seen < _MOST_TEXTS:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            said = one.get("text")
            if isinstance(said, str):
                seen += 1
                yield said
            waiting.extend(reversed([each for each in one.values() if not isinstance(each, str)]))
