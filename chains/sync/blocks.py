"""The blocks of a Markdown document: headings, paragraphs, lists, tables, code."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”»)\]*_]*\s+(?=[^\sa-zà-ÿ])|\n{2,}")
_LIST_ITEM = re.compile(r"^\s{0,3}(?:[-*+]|\d{1,9}[.)])\s")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*{1,3}|`{1,2}|\b_{1,3})(?=\S)(.+?)(?<=\S)\1")
_HEADER_LINES = 2
"""Lines of a table that say what its columns are."""


@dataclass(frozen=True)
class Block:
    """One block as written; ``level`` is 1 to 6 for a heading, 0 for anything else."""

    kind: str
    text: str
    level: int = 0


def blocks_of(markdown: str) -> Iterator[Block]:
    """The outermost blocks of a document, in order; together they are its whole text."""
    lines = markdown.splitlines()
    # Links, emphasis and the like stay as written, so inline parsing would be wasted.
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    for token in parser.parse(markdown):
        if token.level == 0 and token.map and token.nesting >= 0:
            start, end = token.map
            text = "\n".join(lines[start:end]).strip("\n")
            if text.strip():
                yield Block(token.type.removesuffix("_open"), text, _level(token))


def heading_text(block: Block) -> str:
    """What a heading says, without its markup."""
    line = block.text.strip().partition("\n")[0].strip("# \t")
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", line)).strip()


def pieces_of(block: Block, count: Callable[[str], int], longest: int) -> Iterator[str]:
    """The block in pieces of at most ``longest`` tokens, whole if it fits.

    A table repeats its header in each piece, code its fence, a list breaks between items, prose
    between sentences; only what still does not fit breaks inside.
    """
    if count(block.text) <= longest:
        yield block.text
        return
    head, parts, tail, glue = _parts(block)
    around = count("\n".join(head + tail))
    if around > longest // 2:  # a header as long as that is not worth repeating
        head, parts, tail, around = [], [*head, *parts], [], 0
    room = longest - around
    fitting = (piece for part in parts for piece in _cut(part, count, room))
    for group in pack(fitting, count, room):
        yield "\n".join([*head, glue.join(group), *tail])


def pack(parts: Iterator[str], count: Callable[[str], int], longest: int) -> Iterator[list[str]]:
    """Consecutive parts in groups of at most ``longest`` tokens; a longer part stands alone."""
    group: list[str] = []
    size = 0
    for part in parts:
        tokens = count(part)
        if group and size + tokens > longest:
            yield group
            group, size = [], 0
        group.append(part)
        size += tokens
    if group:
        yield group


def _parts(block: Block) -> tuple[list[str], list[str], list[str], str]:
    """What every piece begins with, the parts, what every piece ends with, what joins parts."""
    lines = block.text.split("\n")
    if block.kind == "table":
        return lines[:_HEADER_LINES], lines[_HEADER_LINES:], [], "\n"
    if block.kind == "fence":
        closed = len(lines) > 1 and lines[-1].strip() and not lines[-1].strip().strip("`~")
        body = lines[1:-1] if closed else lines[1:]
        return lines[:1], body, [lines[0].strip()[:3]], "\n"
    if block.kind == "code_block":
        return [], lines, [], "\n"
    if block.kind in ("bullet_list", "ordered_list"):
        return [], _items(lines), [], "\n"
    return [], _sentences(block.text), [], " "


def _items(lines: list[str]) -> list[str]:
    items: list[list[str]] = []
    for line in lines:
        if _LIST_ITEM.match(line) or not items:
            items.append([])
        items[-1].append(line)
    return ["\n".join(item) for item in items]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _cut(part: str, count: Callable[[str], int], longest: int) -> Iterator[str]:
    """The part, or if it is too long itself: its sentences, its words, slices of a word."""
    if count(part) <= longest:
        yield part
        return
    sentences = _sentences(part)
    if len(sentences) > 1:
        for sentence in sentences:
            yield from _cut(sentence, count, longest)
        return
    words = [
        word[start : start + longest]
        for word in part.split()
        for start in range(0, len(word), longest)
    ]
    for group in pack(iter(words), count, longest):
        yield " ".join(group)


def _level(token: Token) -> int:
    return int(token.tag[1]) if token.type == "heading_open" else 0
