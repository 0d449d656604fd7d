"""What this package needs of the knowledge side, by shape."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Protocol

import procrastinate

from chains.access.audience import Asker
from chains.access.directory import Directory
from chains.access.principals import WorkspaceId
from chains.administration import Administration, WorkspaceStatus
from chains.administration.oversight import Oversight
from chains.answering.explaining.cited import Cited
from chains.answering.explaining.explained import About, Here, Reads, Why, WhyNot
from chains.answering.explaining.quotations import Quotation
from chains.answering.outcome import Step
from chains.answering.question import Question
from chains.database.engine import Sessions
from chains.settings import OwnChannelSettings


@dataclass(frozen=True)
class Workspace:
    """The Slack workspace this app is installed in, and who the app is there.

    ``enterprise``: the Enterprise Grid organisation it belongs to, if it does.
    """

    id: WorkspaceId
    bot_user: str
    bot_id: str = ""
    name: str = ""
    enterprise: str | None = None


class Asks(Protocol):
    """The one call across the seam."""

    def ask(self, question: Question) -> AsyncIterator[Step]:
        """Steps while it works; the last is the outcome."""
        ...

    async def readable(self, question: Question, documents: Collection[str]) -> frozenset[str]:
        """The ids of those documents that everyone who reads the reply may read now."""
        ...


class Delivered(Protocol):
    """Notes of answers that they were shown, and whether one is as another was."""

    async def delivered(
        self,
        workspace: WorkspaceId,
        request: str,
        posted_ts: str | None,
        posted_in: str | None = None,
    ) -> None:
        """Note that somebody is shown the outcome of a request, and where it stands."""

    async def is_the_same(self, workspace: WorkspaceId, request: str, earlier: str) -> bool:
        """Whether two requests were answered with the same words from the same sources."""
        ...


class Names(Protocol):
    """Names documents to somebody who may read them."""

    async def readable(
        self, workspace: WorkspaceId, asker: Asker, documents: Collection[str]
    ) -> tuple[str, ...]:
        """The titles of those of the documents that this person may read at this moment."""
        ...


class Explains(Protocol):
    """Explains answers and documents to one person."""

    async def why(
        self, workspace: WorkspaceId, viewer: Asker, about: About, reads: Reads
    ) -> Why | None:
        """How an answer came about that this person may look into."""
        ...

    async def why_not(
        self, workspace: WorkspaceId, viewer: Asker, link: str, here: Here
    ) -> WhyNot | None:
        """What keeps a document out of replies that this person may read."""
        ...


class Cites(Protocol):
    """Tells what answers show, to those who can see them."""

    async def of(
        self, workspace: WorkspaceId, viewer: Asker, request: str, reads: Reads
    ) -> Cited | None:
        """An answer, if there is one that this person may look into."""
        ...


class Quotes(Protocol):
    """Shows the passages behind footnotes to one person."""

    async def of(
        self, workspace: WorkspaceId, viewer: Asker, request: str, number: int, reads: Reads
    ) -> Quotation | None:
        """The passage of this number of an answer that this person may look into."""
        ...


class Scopes(Protocol):
    """What an administrator chose for a channel."""

    async def channel_scopes(self, workspace: WorkspaceId, channel: str | None) -> tuple[str, ...]:
        """The scopes a channel's questions are narrowed to; empty means all."""
        ...

    async def own_channel(self, workspace: WorkspaceId, channel: str) -> OwnChannelSettings:
        """What is only ever chosen for one channel."""
        ...


class Opens(Protocol):
    """Tells what people ask from what they say to each other."""

    async def opens(self, text: str) -> bool:
        """Whether a message is surely for somebody who answers from documents."""
        ...


class Settings(Scopes, Protocol):
    """Sources and settings, as far as everybody's commands show them."""

    async def status(self, workspace: WorkspaceId) -> WorkspaceStatus:
        """All sources in numbers."""
        ...


class Answers(Protocol):
    """What a question needs of the knowledge side."""

    @property
    def copilot(self) -> Asks:
        """Answers questions."""
        ...

    @property
    def records(self) -> Delivered:
        """Keeps what was answered."""
        ...

    @property
    def administration(self) -> Scopes:
        """What was chosen for channels."""
        ...

    @property
    def oversight(self) -> Oversight:
        """What watching over it takes."""
        ...


class Knowledge(Answers, Protocol):
    """The opened knowledge side of a process."""

    @property
    def titles(self) -> Names:
        """Names documents to those who may read them."""
        ...

    @property
    def explanations(self) -> Explains:
        """Explains answers and documents."""
        ...

    @property
    def cited(self) -> Cites:
        """Tells what answers show."""
        ...

    @property
    def quotations(self) -> Quotes:
        """Shows the passages behind footnotes."""
        ...

    @property
    def directory(self) -> Directory:
        """Keeps what Slack says of people, groups and conversations."""
        ...

    @property
    def administration(self) -> Administration:
        """Sources and settings."""
        ...

    @property
    def gate(self) -> Opens:
        """Whether help may be offered to people who did not ask for it."""
        ...

    @property
    def secret(self) -> bytes:
        """What keys for signing are derived from."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Postgres."""
        ...

    @property
    def jobs(self) -> procrastinate.App:
        """The queue on the same Postgres, open."""
        ...
