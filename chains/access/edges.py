"""Memberships as rows: many at once, in a statement each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    Text,
    any_,
    cast,
    column,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.selectable import TableValuedAlias

from chains.database.arrays import numbers, texts
from chains.database.tables import MembershipRow

Edge: TypeAlias = tuple[int, int, str]
"""A membership by numbers: member, group, origin."""


async def known_edges(session: AsyncSession, told: set[tuple[int, str]]) -> set[Edge]:
    """The edges of these groups that these origins told."""
    rows = await session.execute(
        select(MembershipRow.member_id, MembershipRow.group_id, MembershipRow.origin).where(
            MembershipRow.group_id == any_(numbers(group for group, _ in told))
        )
    )
    edges = {(row.member_id, row.group_id, row.origin) for row in rows}
    return {edge for edge in edges if edge[1:] in told}


async def delete_edges(session: AsyncSession, edges: set[Edge]) -> None:
    """Take these edges away."""
    gone = _unnested(sorted(edges), [])
    await session.execute(
        delete(MembershipRow).where(
            MembershipRow.member_id == gone.c.member_id,
            MembershipRow.group_id == gone.c.group_id,
            MembershipRow.origin == gone.c.origin,
        )
    )


async def store_edges(session: AsyncSession, edges: Mapping[Edge, datetime]) -> None:
    """Store edges, each seen at this time."""
    in_order = sorted(edges)
    given = _unnested(in_order, [edges[edge] for edge in in_order])
    statement = insert(MembershipRow).from_select(list(given.c.keys()), select(given))
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["member_id", "group_id", "origin"],
            set_={"observed_at": statement.excluded.observed_at},
        )
    )


def _unnested(edges: Sequence[Edge], observed: Sequence[datetime]) -> TableValuedAlias:
    """Rows from arrays, not a parameter each: Postgres takes 65,535 of those."""
    return (
        func.unnest(
            numbers(member for member, _, _ in edges),
            numbers(group for _, group, _ in edges),
            texts(origin for _, _, origin in edges),
            cast(list(observed), ARRAY(DateTime(timezone=True))),
        )
        .table_valued(
            column("member_id", BigInteger),
            column("group_id", BigInteger),
            column("origin", Text),
            column("observed_at", DateTime(timezone=True)),
            name="given",
        )
        .render_derived()
    )
