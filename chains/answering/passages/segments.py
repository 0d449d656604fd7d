"""Cuts a passage of Markdown into what can be quoted: sentences, list items, rows, code."""

import re
import unicodedata
from functools import lru_cache

from chains.answering.passages.cutting import Cutter, Segment
from chains.answering.passages.nodes import nodes

_FENCE = re.compile(
    r"(^[ \t]*(?P<mark>`{3,}|~{3,}).*?(?:^[ \t]*(?P=mark)[`~]*[ \t]*$|\Z))", re.M | re.S
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_UNSEEN_ELEMENT = re.compile(
    r"<([a-z][a-z0-9]*)\b(?=[^<>]{0,400}(?:\shidden\b|style\s?=[^<>]{0,200}(?:display\s?:\s?none|"
    r"visibility\s?:\s?hidden|(?:font-size|opacity)\s?:\s?0(?![.\d]))))[^<>]*>.*?(?:</\1\s?>|\Z)",
    re.I | re.S,
)
_COMMENT_TAIL = re.compile(r"\A.*?-->", re.S)
_TEMPLATED_LINK = re.compile(r"\]\(\s*\{[%{][^\n]{0,300}?[%}]\}[^)\s]*\s*\)")
_REMEMBERED = 1_024
"""Passages that stay cut: the same come again."""
_JOINERS = {"\u200c", "\u200d"}  # meaningful in Persian, Indic scripts and emoji


def without_hidden(text: str) -> str:
    """The text without comments, hidden elements and characters that nobody sees."""
    if "-->" in text or "<!--" in text or ("<" in text and _UNSEEN_ELEMENT.search(text)):
        text = "".join(
            part if number % 3 else _without_comments(part)
            for number, part in enumerate(_FENCE.split(text))
            if number % 3 != 2
        )
    if text.isascii():
        return text
    unseen = [one for one in set(text) if not one.isascii() and _is_unseen(one)]
    return text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text


@lru_cache(_REMEMBERED)
def segments(text: str, language: str = "en") -> tuple[Segment, ...]:
    """The quotable pieces of a passage of Markdown, in order."""
    read = _TEMPLATED_LINK.sub("]()", without_hidden(text))
    cutter = Cutter(language)
    cutter.blocks(nodes(read))
    return tuple(cutter.found)


def _is_unseen(character: str) -> bool:
    return character not in _JOINERS and unicodedata.category(character) in {"Cf", "Co", "Cs"}


def _without_comments(text: str) -> str:
    cleaned = _UNSEEN_ELEMENT.sub("", _COMMENT.sub("", text))
    return _COMMENT_TAIL.sub("", cleaned) if "-->" in cleaned else cleaned
