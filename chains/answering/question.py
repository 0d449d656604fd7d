"""What `bot` asks: a question, by whom, where the reply will be read."""

from dataclasses import dataclass
from enum import StrEnum

from chains.access.audience import Asker, Venue
from chains.access.principals import WorkspaceId

LONGEST_QUESTION = 4_000
"""Characters that are read of a question; Slack lets a person send ten times as many."""


class Wants(StrEnum):
    """What the asker wants back."""

    ANSWER = "answer"
    DOCUMENTS = "documents"
    """A list of documents, no model involved."""


@dataclass(frozen=True)
class Question:
    """One question; ``request`` is the id that people see when something fails.

    ``scopes`` narrows the search to these scopes; empty means all of them.
    """

    request: str
    workspace: WorkspaceId
    asker: Asker
    venue: Venue
    text: str
    scopes: tuple[str, ...] = ()
    wants: Wants = Wants.ANSWER
