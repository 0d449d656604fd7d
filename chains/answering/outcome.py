"""What comes back: steps while it works, then exactly one outcome of a closed set."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done right now; a step of `Copilot.ask`."""

    SEARCHING = "searching"
    DRAFTING = "drafting"
    CHECKING = "checking"


class Form(StrEnum):
    """How a sentence of a reply is to be shown."""

    PROSE = "prose"
    STEP = "step"
    ROW = "row"
    """A row of a table, one `column: value` pair a line, or an item of an unordered list."""
    CODE = "code"


@dataclass(frozen=True)
class Source:
    """A cited passage's document, as the reader sees it; ``number`` is its footnote, from 1.

    ``owner`` is who answers for it, empty where nobody is named; ``is_old``: it may be out of date.
    ``url`` leads to the passage, ``at`` to the section of it that is cited, where it has several.
    """

    number: int
    document: str
    title: str
    url: str
    scope: str
    updated: date | None = None
    heading: str = ""
    owner: str = ""
    is_old: bool = False
    language: str = "en"
    at: str = ""

    @property
    def address(self) -> str:
        """What the footnote links to."""
        return self.at or self.url


@dataclass(frozen=True)
class Sentence:
    """Plain text and its sources' numbers; ``more`` counts rows or steps left out after it.

    ``number``: of a step in its list, or 0; ``asked``: the question of many that it answers;
    ``case``: which of several pages alike it is from, *Germany*.
    """

    text: str
    citations: tuple[int, ...]
    form: Form = Form.PROSE
    more: int = 0
    number: int = 0
    asked: str = ""
    case: str = ""


@dataclass(frozen=True)
class Reply:
    """Sentences and their sources; every sentence is cited and every source is used.

    Raises:
        ValueError: a sentence without a citation, an unknown number, or an unused source.
    """

    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        known = {source.number for source in self.sources}
        used = {number for sentence in self.sentences for number in sentence.citations}
        if not self.sentences or not all(sentence.citations for sentence in self.sentences):
            raise ValueError("every sentence of a reply needs a citation")
        if used != known:
            raise ValueError("footnotes and sources of a reply differ")

    def resting_on(self, documents: Collection[str]) -> "Reply | None":
        """The sentences all of whose sources are among these documents; ``None`` without any."""
        open_ = {source.number for source in self.sources if source.document in documents}
        kept = tuple(one for one in self.sentences if open_.issuperset(one.citations))
        used = {number for sentence in kept for number in sentence.citations}
        sources = tuple(source for source in self.sources if source.number in used)
        return Reply(kept, sources) if kept else None


@dataclass(frozen=True)
class SoFar:
    """The sentences so far: verified, and readable for the audience a moment ago.

    A step of `Copilot.ask`, recorded like an answer; the next one begins with the same sentences.
    The outcome may leave out some of them again, where their sources were revoked meanwhile.
    """

    reply: Reply


class Note(StrEnum):
    """Why an answer is other than was asked for or configured."""

    MODEL_UNAVAILABLE = "model_unavailable"
    OVER_BUDGET = "over_budget"
    NOT_TRANSLATED = "not_translated"
    """Another language was asked for than that of the documents."""
    PARTLY_TRANSLATED = "partly_translated"
    """A chat model's translation of a sentence differs from it, so the sentence itself is shown."""
    SHORTEST = "shortest"
    """Less was asked for, and it is one sentence, as it may have been before."""


@dataclass(frozen=True)
class VerifiedBy:
    """Who stands for an answer, by their Slack user id, and since when."""

    person: str
    on: date


@dataclass(frozen=True)
class Effort:
    """What an answer took: sources searched, seconds, and US dollars of chat models, if known."""

    sources: int
    seconds: float
    by_model: bool
    usd: Decimal | None


@dataclass(frozen=True)
class Answer:
    """The reply; ``more`` tells that the asker alone may read more that bears on the question.

    ``older`` are documents that say otherwise and are older than what the reply stands on; their
    numbers go on after its footnotes. ``verified``: its words are those of its sources' owner.
    ``effort``: set where what it took is to be said. ``missing`` are the questions of a message,
    in its words, of which the reply says nothing; ``left`` counts those not searched for.
    """

    reply: Reply
    more: bool = False
    older: tuple[Source, ...] = ()
    note: Note | None = None
    verified: VerifiedBy | None = None
    effort: Effort | None = None
    missing: tuple[str, ...] = ()
    left: int = 0


@dataclass(frozen=True)
class Listing:
    """One document of a list: why it is there, in one line taken from itself."""

    source: Source
    reason: str


@dataclass(frozen=True)
class Documents:
    """The documents that match, best first, or of the reply before where it was asked who ``kept``
    them. ``instead``: in place of an answer, which whoever asked may want all the same.
    """

    listings: tuple[Listing, ...]
    more: bool = False
    instead: bool = False
    kept: bool = False


class Emptiness(StrEnum):
    """Why nothing was found, as far as anyone may know: what may not be read is no match."""

    NO_MATCH = "no_match"
    NO_WORDS = "no_words"
    UNKNOWN_SCOPE = "unknown_scope"
    NO_SOURCES = "no_sources"


@dataclass(frozen=True)
class NotFound:
    """Nothing that this audience may read answers; ``scopes`` are those that were asked for.

    ``nearest`` is a document near what was asked whose owner may know, one the audience may read.
    ``languages``: those of what it may read, codes, where a question in another may miss it.
    """

    why: Emptiness = Emptiness.NO_MATCH
    scopes: tuple[str, ...] = ()
    more: bool = False
    nearest: Source | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unsure:
    """No passage answers for certain; these are near. ``languages`` as those of `NotFound`."""

    candidates: tuple[Listing, ...]
    more: bool = False
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """For the asker's eyes only: why nothing is said in a conversation shared with others."""

    more: bool = False


@dataclass(frozen=True)
class Silence:
    """Nothing is posted."""


@dataclass(frozen=True)
class HandOff:
    """A person should answer; ``text`` is what the asker reads."""

    text: str


@dataclass(frozen=True)
class Canned:
    """For the asker's eyes: the reply to every message of its kind; nothing was searched.

    Whoever asked may have it searched all the same.
    """

    text: str


@dataclass(frozen=True)
class UserGroup:
    """A user group of Slack: its handle, and the Slack user ids of the full members in it."""

    handle: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """For the asker's eyes: who is in user groups, as Slack says; nothing was searched.

    Whoever asked may have it searched all the same. ``at_a_time``: asked was who it is at some
    time, which Slack does not say.
    """

    groups: tuple[UserGroup, ...]
    at_a_time: bool = False


@dataclass(frozen=True)
class HelpText:
    """For the asker's eyes: where help is; nothing was searched, and nothing is kept.

    ``words`` are the asker's own, to be passed on if they say so. ``asks``: they have the form of a
    question, which is searched for if they say so.
    """

    text: str
    words: str
    asks: bool = False


@dataclass(frozen=True)
class Failed:
    """It did not work; nothing about the cause is shown but whether to try again."""

    try_again: bool = True


Outcome: TypeAlias = (
    Answer
    | Documents
    | NotFound
    | Unsure
    | Notice
    | Silence
    | HandOff
    | Canned
    | Roster
    | HelpText
    | Failed
)
Step: TypeAlias = Stage | SoFar | Outcome
