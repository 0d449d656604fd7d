"""Interning: equal access lists share one row and one number."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.access_lists import AccessList
from chains.access.directory import principal_numbers
from chains.access.principals import COLLECTIVE, Principal, WorkspaceId
from chains.database.tables import (
    AccessClauseRow,
    AccessDenialRow,
    AccessListRow,
    PrincipalRow,
)


async def intern_access_list(
    session: AsyncSession, workspace: WorkspaceId, access_list: AccessList
) -> int:
    """The number of this access list in this workspace, within the caller's transaction."""
    digest = access_list.digest()
    known = select(AccessListRow.id).where(
        AccessListRow.workspace == workspace, AccessListRow.digest == digest
    )
    if (number := await session.scalar(known)) is not None:
        return number
    created: int | None = await session.scalar(
        insert(AccessListRow)
        .values(
            workspace=workspace,
            digest=digest,
            clauses=len(access_list.clauses),
            has_denials=bool(access_list.denied),
        )
        .on_conflict_do_nothing()
        .returning(AccessListRow.id)
    )
    if created is None:  # another transaction interned it meanwhile
        return int((await session.scalars(known)).one())
    await _store_principals(session, workspace, created, access_list)
    return created


async def stored_access_list(session: AsyncSession, number: int) -> AccessList:
    """The access list of this number. Raises SQLAlchemy's NoResultFound where there is none."""
    row = await session.get_one(AccessListRow, number)
    members = await session.execute(
        select(AccessClauseRow.clause, PrincipalRow.name)
        .join(PrincipalRow, PrincipalRow.id == AccessClauseRow.principal_id)
        .where(AccessClauseRow.access_list_id == number)
    )
    # A clause that nobody satisfies has no row.
    clauses: dict[int, set[Principal]] = {place: set() for place in range(row.clauses)}
    for place, name in members:
        clauses[place].add(Principal(name))
    denied = await session.scalars(
        select(PrincipalRow.name)
        .join(AccessDenialRow, AccessDenialRow.principal_id == PrincipalRow.id)
        .where(AccessDenialRow.access_list_id == number)
    )
    return AccessList.of(*clauses.values(), denied=(Principal(name) for name in denied))


async def _store_principals(
    session: AsyncSession, workspace: WorkspaceId, number: int, access_list: AccessList
) -> None:
    clauses = sorted(access_list.clauses, key=width)
    names = set().union(*clauses, access_list.denied)
    numbers = await principal_numbers(session, workspace, names)
    members = [
        {"access_list_id": number, "clause": place, "principal_id": numbers[name]}
        for place, clause in enumerate(clauses)
        for name in clause
    ]
    if members:
        await session.execute(insert(AccessClauseRow).values(members))
    denials = [
        {"access_list_id": number, "principal_id": numbers[name]} for name in access_list.denied
    ]
    if denials:
        await session.execute(insert(AccessDenialRow).values(denials))


def width(clause: frozenset[Principal]) -> tuple[bool, list[Principal]]:
    """By this a list's clauses are ordered, the one that fits the fewest first.

    Any order is right, and this one is fast: what `Readers` looks for first is the first clause.
    """
    wide = any(name in COLLECTIVE or name.startswith("group:source:") for name in clause)
    return wide, sorted(clause)
