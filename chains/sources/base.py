"""What every connector gives: what changed since a cursor, and the documents themselves."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeAlias

Cursor: TypeAlias = Mapping[str, Any]
"""What a connector remembers between runs, as JSON; opaque to everyone else."""


@dataclass(frozen=True)
class Permissions:
    """Who may read a document, in the source's own words, beside the source's readers.

    ``readers`` any-of, ``None`` when the document names none; ``denied`` never;
    ``known`` is false when the source could not say: nobody may read it then.
    """

    readers: tuple[str, ...] | None = None
    denied: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True)
class SourceDocument:
    """A document as its source holds it; ``text`` is Markdown, ``language`` an ISO 639-1 code."""

    external_id: str
    title: str
    url: str
    text: str
    language: str = "en"
    updated: date | None = None
    owner: str | None = None
    supersedes: str | None = None
    permissions: Permissions = field(default_factory=Permissions)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Upserted:
    """A document is new, or its text or readers may have changed."""

    external_id: str


@dataclass(frozen=True)
class Deleted:
    """A document is gone."""

    external_id: str


Change: TypeAlias = Upserted | Deleted


class Connector(Protocol):
    """One connected source."""

    def changes(self, cursor: Cursor) -> AsyncIterator[tuple[Change, Cursor]]:
        """What changed since the cursor, each with the cursor to save once it is stored.

        Raises:
            SourceUnreadable: the whole source cannot be listed; nothing may be deleted then.
        """
        ...

    async def fetch(self, external_id: str) -> SourceDocument:
        """One document.

        Raises:
            SourceUnreadable: this document cannot be read.
        """
        ...
