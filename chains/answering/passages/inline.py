"""What a line of Markdown says: its words, and whether it is more than words."""

from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from chains.answering.passages.calls import calls_as_words
from chains.index.sections import anchor_in


def plain(node: SyntaxTreeNode) -> str:
    """The words of an inline node: no emphasis, link targets, images or HTML; code is marked."""
    return as_written(node).replace("\n", " ")


def as_written(node: SyntaxTreeNode) -> str:
    """The same, with the breaks between lines."""
    return "".join(_words(node)).strip()


def is_bold(node: SyntaxTreeNode) -> bool:
    """A paragraph all in bold: the splitter writes the headings of joined sections so."""
    return _parts(node) == ["strong"]


def anchor_of(node: SyntaxTreeNode) -> str:
    """The anchor of a heading in bold that begins a section; empty of any other paragraph."""
    targets = (str(one.attrs.get("href", "")) for one in node.walk() if one.type == "link")
    return anchor_in(unquote(next(targets, "")))


def is_pointer(node: SyntaxTreeNode) -> bool:
    """A paragraph that is one link: an entry of a table of contents says nothing itself."""
    return _parts(node) == ["link"]


def is_command(node: SyntaxTreeNode) -> bool:
    """A paragraph that is one code span: code on a line of its own."""
    return _parts(node) == ["code_inline"]


def _parts(node: SyntaxTreeNode) -> list[str]:
    inline = node.children[0].children if node.children else []
    return [child.type for child in inline if child.type != "text" or child.content.strip()]


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        match child.type:
            case "text":
                yield child.content
            case "code_inline":
                # Marked, so that who reads it sees where a command begins and where it ends.
                code = calls_as_words(child.content, marked=False)
                yield code if "`" in code else f"`{code}`"
            case "html_inline" if (called := calls_as_words(child.content)) != child.content:
                yield called
            case "softbreak" | "hardbreak":
                yield "\n"
            case "image" | "html_inline":
                continue
            case "link" if (inner := f"<{''.join(_words(child))}>") != calls_as_words(inner):
                yield calls_as_words(inner)  # the name of a group makes it an address of mail
            case _:
                yield from _words(child)
