"""Deliveries as values."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from chains.access.principals import WorkspaceId

# No letters or digits that look like others, no vowels that make words.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


class Kind(StrEnum):
    """What a person did to ask."""

    MENTION = "mention"
    DIRECT = "direct"
    ASK = "ask"
    FIND = "find"
    MORE = "more"
    """Asked to see in private what the conversation was not told."""
    SHARE = "share"
    """Asked to show the conversation what it may read of a private answer."""
    LINKED = "linked"
    """Signed in; what they had asked is answered again."""
    AGAIN = "again"
    """Asked the same again, where it was answered."""
    OFFERED = "offered"
    """Asked the channel, and took the offer to be answered in private."""
    MEANT = "meant"
    """Taken for distress, and meant as a question: its words came with the button."""


_FOR_ONE = frozenset({Kind.ASK, Kind.FIND, Kind.MORE, Kind.LINKED, Kind.OFFERED, Kind.MEANT})


class State(StrEnum):
    """How far a delivery has come."""

    RECEIVED = "received"
    WORKING = "working"
    POSTING = "posting"
    """Its outcome may already stand in Slack."""
    DONE = "done"


class Ending(StrEnum):
    """Why a question ends before it has an outcome."""

    STOPPED = "stopped"
    """Somebody pressed Stop."""
    DELETED = "deleted"
    """Its message is gone."""
    SUPERSEDED = "superseded"
    """Its asker wrote something newer in the same thread."""


@dataclass(frozen=True)
class Delivery:
    """One question as Slack delivered it, without what is not needed to answer it.

    ``about`` names the request that a `MORE`, `LINKED`, `AGAIN` or `MEANT` repeats or a `SHARE`
    shows; ``shared`` is what the envelope says of the conversation, ``actor_team`` and
    ``actor_enterprise`` what it says of the person. ``edits`` is the timestamp of the message
    whose new words these are.
    """

    workspace: WorkspaceId
    kind: Kind
    event_id: str | None
    channel: str
    user: str
    text: str = ""
    message_ts: str | None = None
    thread_ts: str | None = None
    response_url: str | None = None
    about: str | None = None
    shared: bool = False
    actor_team: str | None = None
    actor_enterprise: str | None = None
    edits: str | None = None

    @property
    def thread(self) -> str | None:
        """The thread a reply stands in: the question's own, or the one it opens."""
        return self.thread_ts or self.message_ts

    @property
    def is_private(self) -> bool:
        """Only the asker reads the reply: a DM with the app, a command, a button."""
        again_for_one = self.kind is Kind.AGAIN and self.response_url is not None
        return self.kind in _FOR_ONE or again_for_one or self.channel.startswith("D")

    @property
    def lock(self) -> str | None:
        """What keeps the questions of one thread in order; commands need no order."""
        if self.kind is Kind.SHARE:
            # Pressed twice, the second finds what the first has posted.
            return f"share:{self.workspace}:{self.about}"
        return f"thread:{self.workspace}:{self.channel}:{self.thread}" if self.thread else None


@dataclass(frozen=True)
class Taken:
    """A delivery at work; ``attempt`` counts from 1 and fences off an earlier worker."""

    id: UUID
    request: str
    delivery: Delivery
    attempt: int
    may_be_posted: bool
    """An earlier attempt may have posted the outcome before it ended."""
    begun: str | None = None
    """The timestamp of a message that an earlier attempt began to write."""
    ending: Ending | None = None
    """Why it is not to be answered any more."""


def new_request() -> str:
    """A short id that a person can read out: 8 letters and digits."""
    letters = [secrets.choice(_ALPHABET) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"
