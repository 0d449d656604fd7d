"""Proof that an audience may read a document: for each clause who satisfied it, and by what path.

Computed apart from the reader: whoever wants to show a document needs both to agree.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT, TEXT
from sqlalchemy.dialects.postgresql import UUID as PG_UUID

from chains.access.audience import Audience, Profile
from chains.access.principals import Principal
from chains.access.reader import Reader
from chains.database.engine import Sessions, reaching_database


@dataclass(frozen=True)
class Ground:
    """Why one profile of an audience satisfies one clause of an access list.

    ``path`` leads from a principal of the profile, membership by membership, to one of the clause.
    """

    profile: int
    clause: int
    path: tuple[Principal, ...]


@dataclass(frozen=True)
class Proof:
    """Why an audience may read a document; one ground for each of its profiles and each clause.

    ``confirmed_at``: when the source last said who may read it. ``checked_at``: when this held.
    """

    document: UUID
    access_list: int
    grounds: tuple[Ground, ...]
    confirmed_at: datetime
    checked_at: datetime


class _Match(NamedTuple):
    """A principal of a clause that a profile holds."""

    document: UUID
    profile: int
    clause: int
    name: Principal
    access_list: int
    clauses: int
    confirmed_at: datetime
    checked_at: datetime


_HELD = """
WITH RECURSIVE held(profile, principal_id) AS (
    SELECT given.profile, principal.id
      FROM unnest(:profiles, :names) AS given(profile, name)
      JOIN principal ON principal.workspace = :workspace AND principal.name = given.name
    UNION
    SELECT held.profile, own.group_id
      FROM held CROSS JOIN LATERAL (SELECT group_id FROM membership
                                     WHERE member_id = held.principal_id OFFSET 0) AS own
)
"""

# Who is denied matches nothing. A denied alias, group or channel without members denies everyone.
# One statement sees one state: a path that ends half-way would prove nothing. The memberships that
# paths are made of come as rows without a document.
# How many principals a profile holds is not known before it is counted. OFFSET 0 has Postgres look
# up what those few have, where it would read whole tables for the many that it expects.
_MATCHES_AND_EDGES = text(
    f"""{_HELD},
wanted AS MATERIALIZED (
    SELECT document.id AS document, document.permissions_confirmed_at AS confirmed_at,
           access_list.id AS access_list, access_list.clauses, access_list.has_denials
      FROM document
      JOIN source ON source.id = document.source_id AND source.removed_at IS NULL
      JOIN access_list ON access_list.id = document.access_list_id
     WHERE document.id = ANY(:documents) AND document.workspace = :workspace
       AND document.deleted_at IS NULL
),
match AS MATERIALIZED (
    SELECT list.access_list, held.profile, own.clause, own.principal_id
      FROM (SELECT DISTINCT access_list, has_denials FROM wanted) AS list
     CROSS JOIN LATERAL (SELECT clause, principal_id FROM access_clause
                          WHERE access_list_id = list.access_list OFFSET 0) AS own
      JOIN held ON held.principal_id = own.principal_id
     WHERE NOT (list.has_denials AND (
           held.profile = ANY(:collective)
        OR EXISTS (SELECT FROM access_denial
                    WHERE access_denial.access_list_id = list.access_list
                      AND access_denial.principal_id IN (
                          SELECT own.principal_id FROM held own WHERE own.profile = held.profile))
        OR EXISTS (SELECT FROM access_denial JOIN principal unknown
                     ON unknown.id = access_denial.principal_id
                    WHERE access_denial.access_list_id = list.access_list
                      AND (unknown.name LIKE 'group:%' OR unknown.name LIKE 'channel:%'
                           OR unknown.name LIKE 'person:email:%')
                      AND NOT EXISTS (SELECT FROM membership
                                       WHERE membership.group_id = unknown.id))))
)
SELECT wanted.document, match.profile, match.clause,
       (SELECT name FROM principal WHERE id = match.principal_id) AS name, NULL AS owner,
       wanted.access_list, wanted.clauses, wanted.confirmed_at, clock_timestamp() AS checked_at
  FROM wanted JOIN match USING (access_list)
UNION ALL
SELECT NULL::uuid, NULL::bigint, NULL::int,
       (SELECT name FROM principal WHERE id = member.principal_id),
       (SELECT name FROM principal WHERE id = owner.group_id),
       NULL::bigint, NULL::int, NULL::timestamptz, NULL::timestamptz
  FROM (SELECT DISTINCT principal_id FROM held) AS member
 CROSS JOIN LATERAL (SELECT DISTINCT group_id FROM membership
                      WHERE member_id = member.principal_id OFFSET 0) AS owner
 ORDER BY document NULLS FIRST, profile, clause, name
"""  # noqa: S608 - built from constants only
).bindparams(
    bindparam("profiles", type_=ARRAY(BIGINT)),
    bindparam("names", type_=ARRAY(TEXT)),
    bindparam("collective", type_=ARRAY(BIGINT)),
    bindparam("documents", type_=ARRAY(PG_UUID)),
)


class Proofs:
    """Proves what may be shown, at this moment."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def prove(self, reader: Reader, documents: Iterable[UUID]) -> Mapping[UUID, Proof]:
        """A proof for each of the documents that the reader's audience may read now.

        Raises:
            StoreUnavailable: Postgres did not answer; nothing is proved then.
        """
        wanted = list(documents)
        if not wanted:
            return {}
        with reaching_database("proof"):
            async with self._sessions() as session:
                rows = (
                    await session.execute(_MATCHES_AND_EDGES, _parameters(reader, wanted))
                ).all()
        owners: dict[Principal, list[Principal]] = {}
        found = []
        for document, profile, clause, name, owner, *facts in rows:
            if document is None:
                owners.setdefault(Principal(name), []).append(Principal(owner))
            else:
                found.append(_Match(document, profile, clause, Principal(name), *facts))
        return _proved(found, reader.audience, owners)


def _parameters(reader: Reader, documents: Sequence[UUID]) -> dict[str, Any]:
    profiles = list(enumerate(reader.audience.profiles))
    held = [(number, name) for number, one in profiles for name in sorted(one.principals)]
    return {
        "workspace": reader.workspace,
        "profiles": [number for number, _ in held],
        "names": [name for _, name in held],
        "collective": [number for number, one in profiles if one.collective],
        "documents": documents,
    }


def _proved(
    matches: Sequence[_Match],
    audience: Audience,
    owners: Mapping[Principal, Collection[Principal]],
) -> dict[UUID, Proof]:
    paths = [_paths(profile, owners) for profile in audience.profiles]
    proofs: dict[UUID, Proof] = {}
    for document, group in groupby(matches, key=lambda match: match.document):
        of_document = list(group)
        grounds = tuple(
            Ground(profile, clause, _shortest(found, paths[profile]))
            for (profile, clause), found in groupby(
                of_document, key=lambda match: (match.profile, match.clause)
            )
        )
        first = of_document[0]
        # Every profile must satisfy every clause by itself.
        if len(grounds) == len(audience.profiles) * first.clauses:
            proofs[document] = Proof(
                document, first.access_list, grounds, first.confirmed_at, first.checked_at
            )
    return proofs


def _shortest(
    matches: Iterable[_Match], paths: Mapping[Principal, tuple[Principal, ...]]
) -> tuple[Principal, ...]:
    return min((paths[match.name] for match in matches), key=lambda path: (len(path), path))


def _paths(
    profile: Profile, owners: Mapping[Principal, Collection[Principal]]
) -> dict[Principal, tuple[Principal, ...]]:
    """A shortest path to everything the profile holds; groups may contain each other."""
    paths: dict[Principal, tuple[Principal, ...]] = {
        name: (name,) for name in sorted(profile.principals)
    }
    waiting = deque(paths)
    while waiting:
        member = waiting.popleft()
        for owner in sorted(owners.get(member, ())):
            if owner not in paths:
                paths[owner] = (*paths[member], owner)
                waiting.append(owner)
    return paths
