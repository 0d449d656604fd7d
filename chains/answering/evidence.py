"""Evidence: a passage the audience may read, with the facts of its document."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from chains.answering.segments import Segment, segments


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

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """What can be quoted of it, in order."""
        return segments(self.text, self.document.language)
