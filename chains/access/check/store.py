"""Reads proofs, and how things stand about each, out of Postgres; by statements of its own."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Self

import psycopg
from psycopg import sql
from psycopg.rows import DictRow, dict_row

from chains.access.check.claims import COLUMNS, Claim
from chains.errors import StoreUnavailable

_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Wanted:
    """Which proofs are checked; what is ``None`` narrows nothing. ``since``: answers from then."""

    workspace: str | None = None
    request: str | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """How one document stands now; ``source_workspace`` is ``None`` where its source is gone."""

    workspace: str
    access_list: int
    confirmed_at: datetime
    deleted_at: datetime | None
    source_workspace: str | None
    source_removed_at: datetime | None


@dataclass(frozen=True)
class Surroundings:
    """How things stand now about one claim.

    ``clauses``: those of the access list that the claim names, empty where this workspace has no
    such list; ``denied`` likewise, and ``memberless`` those of them that nobody belongs to.
    ``holders``: principals of the audience that are, or belong to, somebody denied. ``edges``:
    the steps of the claim's paths that are memberships. ``epoch``: counts changes of them.
    """

    standing: Standing | None
    clauses: Mapping[int, frozenset[str]]
    denied: frozenset[str]
    memberless: frozenset[str]
    holders: frozenset[str]
    edges: frozenset[tuple[str, str]]
    epoch: int


_STANDING = """
SELECT d.workspace, d.access_list_id AS access_list, d.permissions_confirmed_at AS confirmed_at,
       d.deleted_at, s.workspace AS source_workspace, s.removed_at AS source_removed_at
  FROM document d LEFT JOIN source s ON s.id = d.source_id
 WHERE d.id = %(document)s
"""
# A clause without principals has no row of its own: it is there, and nobody satisfies it.
_CLAUSES = """
SELECT place.clause,
       array(SELECT p.name FROM access_clause c JOIN principal p ON p.id = c.principal_id
              WHERE c.access_list_id = l.id AND c.clause = place.clause) AS names
  FROM access_list l CROSS JOIN LATERAL generate_series(0, l.clauses - 1) AS place(clause)
 WHERE l.id = %(access_list)s AND l.workspace = %(workspace)s
"""
_DENIED = """
SELECT p.name, NOT EXISTS (SELECT FROM membership m WHERE m.group_id = p.id) AS memberless
  FROM access_denial n JOIN principal p ON p.id = n.principal_id
 WHERE n.access_list_id = %(access_list)s
"""
# From the denied down to whoever belongs to them: the other way than an answer looks.
_HOLDERS = """
WITH RECURSIVE below(id) AS (
    SELECT n.principal_id FROM access_denial n WHERE n.access_list_id = %(access_list)s
    UNION
    SELECT m.member_id FROM membership m, below WHERE m.group_id = below.id
)
SELECT p.name FROM principal p
 WHERE p.id IN (SELECT id FROM below)
   AND p.workspace = %(workspace)s AND p.name = ANY(%(principals)s)
"""
_EDGES = """
SELECT step.member, step.owner
  FROM unnest(%(members)s::text[], %(owners)s::text[]) AS step(member, owner)
 WHERE EXISTS (SELECT FROM principal a, principal b, membership m
                WHERE a.workspace = %(workspace)s AND a.name = step.member
                  AND b.workspace = %(workspace)s AND b.name = step.owner
                  AND m.member_id = a.id AND m.group_id = b.id)
"""
_EPOCH = "SELECT value FROM access_epoch WHERE workspace = %(workspace)s"


class Store:
    """One moment of a database: everything it reads is of the same state."""

    def __init__(self, connection: psycopg.AsyncConnection[DictRow]) -> None:
        self._connection = connection

    @classmethod
    @asynccontextmanager
    async def opened(cls, database_url: str) -> AsyncIterator[Self]:
        """A store on this database, in libpq's form.

        Raises:
            StoreUnavailable: Postgres does not answer, or stops to.
        """
        try:
            async with await psycopg.AsyncConnection.connect(
                database_url, row_factory=dict_row, connect_timeout=5
            ) as connection:
                await connection.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
                await connection.set_read_only(True)
                yield cls(connection)
        except (psycopg.OperationalError, OSError) as error:
            raise StoreUnavailable("check") from error

    async def proofs(self, wanted: Wanted) -> AsyncIterator[DictRow]:
        """The rows of the proofs that are wanted, each with its answer's, oldest first."""
        limits = {
            "answer.workspace = %(workspace)s": wanted.workspace,
            "answer.request = %(request)s": wanted.request,
            "answer.asked_at >= %(since)s": wanted.since,
        }
        held = [sql.SQL(limit) for limit, value in limits.items() if value is not None]
        statement = sql.SQL(
            "SELECT {columns} FROM proof JOIN answer"
            " ON answer.workspace = proof.workspace AND answer.request = proof.request"
            " WHERE {held} ORDER BY answer.asked_at, proof.workspace, proof.request, proof.number"
        ).format(
            columns=sql.SQL(", ").join(sql.Identifier(*name.split(".")) for name in COLUMNS),
            held=sql.SQL(" AND ").join(held or [sql.SQL("true")]),
        )
        async with self._connection.cursor(name="proofs") as cursor:
            cursor.itersize = _ROWS_AT_ONCE
            await cursor.execute(statement, vars(wanted))
            async for row in cursor:
                yield row

    async def now(self) -> datetime:
        """The time of this state, by Postgres' clock."""
        [row] = await self._all("SELECT now() AS now", {})
        moment: datetime = row["now"]
        return moment

    async def around(self, claim: Claim) -> Surroundings:
        """How things stand about a claim."""
        steps = {step for ground in claim.grounds for step in pairwise(ground.path)}
        about = {
            "workspace": claim.workspace,
            "document": claim.document,
            "access_list": claim.access_list,
            "principals": sorted({name for one in claim.audience for name in one.principals}),
            "members": [member for member, _ in steps],
            "owners": [owner for _, owner in steps],
        }
        standing = await self._all(_STANDING, about)
        clauses = await self._all(_CLAUSES, about)
        denied = await self._all(_DENIED, about)
        edges = await self._all(_EDGES, about)
        epoch = await self._all(_EPOCH, about)
        return Surroundings(
            standing=Standing(**standing[0]) if standing else None,
            clauses={row["clause"]: frozenset(row["names"]) for row in clauses},
            denied=_names(denied),
            memberless=_names(row for row in denied if row["memberless"]),
            holders=_names(await self._all(_HOLDERS, about)),
            edges=frozenset((row["member"], row["owner"]) for row in edges),
            epoch=epoch[0]["value"] if epoch else 0,
        )

    async def _all(self, statement: str, about: Mapping[str, Any]) -> list[DictRow]:
        cursor = await self._connection.execute(statement.encode(), about)
        return await cursor.fetchall()


def _names(rows: Iterable[DictRow]) -> frozenset[str]:
    return frozenset(row["name"] for row in rows)
