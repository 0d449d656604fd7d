"""Cuts a Markdown document into passages: along its headings, with tables and code kept whole."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from chains.index.plain import plain
from chains.index.sections import written_heading
from chains.sync.blocks import Block, blocks_of, heading_text, pack, pieces_of

LONGEST = 448
"""Tokens of a passage, title and headings not counted: with them it fits the model's window."""
ENOUGH = 128
"""Blocks are put together up to so many tokens; one block alone may be longer."""
SHORTEST = 64
"""A section with fewer tokens shares a passage with its neighbour."""

_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class PassageText:
    """One passage of a document: its place, the headings above it, its Markdown."""

    ordinal: int
    heading: tuple[str, ...]
    anchor: str
    text: str


@dataclass(frozen=True)
class _Heading:
    name: str
    anchor: str


@dataclass
class _Section:
    heading: tuple[_Heading, ...]
    anchor: str
    blocks: list[Block] = field(default_factory=list)


class Splitter:
    """Splits documents into passages measured in the embedding model's tokens."""

    def __init__(
        self,
        count_tokens: Callable[[str], int],
        *,
        longest: int = LONGEST,
        enough: int = ENOUGH,
        shortest: int = SHORTEST,
    ) -> None:
        self._count_tokens = count_tokens
        self._longest = longest
        self._enough = enough
        self._shortest = shortest

    def split(self, markdown: str, title: str) -> list[PassageText]:
        """The passages of a document, in order; none for a document without text."""
        passages: list[PassageText] = []
        for section in self._joined(_sections(markdown, title)):
            pieces = (
                piece
                for block in section.blocks
                for piece in pieces_of(block, self._count, self._longest)
            )
            for group in pack(pieces, self._count, self._enough):
                names = tuple(one.name for one in section.heading)
                text = "\n\n".join(group)
                passages.append(PassageText(len(passages), names, section.anchor, text))
        return passages

    def _count(self, markdown: str) -> int:
        """Tokens of what is embedded: addresses and markup are not."""
        return self._count_tokens(plain(markdown))

    def _joined(self, sections: Iterator[_Section]) -> Iterator[_Section]:
        """Sections, the short ones joined with the next as long as both fit in one passage."""
        waiting: _Section | None = None
        waiting_size = 0
        for section in sections:
            size = sum(self._count(block.text) for block in section.blocks)
            if waiting is None:
                waiting, waiting_size = section, size
                continue
            short = min(size, waiting_size) < self._shortest
            if short and size + waiting_size <= self._enough:
                waiting = _join(waiting, section)
                waiting_size += size
            else:
                yield waiting
                waiting, waiting_size = section, size
        if waiting is not None:
            yield waiting


def _sections(markdown: str, title: str) -> Iterator[_Section]:
    path: list[tuple[int, _Heading]] = []
    anchors: dict[str, int] = {}
    section = _Section((), "")
    for block in blocks_of(markdown):
        if not block.level:
            section.blocks.append(block)
            continue
        if section.blocks:
            yield section
        name = heading_text(block)
        heading = _Heading(name, anchor_of(name, anchors))
        path = [(level, above) for level, above in path if level < block.level]
        path.append((block.level, heading))
        shown = tuple(above for _, above in path if above.name and above.name != title)
        section = _Section(shown, heading.anchor)
    if section.blocks:
        yield section


def _join(first: _Section, second: _Section) -> _Section:
    """Both in one; the headings they do not share stand in the text, so that nothing is lost."""
    shared = tuple(
        one for one, other in zip(first.heading, second.heading, strict=False) if one == other
    )
    if first.heading == second.heading[: len(first.heading)]:
        shared = first.heading
        opening = first.blocks
    else:
        opening = [*_headings(first.heading[len(shared) :]), *first.blocks]
    following = [*_headings(second.heading[len(shared) :]), *second.blocks]
    return _Section(shared, first.anchor, [*opening, *following])


def _headings(headings: tuple[_Heading, ...]) -> list[Block]:
    return [Block("paragraph", written_heading(one.name, one.anchor)) for one in headings]


def anchor_of(heading: str, taken: dict[str, int]) -> str:
    """The fragment that Git forges give a heading; a repeated one is numbered."""
    slug = _NOT_IN_ANCHOR.sub("", heading.lower()).strip().replace(" ", "-")
    number = taken.get(slug, 0)
    taken[slug] = number + 1
    return f"{slug}-{number}" if number else slug
