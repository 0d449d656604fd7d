"""What `bot` asks: a question, by whom, where the reply will be read."""

import re
from dataclasses import dataclass
from enum import StrEnum

from chains.access.audience import Asker, Venue
from chains.access.principals import WorkspaceId
from chains.answering.passages.segments import without_hidden
from chains.triage.decision import Decision

LONGEST_QUESTION = 4_000
"""Characters that are read of a question; Slack lets a person send ten times as many."""

_MENTION = re.compile(r"<[@!#][^<>]*>")


class Wants(StrEnum):
    """What the asker wants back."""

    ANSWER = "answer"
    DOCUMENTS = "documents"
    """A list of documents, no model involved."""
    AUTHORS = "authors"
    """Who is behind the documents that the answer before showed."""
    PLACE = "place"
    """Where a document is, rather than what is in it: a list in reply to a question."""


IN_WORDS = frozenset({Wants.ANSWER, Wants.PLACE})
"""What is asked in words of a conversation: it may follow a question, and be answered."""


@dataclass(frozen=True)
class Conversation:
    """Where a question stands, for those that follow it: a thread of a channel.

    ``anywhere``: it may follow any question of the channel, as at the top of a direct one.
    """

    channel: str
    thread: str
    anywhere: bool = False


@dataclass(frozen=True)
class Question:
    """One question; ``request`` is the id that people see when something fails.

    ``scopes`` narrows the search to these scopes; empty means all of them. ``conversation`` is
    ``None`` where nothing can follow. ``repeats`` names an earlier request of the same words, which
    are understood as they were then. ``triage`` is what the message was taken for, where that was
    asked. ``kept``: whether its words may be kept at all once it is answered.
    """

    request: str
    workspace: WorkspaceId
    asker: Asker
    venue: Venue
    text: str
    scopes: tuple[str, ...] = ()
    wants: Wants = Wants.ANSWER
    conversation: Conversation | None = None
    repeats: str | None = None
    triage: Decision | None = None
    kept: bool = True


def asked(text: str) -> str:
    """What of a message is the question: no mentions, nothing hidden, 4,000 characters at most."""
    return _MENTION.sub(" ", without_hidden(text[:LONGEST_QUESTION])).strip()
