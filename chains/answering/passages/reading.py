"""What of a document is for people: not what is hidden, nor what steers a language model."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from chains.answering.passages.cutting import without_addresses
from chains.answering.passages.nodes import LONGEST
from chains.answering.passages.segments import without_hidden
from chains.answering.passages.steering import steers

_LINE_END = re.compile(r"\r\n?")
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_WHOLE = frozenset({"blockquote_open", "heading_open", "tr_open"})

Lines = tuple[int, int]


def for_people(markdown: str) -> str:
    """The Markdown without what nobody sees, and without the blocks that steer a language model.

    A block goes as a whole: a paragraph, a list item's, a table's row, code. A quotation goes as
    one, and so do a list of which half steers and the block after one that ends in a colon. What is
    beyond `LONGEST` characters is not read, and therefore not drawn on.
    """
    text = without_hidden(markdown[:LONGEST])
    if not steers(text):  # what a block shows, its passage shows: nearly all end here
        return text
    lines = _LINE_END.sub("\n", text).split("\n")  # as the parser counts them
    known: dict[str, Any] = {}
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    tokens = parser.parse("\n".join(lines), known)
    # Definitions of links are no block, and nobody sees them.
    unseen = [one["map"] for one in known.get("references", {}).values()]
    unseen += [one["map"] for one in known.get("duplicate_refs", [])]
    gone = {line for start, end in (*_steering(tokens), *unseen) for line in range(start, end)}
    return "\n".join(line for number, line in enumerate(lines) if number not in gone)


def label(text: str) -> str:
    """A title or heading in one line, without addresses; empty where it steers."""
    shown = " ".join(without_addresses(without_hidden(text[:LONGEST])).split())
    return "" if steers(shown) else shown


def _steering(tokens: Sequence[Token]) -> Iterator[Lines]:
    places = [place for place, one in enumerate(tokens) if one.content and steers(one.content)]
    for place in places:
        lines = _around(tokens, place)
        yield lines
        if tokens[place].content.rstrip("* _").endswith(":"):
            after = (one.map for one in tokens[place:] if one.map and one.map[0] >= lines[1])
            if following := next(after, None):
                yield following[0], following[1]
    yield from _lists(tokens, places)


def _lists(tokens: Sequence[Token], steering: Sequence[int]) -> Iterator[Lines]:
    """The lists that steer with half of their items or more."""
    for token in tokens:
        if token.type not in _LISTS or not token.map:
            continue
        start, end = token.map
        inside = [
            place
            for place, one in enumerate(tokens)
            if one.content and one.map and start <= one.map[0] < end
        ]
        if 2 * len(set(inside) & set(steering)) >= max(1, len(inside)):
            yield start, end


def _around(tokens: Sequence[Token], place: int) -> Lines:
    """The lines that go with a block: of its quotation, row or heading, else its own.

    A row of names goes with its table, which is none without it.
    """
    around: list[Token] = []
    for token in tokens[:place]:
        if token.nesting == 1:
            around.append(token)
        elif token.nesting == -1:
            around.pop()
    whole = _WHOLE | ({"table_open"} if any(one.type == "thead_open" for one in around) else set())
    lines = [one.map for one in (*around, tokens[place]) if one.map]
    lines = [one.map for one in around if one.map and one.type in whole] + lines[-1:]
    return (lines[0][0], lines[0][1]) if lines else (0, 0)
