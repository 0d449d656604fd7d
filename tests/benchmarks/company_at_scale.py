"""A drawn company of 5,000 people, 20,000 access lists and 100,000 documents, and its passages."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.access_lists import AccessList
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.directory import principal_numbers
from chains.access.interning import width
from chains.access.principals import (
    EVERYONE,
    GUESTS,
    Principal,
    WorkspaceId,
    channel,
    email,
    handle,
    person,
    principal,
    user_group,
)
from chains.database.engine import Sessions
from chains.database.tables import (
    AccessClauseRow,
    AccessDenialRow,
    AccessListRow,
    DocumentRow,
    MembershipRow,
    SourceRow,
)
from chains.index.passages import PassageRecord

PEOPLE = 5_000
LISTS = 20_000
DOCUMENTS = 100_000
LEVELS = (5, 25, 125, 500, 1_000)
"""Groups of each depth: a crew belongs to a squad, and so on up to a division."""
PROJECTS = 400
CHANNELS = 800
SOURCES = 10
ARCHIVIST = "U00000"
"""Belongs to a group that every clause names: the reader of every list."""
DIMENSIONS = 384
_ARCHIVISTS = handle("archivists")
_SYLLABLES = [f"{one}{two}" for one in "bdfgklmnprst" for two in "aeiou"]
_WORDS = [f"{one}{two}r" for one in _SYLLABLES for two in _SYLLABLES]

Edge = tuple[Principal, Principal]


@dataclass
class DrawnCompany:
    """Edges member -> group, and the lists in the order of their numbers, from 1."""

    workspace: WorkspaceId
    edges: set[Edge] = field(default_factory=set)
    lists: list[AccessList] = field(default_factory=list)
    channels: dict[str, list[str]] = field(default_factory=dict)
    guests: set[str] = field(default_factory=set)

    def asker(self, identity: str) -> Asker:
        """One of its people."""
        return Asker(identity, Standing.GUEST if identity in self.guests else Standing.MEMBER)

    def askings(self, count: int) -> Iterator[tuple[Asker, Venue]]:
        """Different people in turn in a DM, in a channel, and in a group DM of three to six."""
        chance = random.Random(11)  # noqa: S311 - the same questions in every run
        places = list(self.channels)
        for place, number in enumerate(chance.sample(range(1, PEOPLE), count)):
            asker = self.asker(_name(number))
            if place % 3 == 0:
                yield asker, Venue(VenueKind.PRIVATE)
            elif place % 3 == 1:
                yield asker, Venue(VenueKind.PUBLIC_CHANNEL, chance.choice(places))
            else:
                others = chance.sample(range(1, PEOPLE), chance.randint(2, 5))
                members = (asker, *(self.asker(_name(other)) for other in others))
                yield asker, Venue(VenueKind.GROUP_DM, "G1", members)


def draw(workspace: WorkspaceId) -> DrawnCompany:
    """The same company in every run."""
    company, chance = DrawnCompany(workspace), random.Random(7)  # noqa: S311 - see above
    company.guests = {_name(number) for number in range(1, PEOPLE, 25)}
    _draw_groups(company)
    _draw_people(company, chance)
    while len(company.lists) < LISTS:
        seen = set(company.lists)
        drawn = dict.fromkeys(_list(company, chance) for _ in range(LISTS - len(company.lists)))
        company.lists += [one for one in drawn if one not in seen]
    return company


def _name(number: int) -> str:
    return f"U{number:05}"


def _group(level: int, number: int) -> str:
    return f"s{level}-{number}"


def _draw_groups(company: DrawnCompany) -> None:
    edges = company.edges
    for level, size in enumerate(LEVELS):
        for number in range(size):
            own = user_group(_group(level, number))
            edges.add((own, handle(_group(level, number))))
            if level:
                above = number * LEVELS[level - 1] // size
                edges.add((own, user_group(_group(level - 1, above))))
    edges |= {
        (user_group(_group(9, number)), handle(_group(9, number))) for number in range(PROJECTS)
    }
    for number in range(SOURCES):
        readers = handle(_group(0, number - 6)) if 6 <= number < 9 else EVERYONE
        edges |= {(readers, _source(number)), (_ARCHIVISTS, _source(number))}
    edges |= {(GUESTS, _source(9)), (person(ARCHIVIST), _ARCHIVISTS)}


def _draw_people(company: DrawnCompany, chance: random.Random) -> None:
    edges = company.edges
    company.channels = {f"C{number:04}": [] for number in range(CHANNELS)}
    for number in range(PEOPLE):
        who = person(_name(number))
        edges.add((who, email(f"{_name(number)}@company.example")))
        for crew in chance.sample(range(LEVELS[-1]), chance.choice((1, 1, 2))):
            edges.add((who, user_group(_group(len(LEVELS) - 1, crew))))
        for project in chance.sample(range(PROJECTS), chance.randint(0, 3)):
            edges.add((who, user_group(_group(9, project))))
        for joined in chance.sample(list(company.channels), chance.randint(3, 20)):
            company.channels[joined].append(_name(number))
            edges.add((who, channel(joined)))


def _source(number: int) -> Principal:
    return principal(f"group:source:{UUID(int=number + 1)}")


def _list(company: DrawnCompany, chance: random.Random) -> AccessList:
    clauses = [{_source(chance.randrange(SOURCES))}]
    if chance.random() < 0.98:
        clauses.append({_reader(company, chance) for _ in range(chance.randint(1, 4))})
    if chance.random() < 0.25:
        clauses.append({_division(chance), _division(chance)})
    denied = [_somebody(chance)] if chance.random() < 0.02 else []
    return AccessList.of(*(clause | {_ARCHIVISTS} for clause in clauses), denied=denied)


def _reader(company: DrawnCompany, chance: random.Random) -> Principal:
    kind = chance.random()
    if kind < 0.02:
        return EVERYONE
    if kind < 0.12:
        return channel(chance.choice(list(company.channels)))
    if kind < 0.22:
        return _somebody(chance)
    # The smaller a group, the more often documents name it.
    level = chance.choices((0, 1, 2, 3, 4, 9), (1, 2, 4, 4, 4, 4))[0]
    return handle(_group(level, chance.randrange(PROJECTS if level == 9 else LEVELS[level])))


def _division(chance: random.Random) -> Principal:
    return handle(_group(0, chance.randrange(LEVELS[0])))


def _somebody(chance: random.Random) -> Principal:
    return email(f"{_name(chance.randrange(PEOPLE))}@company.example")


async def store(sessions: Sessions, company: DrawnCompany) -> None:
    """Into an empty database, which is then as autovacuum would have it."""
    names = {name for edge in company.edges for name in edge} | {GUESTS}
    for one in company.lists:
        names |= one.denied.union(*one.clauses)
    async with sessions.begin() as session:
        numbers = await principal_numbers(session, company.workspace, names)
        now = datetime.now(UTC)
        edges = [
            {
                "member_id": numbers[member],
                "group_id": numbers[group],
                "origin": "slack",
                "observed_at": now,
            }
            for member, group in sorted(company.edges)
        ]
        await session.execute(insert(MembershipRow), edges)
        await _store_lists(session, company, numbers)
        await _store_documents(session, company, now)
    async with sessions() as session:
        await session.execute(text("VACUUM ANALYZE"))


async def _store_lists(
    session: AsyncSession, company: DrawnCompany, numbers: dict[Principal, int]
) -> None:
    lists, clauses, denials = [], [], []
    for number, one in enumerate(company.lists, start=1):
        lists.append(
            {
                "id": number,
                "workspace": company.workspace,
                "digest": one.digest(),
                "clauses": len(one.clauses),
                "has_denials": bool(one.denied),
            }
        )
        clauses += [
            {"access_list_id": number, "clause": place, "principal_id": numbers[name]}
            for place, clause in enumerate(sorted(one.clauses, key=width))
            for name in sorted(clause)
        ]
        denials += [
            {"access_list_id": number, "principal_id": numbers[name]} for name in sorted(one.denied)
        ]
    await session.execute(insert(AccessListRow), lists)
    await session.execute(insert(AccessClauseRow), clauses)
    await session.execute(insert(AccessDenialRow), denials)


async def _store_documents(session: AsyncSession, company: DrawnCompany, now: datetime) -> None:
    source = UUID(int=1)
    where = {"id": source, "workspace": company.workspace, "kind": "folder", "scope": "benchmark"}
    await session.execute(
        insert(SourceRow),
        [{**where, "config": {}, "readers": [], "cursor": {}, "problems": {}, "synced_at": now}],
    )
    await session.execute(
        insert(DocumentRow),
        [
            {
                "id": UUID(int=number),
                "workspace": company.workspace,
                "source_id": source,
                "external_id": str(number),
                "url": "https://company.example",
                "title": "A document",
                "scope": "benchmark",
                "language": "en",
                "access_list_id": list_of(number),
                "indexed_list_id": list_of(number),
                "content_hash": "v1",
                "passages": 1,
                "permissions_confirmed_at": now,
            }
            for number in range(DOCUMENTS)
        ],
    )


def list_of(document: int) -> int:
    """The number of the list of a document."""
    return document % LISTS + 1


def passages(start: int, count: int) -> list[PassageRecord]:
    """One passage of each of these documents, with a vector of no meaning."""
    chance = random.Random(start)  # noqa: S311 - the same passages in every run
    vectors = np.random.default_rng(start).normal(size=(count, DIMENSIONS))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [
        PassageRecord(
            document=UUID(int=number),
            ordinal=0,
            title=words(chance, 3),
            heading=(),
            anchor="",
            text=words(chance, 40),
            source="benchmark",
            scope="benchmark",
            access_list=list_of(number),
            content_hash="v1",
            language="en",
            vector=vector.tolist(),
        )
        for number, vector in zip(range(start, start + count), vectors, strict=True)
    ]


def words(chance: random.Random, count: int) -> str:
    """Words of no meaning."""
    return " ".join(chance.choices(_WORDS, k=count))
