"""The directory: what Slack and sources say about people, groups and conversations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Cast,
    DateTime,
    Text,
    any_,
    cast,
    delete,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.audience import Asker, Standing, VenueKind
from chains.access.principals import Principal, WorkspaceId
from chains.database.engine import Sessions
from chains.database.tables import (
    AccessEpochRow,
    ConversationRow,
    MembershipRow,
    PersonRow,
    PrincipalRow,
)


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


class Directory:
    """Records facts, and gives back what was recorded with its age."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def record(self, workspace: WorkspaceId, facts: Iterable[Fact]) -> None:
        """Store facts in one transaction; true for every question that starts after it."""
        async with self._sessions.begin() as session:
            for fact in facts:
                await _store(session, workspace, fact)

    async def person(self, workspace: WorkspaceId, identity: str) -> PersonFact | None:
        """What was last recorded of a user."""
        async with self._sessions() as session:
            row = await session.get(PersonRow, (workspace, identity))
        if row is None:
            return None
        return PersonFact(Asker(identity, Standing(row.standing), row.is_admin), row.observed_at)

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


async def _store(session: AsyncSession, workspace: WorkspaceId, fact: Fact) -> None:
    match fact:
        case PersonFact():
            values = {
                "standing": fact.asker.standing,
                "is_admin": fact.asker.is_admin,
                "observed_at": fact.observed_at,
            }
            key = {"workspace": workspace, "identity": fact.asker.identity}
            await _upsert(session, PersonRow, key, values)
        case ConversationFact():
            values = {
                "kind": fact.kind,
                "has_guests": fact.has_guests,
                "is_shared": fact.is_shared,
                "observed_at": fact.observed_at,
            }
            key = {"workspace": workspace, "channel": fact.channel}
            await _upsert(session, ConversationRow, key, values)
        case MembersFact():
            await replace_members(session, workspace, fact)


async def _upsert(
    session: AsyncSession,
    table: type[PersonRow | ConversationRow],
    key: dict[str, str],
    values: Mapping[str, object],
) -> None:
    statement = insert(table).values(**key, **values)
    await session.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=dict(values))
    )


async def replace_members(session: AsyncSession, workspace: WorkspaceId, fact: MembersFact) -> None:
    """Make the group's members exactly those of the fact, within the caller's transaction."""
    numbers = await principal_numbers(session, workspace, {fact.group, *fact.members})
    group = numbers[fact.group]
    wanted = {numbers[member] for member in fact.members}
    of_origin = (MembershipRow.group_id == group) & (MembershipRow.origin == fact.origin)
    known = set(await session.scalars(select(MembershipRow.member_id).where(of_origin)))
    if gone := known - wanted:
        await session.execute(
            delete(MembershipRow).where(of_origin, MembershipRow.member_id == any_(_numbers(gone)))
        )
    if wanted:
        edges = insert(MembershipRow).from_select(
            ["member_id", "group_id", "origin", "observed_at"],
            select(
                func.unnest(_numbers(wanted)),
                literal(group, BigInteger),
                literal(fact.origin),
                literal(fact.observed_at, DateTime(timezone=True)),
            ),
        )
        await session.execute(
            edges.on_conflict_do_update(
                index_elements=["member_id", "group_id", "origin"],
                set_={"observed_at": fact.observed_at},
            )
        )
    if known != wanted:
        await advance_epoch(session, workspace)


async def principal_numbers(
    session: AsyncSession, workspace: WorkspaceId, names: set[Principal]
) -> dict[Principal, int]:
    """The numbers of these principals, given to those that have none yet."""
    if not names:
        return {}
    # One array, not a parameter each: Postgres takes 65,535 of those. Sorted, so that two
    # transactions that intern the same names wait for each other and do not block each other.
    wanted = cast(sorted(names), ARRAY(Text))
    await session.execute(
        insert(PrincipalRow)
        .from_select(["workspace", "name"], select(literal(workspace), func.unnest(wanted)))
        .on_conflict_do_nothing()
    )
    rows = await session.execute(
        select(PrincipalRow.name, PrincipalRow.id).where(
            PrincipalRow.workspace == workspace, PrincipalRow.name == any_(wanted)
        )
    )
    return {Principal(name): number for name, number in rows}


def _numbers(numbers: set[int]) -> Cast[Any]:
    return cast(sorted(numbers), ARRAY(BigInteger))


async def advance_epoch(session: AsyncSession, workspace: WorkspaceId) -> None:
    """Count one change of memberships or access lists."""
    statement = insert(AccessEpochRow).values(workspace=workspace, value=1)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace"], set_={"value": AccessEpochRow.value + 1}
        )
    )
