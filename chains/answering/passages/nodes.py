"""The parts of parsed Markdown within each other, as light as cutting needs them.

markdown-it's own tree keeps what it takes to write Markdown anew, and takes five times as long.
"""

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token


class Node:
    """A block, a part of a line, or a text; ``content`` is empty where it has others within."""

    __slots__ = ("attrs", "children", "content", "type")

    def __init__(self, token: Token, kind: str) -> None:
        self.type = kind
        self.content = token.content
        self.attrs: Mapping[str, str | int | float] = token.attrs
        self.children: list[Node] = nodes(token.children) if token.children else []

    def walk(self) -> Iterator["Node"]:
        """It and all within it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def nodes(tokens: Sequence[Token]) -> list[Node]:
    """The outermost nodes of what a parser found, in order."""
    outermost: list[Node] = []
    around = [outermost]
    for token in tokens:
        if token.nesting < 0:
            around.pop()
            continue
        node = Node(token, token.type.removesuffix("_open") if token.nesting else token.type)
        around[-1].append(node)
        if token.nesting:
            around.append(node.children)
    return outermost
