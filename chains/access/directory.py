"""The directory: what Slack and sources say about people, groups and conversations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import any_, delete, func, literal, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.audience import Asker, Standing, Strength, VenueKind
from chains.access.edges import delete_edges, known_edges, store_edges
from chains.access.principals import Principal, WorkspaceId
from chains.database.arrays import texts
from chains.database.engine import Sessions
from chains.database.tables import (
    AccessEpochRow,
    ConversationRow,
    MembershipRow,
    PersonRow,
    PrincipalRow,
)

_MANY = 1_000
"""New principals that make a small table another one."""


@dataclass(frozen=True)
class PersonFact:
    """What is known of one user since ``observed_at``."""

    asker: Asker
    observed_at: datetime


@dataclass(frozen=True)
class ConversationFact:
    """What is known of one conversation since ``observed_at``; its members are a MembersFact."""

    channel: str
    kind: VenueKind
    has_guests: bool
    is_shared: bool
    observed_at: datetime


@dataclass(frozen=True)
class MembersFact:
    """All members of a group, as one origin knows them; replaces what that origin said before."""

    group: Principal
    members: frozenset[Principal]
    origin: str
    observed_at: datetime


Fact: TypeAlias = PersonFact | ConversationFact | MembersFact
SOURCE_CONFIRMED = timedelta(hours=24)
"""How old what a source said of its readers may be; a source that is paused on purpose keeps it."""
_ROWS = 5_000
"""Of six parameters each; Postgres takes 65,535 in a statement."""


class Directory:
    """Records facts, and gives back what was recorded with its age."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def record(self, workspace: WorkspaceId, facts: Iterable[Fact]) -> None:
        """Store facts in one transaction; true for every question that starts after it.

        Of two facts about the same the later one holds. Any number takes a few statements.
        """
        told = list(facts)
        people = [fact for fact in told if isinstance(fact, PersonFact)]
        conversations = [fact for fact in told if isinstance(fact, ConversationFact)]
        members = [fact for fact in told if isinstance(fact, MembersFact)]
        async with self._sessions.begin() as session:
            await _store_people(session, workspace, people)
            await _store_conversations(session, workspace, conversations)
            await replace_members(session, workspace, *members)

    async def person(self, workspace: WorkspaceId, identity: str) -> PersonFact | None:
        """What was last recorded of a user."""
        return (await self.people(workspace, [identity])).get(identity)

    async def people(
        self, workspace: WorkspaceId, identities: Iterable[str]
    ) -> dict[str, PersonFact]:
        """What was last recorded of these users, where anything was."""
        wanted = PersonRow.identity == any_(texts(identities))
        async with self._sessions() as session:
            rows = await session.scalars(
                select(PersonRow).where(PersonRow.workspace == workspace, wanted)
            )
            return {row.identity: _person(row) for row in rows}

    async def conversation(self, workspace: WorkspaceId, channel: str) -> ConversationFact | None:
        """What was last recorded of a conversation."""
        async with self._sessions() as session:
            row = await session.get(ConversationRow, (workspace, channel))
        if row is None:
            return None
        return ConversationFact(
            channel, VenueKind(row.kind), row.has_guests, row.is_shared, row.observed_at
        )

    async def members(self, workspace: WorkspaceId, group: Principal) -> MembersFact | None:
        """The direct members of a group, with the age of the oldest edge."""
        owner = PrincipalRow.__table__.alias()
        async with self._sessions() as session:
            rows = (
                await session.execute(
                    select(PrincipalRow.name, MembershipRow.origin, MembershipRow.observed_at)
                    .join(MembershipRow, MembershipRow.member_id == PrincipalRow.id)
                    .join(owner, owner.c.id == MembershipRow.group_id)
                    .where(owner.c.workspace == workspace, owner.c.name == group)
                )
            ).all()
        if not rows:
            return None
        names = frozenset(Principal(row.name) for row in rows)
        return MembersFact(group, names, rows[0].origin, min(row.observed_at for row in rows))

    async def forget_person(self, workspace: WorkspaceId, identity: str) -> None:
        """Drop what is known of a user, so that the next question asks Slack again."""
        async with self._sessions.begin() as session:
            await session.execute(
                delete(PersonRow).where(
                    PersonRow.workspace == workspace, PersonRow.identity == identity
                )
            )

    async def forget_conversation(self, workspace: WorkspaceId, channel: str) -> None:
        """Drop what is known of a conversation, so that the next question asks Slack again."""
        async with self._sessions.begin() as session:
            await session.execute(
                delete(ConversationRow).where(
                    ConversationRow.workspace == workspace, ConversationRow.channel == channel
                )
            )


async def _store_people(
    session: AsyncSession, workspace: WorkspaceId, facts: Iterable[PersonFact]
) -> None:
    latest = {fact.asker.identity: fact for fact in facts}
    # In one order, so that two transactions wait for each other and do not block each other.
    rows = [
        {
            "workspace": workspace,
            "identity": identity,
            "standing": fact.asker.standing,
            "is_admin": fact.asker.is_admin,
            "strength": fact.asker.strength,
            "observed_at": fact.observed_at,
        }
        for identity, fact in sorted(latest.items())
    ]
    await _upsert(session, PersonRow, ("workspace", "identity"), rows)


async def _store_conversations(
    session: AsyncSession, workspace: WorkspaceId, facts: Iterable[ConversationFact]
) -> None:
    latest = {fact.channel: fact for fact in facts}
    rows = [
        {
            "workspace": workspace,
            "channel": channel,
            "kind": fact.kind,
            "has_guests": fact.has_guests,
            "is_shared": fact.is_shared,
            "observed_at": fact.observed_at,
        }
        for channel, fact in sorted(latest.items())
    ]
    await _upsert(session, ConversationRow, ("workspace", "channel"), rows)


def _person(row: PersonRow) -> PersonFact:
    strength = Strength(row.strength)
    asker = Asker(row.identity, Standing(row.standing), row.is_admin, strength)
    return PersonFact(asker, row.observed_at)


async def _upsert(
    session: AsyncSession,
    table: type[PersonRow | ConversationRow],
    key: tuple[str, ...],
    rows: Sequence[Mapping[str, object]],
) -> None:
    for start in range(0, len(rows), _ROWS):
        statement = insert(table).values(rows[start : start + _ROWS])
        changed = {name: statement.excluded[name] for name in rows[0] if name not in key}
        await session.execute(statement.on_conflict_do_update(index_elements=key, set_=changed))


async def replace_members(
    session: AsyncSession, workspace: WorkspaceId, *facts: MembersFact
) -> None:
    """Make each group's members exactly those of its last fact, within the caller's transaction."""
    latest = {(fact.group, fact.origin): fact for fact in facts}
    if not latest:
        return
    names = {fact.group for fact in latest.values()}.union(*(fact.members for fact in facts))
    numbers = await principal_numbers(session, workspace, names)
    wanted = {
        (numbers[member], numbers[fact.group], fact.origin): fact.observed_at
        for fact in latest.values()
        for member in fact.members
    }
    told = {(numbers[group], origin) for group, origin in latest}
    known = await known_edges(session, told)
    if gone := known - wanted.keys():
        await delete_edges(session, gone)
    if wanted:
        await store_edges(session, wanted)
    if known != wanted.keys():
        await advance_epoch(session, workspace)


async def principal_numbers(
    session: AsyncSession, workspace: WorkspaceId, names: set[Principal]
) -> dict[Principal, int]:
    """The numbers of these principals, given to those that have none yet."""
    if not names:
        return {}
    # Sorted, so that two transactions that intern the same names wait for each other and do not
    # block each other.
    wanted = texts(sorted(names))
    added = await session.scalars(
        insert(PrincipalRow)
        .from_select(["workspace", "name"], select(literal(workspace), func.unnest(wanted)))
        .on_conflict_do_nothing()
        .returning(PrincipalRow.id)
    )
    if len(added.all()) >= _MANY:
        # Foreign keys are checked by plans that a connection keeps. One made while the table was
        # small reads all of it for each edge: 50,000 took 60 s in place of 2.
        await session.execute(text("DISCARD PLANS"))
    rows = await session.execute(
        select(PrincipalRow.name, PrincipalRow.id).where(
            PrincipalRow.workspace == workspace, PrincipalRow.name == any_(wanted)
        )
    )
    return {Principal(name): number for name, number in rows}


async def advance_epoch(session: AsyncSession, workspace: WorkspaceId) -> None:
    """Count one change of memberships or access lists."""
    statement = insert(AccessEpochRow).values(workspace=workspace, value=1)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace"], set_={"value": AccessEpochRow.value + 1}
        )
    )
