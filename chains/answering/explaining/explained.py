"""What an explanation says: how a reply came about, and why one person may read a document."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from chains.access.audience import Venue, VenueKind
from chains.access.principals import Principal


@dataclass(frozen=True)
class Place:
    """Where a posted answer stands: a conversation and a timestamp of it."""

    channel: str
    ts: str


About: TypeAlias = str | Place | None
"""The answer that is asked about: by its request id, by its place, or the asker's latest."""
Reads: TypeAlias = Callable[[str], Awaitable[bool]]
"""Whether the one who asks can read a conversation at this moment."""


class MadeFor(StrEnum):
    """For whom a reply was made, in general."""

    ASKER = "asker"
    EACH_MEMBER = "each_member"
    EVERYONE = "everyone"
    GUESTS = "guests"
    PARTNERS = "partners"
    GUESTS_AND_PARTNERS = "guests_and_partners"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Permitted:
    """A document that one person may read at this moment, and why.

    ``grounds``: for each clause of its access list the path of memberships that leads from the
    person to a principal of the clause. ``confirmed_at``: when its source last said who may read.
    """

    title: str
    url: str
    scope: str
    grounds: tuple[tuple[Principal, ...], ...]
    confirmed_at: datetime
    updated: date | None = None


@dataclass(frozen=True)
class CitedSource:
    """A source of an answer, by its number; ``sealed``: its record is as it was written.

    ``cosine``: how near its passage was to the question, for the one who asked it.
    """

    number: int
    document: Permitted
    sealed: bool
    cosine: float | None = None


@dataclass(frozen=True)
class Figures:
    """How an answer came about, in numbers that are for its asker alone.

    ``confidence`` is 0 to 1; ``scopes`` are those that were searched, none meaning all. ``intent``
    is what the message was taken for, with ``intent_probability`` (0 to 1), where that was asked.
    """

    passages: int
    confidence: float
    milliseconds: float
    drafted: bool
    scopes: tuple[str, ...]
    intent: str | None = None
    intent_probability: float | None = None


@dataclass(frozen=True)
class Why:
    """How an answer came about, for the eyes of one person.

    ``sources`` are those that this person may read at this moment; of others there is no word.
    ``wants`` and ``outcome`` are the words of the record.
    """

    request: str
    asked_at: datetime
    wants: str
    outcome: str
    venue: VenueKind
    made_for: MadeFor
    sources: tuple[CitedSource, ...]
    figures: Figures | None
    """Set for the one who asked the question."""


@dataclass(frozen=True)
class Here:
    """Where somebody asks why a document is not used, and the scopes that are searched there."""

    venue: Venue
    scopes: tuple[str, ...] = ()


class Hindrance(StrEnum):
    """What keeps a document, which one person may read, out of their replies."""

    NOT_INDEXED = "not_indexed"
    MOVING = "moving"
    """Its passages do not carry its present access list yet."""
    NOT_FOUND = "not_found"
    """Even a search for its title does not bring it."""
    SUPERSEDED = "superseded"
    OUTSIDE_SCOPES = "outside_scopes"
    NOT_FOR_ALL_HERE = "not_for_all_here"


@dataclass(frozen=True)
class WhyNot:
    """A document that one person may read, and what keeps it out of replies where they ask.

    ``newer``: title and address of a document that supersedes it and that they may read too.
    """

    document: Permitted
    hindrances: tuple[Hindrance, ...] = ()
    newer: tuple[str, str] | None = None
