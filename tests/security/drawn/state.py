"""A small company as plain data, and everything that may happen to it."""

from dataclasses import dataclass, field, replace
from typing import Protocol

PEOPLE = ("U0", "U1", "U2", "U3", "U4")
GROUPS = ("S0", "S1", "S2")
HANDLES = ("h0", "h1")
CHANNELS = ("C0", "C1")
SOURCES = ("one", "two")
PAPERS = ("p0", "p1", "p2", "p3")
STANDINGS = ("member", "guest", "partner", "nobody")
NO_ADDRESS = "U4"
"""Nobody knows an e-mail address of theirs."""
WORDS = (
    "everyone",
    "guests",
    "partners",
    *(f"group:{name}" for name in HANDLES),
    *(f"{one.lower()}@drawn.example" for one in ("U0", "U1", NO_ADDRESS)),
    *(f"channel:{one}" for one in CHANNELS),
    "whoever that is",
)
"""What a document may say of its readers; the last word means nothing."""
OPENERS = ("everyone", "guests", "partners", "person:U0", "group:handle:h0", "channel:C1")
"""What an administrator may choose as a source's readers."""
Words = frozenset[str]
Thing = tuple[str, str]
"""A kind of thing and its name."""


@dataclass(frozen=True)
class Paper:
    """A document: where it lies, whom it names, and how often it was given another file name."""

    source: str
    readers: Words | None
    denied: Words
    title: str = "Drawn"
    names: int = 0


@dataclass
class State:
    """The company at one moment; what is missing from a mapping is unknown or gone."""

    standing: dict[str, str]
    groups: dict[str, frozenset[str]]
    handles: dict[str, str]
    channels: dict[str, frozenset[str]]
    sources: dict[str, Words]
    papers: dict[str, Paper]
    shared: set[str] = field(default_factory=set)
    astray: set[str] = field(default_factory=set)
    """Papers of which the index says something else than is true."""


class Operation(Protocol):
    """Something that happens; the things that it touched come back."""

    def change(self, state: State) -> tuple[Thing, ...]: ...


@dataclass(frozen=True)
class Belongs:
    """Somebody, or another group, joins or leaves a group."""

    member: str
    group: str
    now: bool

    def change(self, state: State) -> tuple[Thing, ...]:
        others = state.groups[self.group] - {self.member}
        state.groups[self.group] = others | {self.member} if self.now else others
        return (("group", self.group),)


@dataclass(frozen=True)
class Sits:
    """Somebody joins or leaves a channel."""

    member: str
    channel: str
    now: bool

    def change(self, state: State) -> tuple[Thing, ...]:
        others = state.channels[self.channel] - {self.member}
        state.channels[self.channel] = others | {self.member} if self.now else others
        return (("channel", self.channel),)


@dataclass(frozen=True)
class Becomes:
    """A person is converted: to a guest, to somebody of another company, or deactivated."""

    person: str
    standing: str

    def change(self, state: State) -> tuple[Thing, ...]:
        state.standing[self.person] = self.standing
        theirs = [name for name, sitting in state.channels.items() if self.person in sitting]
        return (("person", self.person), *(("channel", name) for name in theirs))


@dataclass(frozen=True)
class Shared:
    """A channel becomes shared with another company, or is not any more."""

    channel: str
    now: bool

    def change(self, state: State) -> tuple[Thing, ...]:
        (state.shared.add if self.now else state.shared.discard)(self.channel)
        return (("channel", self.channel),)


@dataclass(frozen=True)
class Names:
    """A handle stands for a group, or for nothing that is known."""

    handle: str
    group: str | None

    def change(self, state: State) -> tuple[Thing, ...]:
        state.handles.pop(self.handle, None)
        if self.group is not None:
            state.handles[self.handle] = self.group
        return (("handle", self.handle),)


@dataclass(frozen=True)
class Opens:
    """An administrator chooses other readers of a source."""

    source: str
    readers: Words

    def change(self, state: State) -> tuple[Thing, ...]:
        if self.source not in state.sources:
            return ()
        state.sources[self.source] = self.readers
        return (("source", self.source),)


@dataclass(frozen=True)
class Removes:
    """An administrator removes a source; ``forgetful``: the index keeps its passages."""

    source: str
    forgetful: bool

    def change(self, state: State) -> tuple[Thing, ...]:
        state.sources.pop(self.source, None)
        gone = {name for name, paper in state.papers.items() if paper.source == self.source}
        for name in gone:
            del state.papers[name]
        return (("removed", self.source),)


@dataclass(frozen=True)
class Writes:
    """A document is new, or has other readers or another title; ``forgetful``: the index is not
    told of its list."""

    paper: str
    readers: Words | None
    denied: Words
    title: str
    forgetful: bool

    def change(self, state: State) -> tuple[Thing, ...]:
        known = state.papers.get(self.paper)
        source = known.source if known else SOURCES[PAPERS.index(self.paper) % len(SOURCES)]
        if source not in state.sources:
            return ()
        state.papers[self.paper] = Paper(
            source, self.readers, self.denied, self.title, known.names if known else 0
        )
        if self.forgetful:
            state.astray.add(self.paper)
        return (("paper", source),)


@dataclass(frozen=True)
class Renames:
    """A document gets another file name: its address and its id change."""

    paper: str

    def change(self, state: State) -> tuple[Thing, ...]:
        known = state.papers.get(self.paper)
        if known is None:
            return ()
        state.papers[self.paper] = replace(known, names=known.names + 1)
        return (("paper", known.source),)


@dataclass(frozen=True)
class Deletes:
    """A document is deleted; ``forgetful``: the index keeps its passages."""

    paper: str
    forgetful: bool

    def change(self, state: State) -> tuple[Thing, ...]:
        known = state.papers.pop(self.paper, None)
        return () if known is None else (("paper", known.source),)


@dataclass(frozen=True)
class Mislabels:
    """The passages of a document carry the access list of another one."""

    paper: str
    other: str

    def change(self, state: State) -> tuple[Thing, ...]:
        if {self.paper, self.other} <= state.papers.keys():
            state.astray.add(self.paper)
            return (("label", f"{self.paper}:{self.other}"),)
        return ()
