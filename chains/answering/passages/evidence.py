"""Evidence: a passage the audience may read, with the facts of its document."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chains.answering.passages.cutting import Section, Segment
from chains.answering.passages.segments import segments


@dataclass(frozen=True)
class DocumentFacts:
    """What Postgres says of a document at the moment it was asked.

    ``is_old``: its date is more than two years back, so what it says may no longer hold.
    ``content_hash`` is empty while the document is being read anew.
    """

    id: UUID
    source: UUID
    external_id: str
    title: str
    url: str
    scope: str
    language: str = "en"
    updated: date | None = None
    supersedes: str | None = None
    owner: str | None = None
    is_old: bool = False
    content_hash: str = ""


@dataclass(frozen=True)
class Evidence:
    """A passage, or neighbouring passages of one section joined, that may be drawn on.

    ``cosine`` (-1 to 1) and ``bm25`` (from 0) are the raw figures of the two legs of search and
    ``None`` where a leg did not return the passage; ``score`` is fused and only good for order.
    """

    document: DocumentFacts
    text: str
    heading: tuple[str, ...] = ()
    anchor: str = ""
    ordinal: int = 0
    cosine: float | None = None
    bm25: float | None = None
    score: float = 0.0

    @property
    def url(self) -> str:
        """The document's address, at the section when it has an anchor."""
        return f"{self.document.url}#{self.anchor}" if self.anchor else self.document.url

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What can be quoted of it, in order."""
        return segments(self.text, self.document.language)

    def section_of(self, text: str) -> Section | None:
        """The section in which a sentence stands, or of which it has most of its words.

        ``None``: the one that the passage begins with, or nobody knows.
        """
        if all(one.section is None for one in self.segments):
            return None
        exact = next((one for one in self.segments if one.text == text), None)
        if exact is not None:
            return exact.section
        said = _words(text)
        held = [(len(said & _words(one.text)), one.section) for one in self.segments]
        most, section = max(held, key=lambda one: one[0])
        return section if 2 * most >= max(1, len(said)) else None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
