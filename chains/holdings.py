"""What is kept of people, by kind: each store says for itself how to count it and delete it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import Executable, Select


class Kind(StrEnum):
    """Something that is kept of a person, as the person is told of it."""

    DIRECTORY = "directory"
    ADDRESS = "address"
    SIGN_IN = "sign_in"
    QUESTIONS = "questions"
    TURNS = "turns"
    UNANSWERED = "unanswered"
    NOTICES = "notices"
    FEEDBACK = "feedback"
    VERIFIED = "verified"
    ANSWERS = "answers"
    CHANGES = "changes"
    USAGE = "usage"
    EXPORT_LINKS = "export_links"
    ERRANDS = "errands"


@dataclass(frozen=True)
class Held:
    """How much of a kind is kept of one person, and since when, where that is known."""

    kind: Kind
    number: int
    oldest: datetime | None


class Holding(Protocol):
    """The rows of a store that are about people; ``identity`` is a Slack user id."""

    @property
    def kind(self) -> Kind:
        """What the person knows it as."""
        ...

    @property
    def tables(self) -> frozenset[str]:
        """All tables that it stands in."""
        ...

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """How many rows are about this person, and the time of the oldest or null."""
        ...

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """What deletes them, as far as they may be deleted; nothing where they may not."""
        ...
