"""The reader: the only key to the index, and the one place that makes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter
from uuid import UUID

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT, BOOLEAN, INTERVAL, TEXT
from sqlalchemy.dialects.postgresql import UUID as PG_UUID

from chains.access.audience import NOBODY, Audience
from chains.access.directory import SOURCE_CONFIRMED
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions, reaching_database
from chains.metrics import Metrics


@dataclass(frozen=True)
class Reader:
    """What one audience may read right now.

    ``audience``: for whom it was made; it has principals, or there would be no audience.
    ``access_lists``: the numbers of all access lists it may read, ascending; empty means nothing.
    ``epoch``: the state of memberships and lists they were computed at.
    """

    workspace: WorkspaceId
    audience: Audience
    access_lists: tuple[int, ...]
    epoch: int


MOST_PROFILES = 62
"""Profiles that fit the bits of a number; an audience of more draws on nothing."""

# A principal held by several profiles is looked up once: `profiles` has a bit for each of them, and
# a clause is satisfied when every profile's bit is there. Interning puts the clause that fits the
# fewest first, so that most lists drop out before their other clauses are looked at.
# A denied alias, group or channel of which no member is known might hold this reader: nobody may
# read then. So it is for a channel that Footnote is not in.
# The readers of a source that could not be listed for too long count for nobody.
# UNION (not UNION ALL) ends the recursion when groups contain each other.
_CLOSURE = """
WITH RECURSIVE held(profile, principal_id) AS (
    SELECT given.profile, principal.id
      FROM unnest(:profiles, :names) AS given(profile, name)
      JOIN principal ON principal.workspace = :workspace AND principal.name = given.name
    UNION
    SELECT held.profile, own.group_id
      FROM held CROSS JOIN LATERAL (SELECT group_id FROM membership
                                     WHERE member_id = held.principal_id OFFSET 0) AS own
),
unconfirmed AS (
    SELECT principal.id
      FROM source JOIN principal ON principal.workspace = source.workspace
                                AND principal.name = 'group:source:' || source.id
     WHERE source.workspace = :workspace AND source.removed_at IS NULL AND NOT source.paused
       AND coalesce(source.synced_at, source.created_at) < now() - :confirmed
),
holder AS MATERIALIZED (
    SELECT principal_id, bit_or(1::bigint << held.profile::int) AS profiles
      FROM held
     WHERE principal_id NOT IN (SELECT id FROM unconfirmed)
     GROUP BY principal_id
),
candidate AS MATERIALIZED (
    SELECT access_list_id
      FROM holder JOIN access_clause USING (principal_id)
     WHERE clause = 0 {narrowing}
     GROUP BY access_list_id
    HAVING bit_or(profiles) = :everybody
),
further AS MATERIALIZED (
    SELECT access_list_id, clause, profiles
      FROM holder JOIN access_clause USING (principal_id)
     WHERE clause > 0 {narrowing}
),
satisfied AS (
    SELECT access_list_id, clause
      FROM candidate JOIN further USING (access_list_id)
     GROUP BY access_list_id, clause
    HAVING bit_or(profiles) = :everybody
),
allowed AS MATERIALIZED (
    SELECT access_list.id, access_list.has_denials
      FROM (SELECT access_list_id AS id, 1 + count(clause) AS clauses
              FROM candidate LEFT JOIN satisfied USING (access_list_id)
             GROUP BY access_list_id) AS counted
      JOIN access_list USING (id, clauses)
     WHERE access_list.workspace = :workspace
),
visible AS (
    SELECT id FROM allowed WHERE NOT has_denials
    UNION ALL
    SELECT id FROM allowed
     WHERE has_denials AND NOT :collective AND NOT EXISTS (
           SELECT FROM access_denial JOIN principal ON principal.id = access_denial.principal_id
            WHERE access_denial.access_list_id = allowed.id
              AND (principal.id IN (SELECT principal_id FROM held)
                   OR (starts_with(principal.name, 'group:')
                       OR starts_with(principal.name, 'channel:')
                       OR starts_with(principal.name, 'person:email:'))
                      AND NOT EXISTS (SELECT FROM membership WHERE group_id = principal.id)))
)
"""

_TYPES = (
    bindparam("profiles", type_=ARRAY(BIGINT)),
    bindparam("names", type_=ARRAY(TEXT)),
    bindparam("everybody", type_=BIGINT),
    bindparam("collective", type_=BOOLEAN),
    bindparam("confirmed", type_=INTERVAL),
)

_VISIBLE = text(
    _CLOSURE.format(narrowing="")  # noqa: S608 - built from constants only
    + "SELECT coalesce((SELECT value FROM access_epoch WHERE workspace = :workspace), 0) AS epoch,"
    " coalesce((SELECT array_agg(id ORDER BY id) FROM visible), '{}') AS lists"
).bindparams(*_TYPES)

_PRESENT = """SELECT document.id, document.access_list_id
      FROM document JOIN source ON source.id = document.source_id AND source.removed_at IS NULL
     WHERE document.workspace = :workspace AND document.deleted_at IS NULL AND """
_NAMED = _PRESENT + "document.id = ANY(:documents)"
_SUPERSEDING = (
    _PRESENT  # noqa: S608 - built from constants only
    + """document.supersedes IS NOT NULL AND document.source_id = ANY(ARRAY(
           SELECT source_id FROM document WHERE id = ANY(:documents)))"""
)


def _still_visible(wanted: str) -> TextClause:
    narrowed = _CLOSURE.format(
        narrowing="AND access_list_id IN (SELECT access_list_id FROM wanted)"
    )
    return text(
        f"""{narrowed}, wanted AS MATERIALIZED (
    {wanted}
)
SELECT wanted.id FROM wanted JOIN visible ON visible.id = wanted.access_list_id"""  # noqa: S608 - built from constants only
    ).bindparams(*_TYPES, bindparam("documents", type_=ARRAY(PG_UUID)))


_STILL_VISIBLE = _still_visible(_NAMED)
_STILL_VISIBLE_OR_NEWER = _still_visible(f"{_NAMED} UNION {_SUPERSEDING}")


class Readers:
    """Makes readers from audiences, and re-checks documents against them."""

    def __init__(self, sessions: Sessions, metrics: Metrics | None = None) -> None:
        self._sessions = sessions
        self._metrics = metrics or Metrics()

    async def reader_for(self, workspace: WorkspaceId, audience: Audience) -> Reader:
        """The reader of this audience, computed in one statement.

        Raises:
            StoreUnavailable: Postgres did not answer; nobody may read anything then.
        """
        started = perf_counter()
        with reaching_database("reader"):
            async with self._sessions() as session:
                row = (await session.execute(_VISIBLE, _parameters(workspace, audience))).one()
        self._metrics.reader(lists=len(row.lists), seconds=perf_counter() - started)
        return Reader(workspace, audience, tuple(row.lists), row.epoch)

    async def still_readable(
        self, reader: Reader, documents: Iterable[UUID], *, or_newer: bool = False
    ) -> frozenset[UUID]:
        """Those of the documents that exist, in sources that are connected, and that this reader's
        audience may read now.

        Computed anew: what the reader was made with is not believed. ``or_newer``: and those in
        the same sources that take the place of any document, in the same statement, so that how
        long it takes does not tell of one that may not be read.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        wanted = list(documents)
        if not wanted:
            return frozenset()
        given = _parameters(reader.workspace, reader.audience) | {"documents": wanted}
        with reaching_database("recheck"):
            async with self._sessions() as session:
                statement = _STILL_VISIBLE_OR_NEWER if or_newer else _STILL_VISIBLE
                return frozenset(await session.scalars(statement, given))


def _parameters(workspace: WorkspaceId, audience: Audience) -> dict[str, object]:
    distinct = tuple(dict.fromkeys(audience.profiles))
    profiles = distinct if len(distinct) <= MOST_PROFILES else NOBODY.profiles
    held = [
        (number, name)
        for number, profile in enumerate(profiles)
        for name in sorted(profile.principals)
    ]
    return {
        "workspace": workspace,
        "profiles": [number for number, _ in held],
        "names": [name for _, name in held],
        "collective": any(profile.collective for profile in profiles),
        "confirmed": SOURCE_CONFIRMED,
        "everybody": (1 << len(profiles)) - 1,
    }
