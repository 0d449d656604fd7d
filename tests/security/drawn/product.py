"""Tells the product what happens to a drawn company, each by the writer that the product has."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from chains.access.audience import Asker, Audience, Standing, Venue, VenueKind, audience_for
from chains.access.directory import ConversationFact, Directory, MembersFact, PersonFact
from chains.access.principals import WorkspaceId, channel, email, handle, person, user_group
from chains.access.proof import Proofs
from chains.access.reader import Reader, Readers
from chains.administration import Administration
from chains.answering.retrieval import Retrieval
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow
from chains.index.retriever import Search
from chains.sources.catalog import FolderSource
from chains.sync.ledger import document_id
from chains.sync.run import Synchroniser
from tests.security.drawn.oracle import Place
from tests.security.drawn.state import (
    CHANNELS,
    GROUPS,
    HANDLES,
    NO_ADDRESS,
    PEOPLE,
    SOURCES,
    Operation,
    Paper,
    State,
    Thing,
)
from tests.security.faulty.forgetful_writer import ForgetfulWriter

ADMINISTRATOR = Asker("U9ADMIN", Standing.MEMBER, is_admin=True)


@dataclass
class Product:
    """The product's parts over one workspace, and how they are told."""

    workspace: WorkspaceId
    sessions: Sessions
    administration: Administration
    synchroniser: Synchroniser
    writer: ForgetfulWriter
    search: Search
    readers: Readers
    proofs: Proofs
    retrieval: Retrieval
    root: Path
    sources: dict[str, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._directory = Directory(self.sessions)

    async def begin(self, state: State) -> None:
        """Tell everything that is true at the start."""
        await self.writer.add_workspace(self.workspace)
        known = {person(one) for one in PEOPLE if one != NO_ADDRESS}
        addresses = [
            MembersFact(email(f"{who.removeprefix('person:')}@drawn.example"), frozenset({who}),
                        "slack", datetime.now(UTC))
            for who in known
        ]  # fmt: skip
        await self._directory.record(self.workspace, addresses)
        things = [("person", one) for one in PEOPLE] + [("group", one) for one in GROUPS]
        things += [("handle", one) for one in HANDLES] + [("channel", one) for one in CHANNELS]
        for thing in things:
            await self._tell(state, thing)
        for source in SOURCES:
            await self._connect(state, source)

    async def happens(self, operation: Operation, state: State) -> None:
        """Change the state, and tell the product what it touched."""
        self.writer.forgetful = bool(getattr(operation, "forgetful", False))
        for thing in operation.change(state):
            await self._tell(state, thing)
        self.writer.forgetful = False

    async def audience(self, asker: str, place: Place) -> Audience:
        """What the product takes for the audience of a reply, from what it knows of people."""
        venue = Venue(VenueKind.PRIVATE)
        if isinstance(place, frozenset):
            people = tuple([await self._asker(one) for one in sorted(place)])
            sitting = {one.standing for one in people}
            venue = Venue(
                VenueKind.GROUP_DM,
                "G0",
                members=people,
                has_guests=Standing.GUEST in sitting,
                is_shared=Standing.PARTNER in sitting,
            )
        elif place in CHANNELS:
            fact = await self._directory.conversation(self.workspace, place)
            assert fact is not None
            venue = Venue(fact.kind, place, has_guests=fact.has_guests, is_shared=fact.is_shared)
        return audience_for(await self._asker(asker), venue)

    async def documents(self) -> dict[UUID, str]:
        """Every document that was ever there, by its id, with the name of its paper."""
        wanted = select(DocumentRow.id, DocumentRow.external_id).where(
            DocumentRow.workspace == self.workspace
        )
        async with self.sessions() as session:
            return {row.id: row.external_id.split("-")[0] for row in await session.execute(wanted)}

    async def listed(self, reader: Reader) -> list[UUID]:
        """The documents under the access lists of a reader."""
        wanted = select(DocumentRow.id).where(
            DocumentRow.workspace == self.workspace,
            DocumentRow.deleted_at.is_(None),
            DocumentRow.access_list_id.in_(reader.access_lists),
        )
        async with self.sessions() as session:
            return list(await session.scalars(wanted))

    async def _asker(self, who: str) -> Asker:
        fact = await self._directory.person(self.workspace, who)
        assert fact is not None
        return fact.asker

    async def _tell(self, state: State, thing: Thing) -> None:
        kind, name = thing
        match kind:
            case "paper":
                self._write(state, name)
                await self.synchroniser.sync(self.workspace, self.sources[name])
            case "source":
                await self.administration.change_readers(
                    self.workspace, ADMINISTRATOR, self.sources[name], sorted(state.sources[name])
                )
            case "removed":
                await self._remove(name)
            case "label":
                await self._mislabel(state, *name.split(":"))
            case _:
                await self._directory.record(self.workspace, self._facts(state, thing))

    def _facts(
        self, state: State, thing: Thing
    ) -> list[PersonFact | ConversationFact | MembersFact]:
        kind, name = thing
        now = datetime.now(UTC)
        match kind:
            case "person":
                return [PersonFact(Asker(name, Standing(state.standing[name])), now)]
            case "group":
                members = (user_group(one) if one in GROUPS else person(one)
                           for one in state.groups[name])  # fmt: skip
                return [MembersFact(user_group(name), frozenset(members), "slack", now)]
            case "handle":
                group = state.handles.get(name)
                meant = frozenset({user_group(group)} if group else ())
                return [MembersFact(handle(name), meant, "slack", now)]
            case _:
                sitting = state.channels[name]
                guests = any(state.standing[one] == "guest" for one in sitting)
                members = frozenset(map(person, sitting))
                return [
                    ConversationFact(
                        name, VenueKind.PUBLIC_CHANNEL, guests, name in state.shared, now
                    ),
                    MembersFact(channel(name), members, "slack", now),
                ]

    async def _connect(self, state: State, source: str) -> None:
        folder = self.root / source
        folder.mkdir()
        self._write(state, source)
        form = FolderSource.parse(
            {"path": folder, "scope": source, "readers": tuple(sorted(state.sources[source]))}
        )
        self.sources[source] = await self.administration.connect_folder(
            self.workspace, ADMINISTRATOR, form
        )
        await self.synchroniser.sync(self.workspace, self.sources[source])

    def _write(self, state: State, source: str) -> None:
        """Make the folder hold exactly the papers of the source."""
        wanted = {
            file_of(name, paper): page(name, paper)
            for name, paper in state.papers.items()
            if paper.source == source
        }
        folder = self.root / source
        for path in folder.iterdir():
            if path.name not in wanted:
                path.unlink()
        for file, text in wanted.items():
            (folder / file).write_text(text, encoding="utf-8")

    async def _remove(self, source: str) -> None:
        if source in self.sources:
            identity = self.sources.pop(source)
            await self.administration.remove(self.workspace, ADMINISTRATOR, identity)
            await self.synchroniser.sync(self.workspace, identity)

    async def _mislabel(self, state: State, paper: str, other: str) -> None:
        ids = [
            document_id(self.sources[state.papers[one].source], file_of(one, state.papers[one]))
            for one in (paper, other)
        ]
        async with self.sessions() as session:
            row = await session.get_one(DocumentRow, ids[1])
        await self.writer.move(self.workspace, ids[0], row.access_list_id)


def file_of(name: str, paper: Paper) -> str:
    """The file that a paper lies in."""
    return f"{name}-{paper.names}.md"


def page(name: str, paper: Paper) -> str:
    """A paper as it lies in its folder."""
    lines = [f"title: {paper.title} {name}"]
    if paper.readers is not None:
        lines.append(f"readers: {sorted(paper.readers)}")
    if paper.denied:
        lines.append(f"denied: {sorted(paper.denied)}")
    head = "\n".join(lines)
    return f"---\n{head}\n---\n# {paper.title} {name}\n\nThe drawn paper says {name} of itself.\n"
