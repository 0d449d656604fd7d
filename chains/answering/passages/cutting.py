"""Cuts parsed Markdown into segments: sentences, steps with what belongs to them, rows, code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chains.answering.outcome import Form
from chains.answering.passages.calls import calls_as_words
from chains.answering.passages.fields import fields_of
from chains.answering.passages.inline import (
    anchor_of,
    as_written,
    is_pointer,
    item_of,
    only_part,
    plain,
)
from chains.answering.passages.nodes import Node
from chains.answering.passages.sentences import split_sentences
from chains.answering.passages.visible_text import visible_text
from chains.answering.passages.warning_words import warns

LONGEST_SEGMENT = 700
"""Characters; a longer sentence or cell is cut, longer code is left out."""

_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,15}://|www\.|mailto:|tel:|data:|javascript:)[^\s<>|]*[^\s<>|.,;:!?)]"
    r"|\b(?:[a-z0-9-]+\.)+[a-z]{2,12}/(?:[^\s<>|]*[^\s<>|.,;:!?)])?",
    re.I,
)
_COLUMN = re.compile(r"^[^:\n]{1,60}:\s", re.M)
_ALERT = re.compile(r"^\[!([A-Za-z]{2,20})\]\s*")
_TEMPLATE = re.compile(r"\{[%{#].*?[%}#]\}")


@dataclass(frozen=True)
class Section:
    """One of several sections of a passage: its heading, and the anchor that leads to it."""

    name: str
    anchor: str


@dataclass(frozen=True)
class Segment:
    """One quotable piece in plain text; ``place`` is its position in the passage.

    ``group`` is shared by the items of one list, rows of one table and the line that leads in.
    ``value`` is what a field of a record says beside its name; None of anything else.
    ``section`` is where it stands, where that is not the section its passage begins with.
    ``number`` is what the list of a step counts it as.
    """

    text: str
    form: Form
    place: int
    heading: str = ""
    group: int = 0
    value: str | None = None
    section: Section | None = None
    number: int = 0


def without_columns(segment: Segment) -> str:
    """Its text, of a row only what its cells say."""
    return _COLUMN.sub("", segment.text) if segment.form is Form.ROW else segment.text


def without_addresses(text: str) -> str:
    """The text with every web address gone: a reply links to its sources and to nothing else."""
    has_any = "/" in text or ":" in text or "www." in text.lower()  # each has one of them
    return _ADDRESS.sub("(link)", text) if has_any else text


@dataclass
class _Steps:
    """The numbered list that was cut last, and the number that would go on with it."""

    group: int
    heading: str
    following: int
    end: int


@dataclass
class Cutter:
    """Goes through the blocks of a passage; ``found`` are its segments so far, in order."""

    language: str
    found: list[Segment] = field(default_factory=list)
    heading: str = ""
    groups: int = 0
    section: Section | None = None
    steps: _Steps | None = None
    within: int | None = None
    """The group of the step that is being cut; what it holds belongs to it."""

    def blocks(self, nodes: Sequence[Node]) -> None:
        """Cut these blocks, after those before."""
        for node in nodes:
            match node.kind:
                case "heading":
                    self.heading = plain(node)
                case "steps" if self.within is None:
                    self._steps(node)
                case "steps" | "items":
                    self._items(node)
                case "table":
                    self._rows(node)
                case "quotation":
                    self.blocks(node.children)
                case _:
                    self._leaf(node)

    def _leaf(self, node: Node) -> None:
        match node.kind:
            case "paragraph":
                self._line(node, only_part(node))
            case "code_block":
                self._code(node.content.rstrip("\n"))
            case "html_block":
                self._sentences(visible_text(calls_as_words(node.content)))
            case _:  # a rule: nothing to quote
                pass

    def _line(self, node: Node, only: str) -> None:
        if only == "strong":
            self._headed(node)
        elif only == "code":
            self._code(as_written(node).strip("`"))
        elif only != "link":
            self._paragraph(node)

    def _headed(self, node: Node) -> None:
        self.heading = plain(node)
        if anchor := anchor_of(node):
            self.section = Section(" ".join(without_addresses(self.heading).split()), anchor)

    def _paragraph(self, node: Node) -> None:
        if fields := fields_of(as_written(node).split("\n")):
            group = self._group_after_lead()
            for name, value in fields:
                before = len(self.found)
                self._item_text(f"{name}: {value}", Form.ROW, group)
                self.found[before:] = [replace(one, value=value) for one in self.found[before:]]
        else:
            self._sentences(plain(node))

    def _sentences(self, text: str) -> None:
        text = _ALERT.sub(lambda found: f"{found[1].capitalize()}: ", text)
        self.groups += 1
        group = self.groups
        if self.within is not None:
            group = self.within
        elif warns(text) and self._is_beside_an_act():
            group = self._group_beside()
        for sentence in _whole(split_sentences(text, self.language)):
            self._add(sentence, Form.PROSE, group)

    def _is_beside_an_act(self) -> bool:
        """Whether steps or code stand right before, of which a warning could be."""
        beside, last = self._group_beside(), self.found[-1] if self.found else None
        in_steps = self.steps is not None and self.steps.group == beside
        in_code = last is not None and last.form is Form.CODE and last.group == beside
        return in_steps or in_code

    def _code(self, text: str) -> None:
        self._add(text, Form.CODE, self._group_beside())

    def _group_beside(self) -> int:
        """The group of what stands right before, under the same heading."""
        if self.within is not None:
            return self.within
        last = self.found[-1] if self.found else None
        return last.group if last and last.heading == self.heading else self.groups

    def _steps(self, node: Node) -> None:
        """The steps of a list; one that goes on with the list before belongs to it."""
        start = node.start
        if self.steps is not None and self._goes_on(start):
            group, end, start = self.steps.group, self.steps.end, self.steps.following
            self.found[end:] = [replace(one, group=group) for one in self.found[end:]]
        else:
            group = self._group_after_lead()
        for number, item in enumerate(node.children, start):
            self.within = group
            self._step(item, group, number)
        self.within = None
        following = start + len(node.children)
        self.steps = _Steps(group, self.heading, following, len(self.found))

    def _goes_on(self, start: int) -> bool:
        """Whether a list that starts so goes on with the one before, around what parts them."""
        if self.steps is None or self.steps.heading != self.heading:
            return False
        between = self.found[self.steps.end :]
        coded = bool(between) and all(one.form is Form.CODE for one in between)
        return start == self.steps.following if start > 1 else coded

    def _step(self, item: Node, group: int, counted: int) -> None:
        """One step: its first sentence, or all of it where it is short, and what belongs to it."""
        said = False
        for child in item.children:
            if child.kind == "paragraph" and not said and not is_pointer(child):
                text = item_of(child)
                short = len(text) <= LONGEST_SEGMENT // 2
                parts = [text] if short else _whole(split_sentences(text, self.language))
                self._add(parts[0] if parts else "", Form.STEP, group, counted)
                for part in parts[1:]:
                    self._add(part, Form.PROSE, group)
                said = True
            else:
                self.blocks([child])

    def _items(self, node: Node) -> None:
        group = self._group_after_lead()
        for item in node.children:
            for child in item.children:
                if child.kind == "paragraph" and not is_pointer(child):
                    self._item_text(item_of(child), Form.ROW, group)
                elif child.kind == "code_block":
                    self._add(child.content.rstrip("\n"), Form.CODE, group)
                else:
                    self.blocks([child])

    def _item_text(self, text: str, form: Form, group: int) -> None:
        if len(text) <= LONGEST_SEGMENT // 2:
            self._add(text, form, group)
            return
        for sentence in _whole(split_sentences(text, self.language)):
            self._add(sentence, form, group)

    def _rows(self, node: Node) -> None:
        group = self._group_after_lead()
        columns: list[str] = []
        for row in node.children:
            cells = [plain(cell) for cell in row.children]
            if row.is_header:
                columns = cells
                continue
            pairs = [
                f"{column}: {cell}" if column else cell
                for column, cell in zip(columns, cells, strict=False)
                if cell
            ]
            self._add("\n".join(pairs), Form.ROW, group)

    def _group_after_lead(self) -> int:
        """A new group, joined by the sentence before when that announces the list.

        A warning between them, or one before numbered steps, belongs to the list.
        """
        self.groups += 1
        if self.within is not None:
            return self.within
        place = len(self.found)
        while place and self.found[place - 1].heading == self.heading and self._warned(place - 1):
            place -= 1
        if place and self.found[place - 1].text.endswith(":"):
            group = self.found[place - 1].group
            self.found[place:] = [replace(one, group=group) for one in self.found[place:]]
            return group
        return self.groups

    def _warned(self, place: int) -> bool:
        return self.found[place].form is Form.PROSE and warns(self.found[place].text)

    def _add(self, text: str, form: Form, group: int, number: int = 0) -> None:
        if form is Form.CODE:
            shown = text if len(text) <= 2 * LONGEST_SEGMENT else ""
        else:
            lines = without_addresses(_TEMPLATE.sub("", text)).splitlines()
            shown = _cut("\n".join(" ".join(line.split()) for line in lines))
        if any(character.isalnum() for character in shown):
            place, section = len(self.found), self.section
            self.found.append(
                Segment(shown, form, place, self.heading, group, section=section, number=number)
            )


def _whole(sentences: Sequence[str]) -> list[str]:
    """The sentences, joined again where code was cut in two."""
    whole: list[str] = []
    for sentence in sentences:
        if whole and whole[-1].count("`") % 2:
            whole[-1] += f" {sentence}"
        else:
            whole.append(sentence)
    return whole


def _cut(text: str) -> str:
    if len(text) <= LONGEST_SEGMENT:
        return text
    return text[: text.rfind(" ", 0, LONGEST_SEGMENT) + 1 or LONGEST_SEGMENT].rstrip() + "…"
