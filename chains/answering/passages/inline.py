"""What a line of Markdown says: its words, and whether it is more than words."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from chains.answering.passages.calls import calls_as_words
from chains.answering.passages.nodes import Node
from chains.index.sections import anchor_in

_BOX = re.compile(r"^\[[ xX]\]\s+")


def plain(node: Node) -> str:
    """The words of an inline node: no emphasis, link targets, images or HTML; code is marked."""
    return as_written(node).replace("\n", " ")


def item_of(node: Node) -> str:
    """The words of an item of a list, without the box that is ticked where it is done."""
    return _BOX.sub("", plain(node))


def as_written(node: Node) -> str:
    """The same, with the breaks between lines."""
    return "".join(_words(node)).strip()


def only_part(node: Node) -> str:
    """The type of what a paragraph is all of, as *strong* or *link*; empty of any other paragraph.

    The splitter writes the headings of joined sections in bold. One link is an entry of a table of
    contents, or leads back in italics, and says nothing itself. One code span is code on a line of
    its own.
    """
    parts = [one for one in node.children if one.kind != "text" or one.content.strip()]
    if len(parts) != 1:
        return ""
    leads = parts[0].kind == "emphasis" and only_part(parts[0]) == "link"
    return "link" if leads else parts[0].kind


def is_pointer(node: Node) -> bool:
    """A paragraph that is one link."""
    return only_part(node) == "link"


def anchor_of(node: Node) -> str:
    """The anchor of a heading in bold that begins a section; empty of any other paragraph."""
    targets = (one.target for one in node.walk() if one.kind == "link")
    return anchor_in(unquote(next(targets, "")))


def _words(node: Node) -> Iterator[str]:
    for child in node.children:
        match child.kind:
            case "text":
                yield calls_as_words(child.content)
            case "code":
                # Marked, so that who reads it sees where a command begins and where it ends.
                code = calls_as_words(child.content, marked=False)
                yield code if "`" in code else f"`{code}`"
            case "html" if (called := calls_as_words(child.content)) != child.content:
                yield called
            case "break":
                yield "\n"
            case "image" | "html":
                continue
            case "link" if (inner := f"<{''.join(_words(child))}>") != calls_as_words(inner):
                yield calls_as_words(inner)  # the name of a group makes it an address of mail
            case _:
                yield from _words(child)
