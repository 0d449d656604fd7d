"""Markdown as nodes within each other: the one place that knows the parser.

CommonMark with tables, by comrak: a tenth of the time that a parser written in Python takes, which
was the most of what cutting the passages of a question took (docs/benchmarks.md).
"""

import re
from collections.abc import Iterator
from typing import Any

import comrak

LONGEST = 20_000
"""Characters that are parsed. Passages are a tenth as long; 40,000 quotes within each other
overflow a stack of 8 MiB, which ends the process."""
DEEPEST = 20
"""Blocks and marks within each other, as many as markdown-it takes; what is deeper is left out."""

_TABLES = comrak.ExtensionOptions(table=True)
_QUOTED_DEEP = re.compile(rf"(?:>[ \t]{{0,3}}){{{DEEPEST + 1},}}")
_TEXTS: dict[type, str] = {comrak.Text: "text", comrak.HtmlInline: "html"}
_LITERALS: dict[type, str] = {
    comrak.Code: "code",
    comrak.CodeBlock: "code_block",
    comrak.HtmlBlock: "html_block",
}
_OTHERS: dict[type, str] = {
    comrak.Paragraph: "paragraph",
    comrak.Heading: "heading",
    comrak.List: "items",
    comrak.Item: "item",
    comrak.BlockQuote: "quotation",
    comrak.Table: "table",
    comrak.TableRow: "row",
    comrak.TableCell: "cell",
    comrak.Emph: "emphasis",
    comrak.Strong: "strong",
    comrak.Link: "link",
    comrak.Image: "image",
    comrak.SoftBreak: "break",
    comrak.LineBreak: "break",
    comrak.ThematicBreak: "rule",
}


class Node:
    """A block, a part of a line, or a text.

    ``kind`` is one of those above, or *steps* for an ordered list; ``content`` the text of what has
    none within; ``target`` that of a link; ``start`` the first number of an ordered list;
    ``is_header`` tells a table's row of column names.
    """

    __slots__ = ("children", "content", "is_header", "kind", "start", "target")

    def __init__(self, kind: str, content: str = "") -> None:
        self.kind = kind
        self.content = content
        self.children: list[Node] = []
        self.target = ""
        self.start = 1
        self.is_header = False

    def walk(self) -> Iterator["Node"]:
        """It and all within it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def nodes(markdown: str) -> list[Node]:
    """The outermost blocks of a text, in order; of a longer one, those it begins with."""
    text = markdown[:LONGEST]
    if ">" in text:
        text = _QUOTED_DEEP.sub("> ", text)
    return _within(comrak.parse_document(text, _TABLES), DEEPEST)


def _within(found: comrak.AstNode, deepest: int) -> list[Node]:
    return [_node(one, deepest - 1) for one in found.children] if deepest else []


def _node(found: comrak.AstNode, deepest: int) -> Node:
    value: Any = found.node_value
    kind = type(value)
    if kind in _TEXTS:
        return Node(_TEXTS[kind], value.value)
    if kind in _LITERALS:
        return Node(_LITERALS[kind], value.value.literal)
    node = Node(_OTHERS[kind])
    node.children = _within(found, deepest)
    if kind is comrak.List and value.value.list_type is comrak.ListType.Ordered:
        node.kind, node.start = "steps", value.value.start
    elif kind is comrak.Link:
        node.target = value.value.url
    elif kind is comrak.TableRow:
        node.is_header = value.value
    return node
