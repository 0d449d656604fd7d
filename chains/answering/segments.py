"""Cuts a passage of Markdown into what can be quoted: sentences, list items, rows, code."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from chains.answering.fields import fields_of
from chains.answering.outcome import Form
from chains.answering.sentences import split_sentences

LONGEST_SEGMENT = 700
"""Characters; a longer sentence or cell is cut, longer code is left out."""

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
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,15}://|www\.|mailto:|tel:|data:|javascript:)[^\s<>|]*[^\s<>|.,;:!?)]"
    r"|\b(?:[a-z0-9-]+\.)+[a-z]{2,12}/(?:[^\s<>|]*[^\s<>|.,;:!?)])?",
    re.I,
)
_TEMPLATED_LINK = re.compile(r"\]\(\s*\{[%{][^\n]{0,300}?[%}]\}[^)\s]*\s*\)")
_TEMPLATE = re.compile(r"\{[%{#].*?[%}#]\}")
_JOINERS = {"\u200c", "\u200d"}  # meaningful in Persian, Indic scripts and emoji
_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_VOID = frozenset(_VOID_TAGS.split())
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "iframe", "object"})


@dataclass(frozen=True)
class Segment:
    """One quotable piece in plain text; ``place`` is its position in the passage.

    ``group`` is shared by the items of one list, rows of one table and the line that leads in.
    ``value`` is what a field of a record says beside its name; None of anything else.
    """

    text: str
    form: Form
    place: int
    heading: str = ""
    group: int = 0
    value: str | None = None


def without_addresses(text: str) -> str:
    """The text with every web address gone: a reply links to its sources and to nothing else."""
    return _ADDRESS.sub("(link)", text)


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
    return "".join(
        character
        for character in text
        if character in _JOINERS or unicodedata.category(character) not in {"Cf", "Co", "Cs"}
    )


def segments(text: str, language: str = "en") -> tuple[Segment, ...]:
    """The quotable pieces of a passage of Markdown, in order."""
    parser = MarkdownIt("commonmark").enable("table")
    read = _TEMPLATED_LINK.sub("]()", without_hidden(text))
    root = SyntaxTreeNode(parser.parse(read))
    cutter = _Cutter(language)
    cutter.blocks(root.children)
    return tuple(cutter.found)


@dataclass
class _Cutter:
    language: str
    found: list[Segment] = field(default_factory=list)
    heading: str = ""
    groups: int = 0

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> None:
        for node in nodes:
            match node.type:
                case "heading":
                    self.heading = plain(node)
                case "ordered_list" | "bullet_list":
                    self._items(node)
                case "table":
                    self._rows(node)
                case "blockquote":
                    self.blocks(node.children)
                case _:
                    self._leaf(node)

    def _leaf(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "paragraph" if _is_bold(node):
                self.heading = plain(node)
            case "paragraph" if not _is_pointer(node):
                self._paragraph(node)
            case "fence" | "code_block":
                self._add(node.content.rstrip("\n"), Form.CODE, self.groups)
            case "html_block":
                self._sentences(_visible_text(node.content))
            case _:  # a link alone, a rule: nothing to quote
                pass

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        if fields := fields_of(_as_written(node).split("\n")):
            group = self._group_after_lead()
            for name, value in fields:
                before = len(self.found)
                self._item_text(f"{name}: {value}", Form.ROW, group)
                self.found[before:] = [replace(one, value=value) for one in self.found[before:]]
        else:
            self._sentences(plain(node))

    def _sentences(self, text: str) -> None:
        self.groups += 1
        for sentence in split_sentences(text, self.language):
            self._add(sentence, Form.PROSE, self.groups)

    def _items(self, node: SyntaxTreeNode) -> None:
        form = Form.STEP if node.type == "ordered_list" else Form.ROW
        group = self._group_after_lead()
        for item in node.children:
            for child in item.children:
                if child.type == "paragraph" and not _is_pointer(child):
                    self._item_text(plain(child), form, group)
                elif child.type in {"fence", "code_block"}:
                    self._add(child.content.rstrip("\n"), Form.CODE, group)
                else:
                    self.blocks([child])

    def _item_text(self, text: str, form: Form, group: int) -> None:
        if len(text) <= LONGEST_SEGMENT // 2:
            self._add(text, form, group)
            return
        for sentence in split_sentences(text, self.language):
            self._add(sentence, form, group)

    def _rows(self, node: SyntaxTreeNode) -> None:
        group = self._group_after_lead()
        columns: list[str] = []
        for row in _rows_of(node):
            cells = [plain(cell) for cell in row.children]
            if row.children and row.children[0].type == "th":
                columns = cells
                continue
            pairs = [
                f"{column}: {cell}" if column else cell
                for column, cell in zip(columns, cells, strict=False)
                if cell
            ]
            self._add("\n".join(pairs), Form.ROW, group)

    def _group_after_lead(self) -> int:
        """A new group, joined by the sentence before when that announces the list."""
        self.groups += 1
        if self.found and self.found[-1].text.endswith(":"):
            return self.found[-1].group
        return self.groups

    def _add(self, text: str, form: Form, group: int) -> None:
        if form is Form.CODE:
            shown = text if len(text) <= 2 * LONGEST_SEGMENT else ""
        else:
            lines = without_addresses(_TEMPLATE.sub("", text)).splitlines()
            shown = _cut("\n".join(" ".join(line.split()) for line in lines))
        if any(character.isalnum() for character in shown):
            self.found.append(Segment(shown, form, len(self.found), self.heading, group))


def plain(node: SyntaxTreeNode) -> str:
    """The words of an inline node: no emphasis, no link targets, no images, no HTML."""
    return _as_written(node).replace("\n", " ")


def _as_written(node: SyntaxTreeNode) -> str:
    """The same, with the breaks between lines."""
    return "".join(_words(node)).strip()


def _is_bold(node: SyntaxTreeNode) -> bool:
    """A paragraph all in bold: the splitter writes the headings of joined sections so."""
    return _parts(node) == ["strong"]


def _is_pointer(node: SyntaxTreeNode) -> bool:
    """A paragraph that is one link: an entry of a table of contents says nothing itself."""
    return _parts(node) == ["link"]


def _parts(node: SyntaxTreeNode) -> list[str]:
    inline = node.children[0].children if node.children else []
    return [child.type for child in inline if child.type != "text" or child.content.strip()]


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        match child.type:
            case "text" | "code_inline":
                yield child.content
            case "softbreak" | "hardbreak":
                yield "\n"
            case "image" | "html_inline":
                continue
            case _:
                yield from _words(child)


def _rows_of(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _without_comments(text: str) -> str:
    cleaned = _UNSEEN_ELEMENT.sub("", _COMMENT.sub("", text))
    return _COMMENT_TAIL.sub("", cleaned) if "-->" in cleaned else cleaned


def _cut(text: str) -> str:
    if len(text) <= LONGEST_SEGMENT:
        return text
    return text[: text.rfind(" ", 0, LONGEST_SEGMENT) + 1 or LONGEST_SEGMENT].rstrip() + "…"


class _Visible(HTMLParser):
    """Collects the text of HTML that a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        style = (given.get("style") or "").replace(" ", "").lower()
        unseen = tag in _UNSEEN or "hidden" in given or "display:none" in style
        if tag not in _VOID and (self._hidden or unseen or "visibility:hidden" in style):
            self._hidden += 1
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag not in _VOID))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def _visible_text(html: str) -> str:
    parser = _Visible()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)
