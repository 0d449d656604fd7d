"""Drawn companies: what a reader may read is exactly what a slow, obvious oracle says."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.access_lists import AccessList
from chains.access.audience import Audience, Profile
from chains.access.directory import MembersFact, replace_members
from chains.access.interning import intern_access_list, width
from chains.access.principals import EVERYONE, Principal, WorkspaceId, principal
from chains.access.proof import Ground, Proof, Proofs
from chains.access.reader import Readers
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow, SourceRow

PEOPLE = [principal(f"person:U{n}") for n in range(4)]
GROUPS = [principal(f"group:slack:S{n}") for n in range(5)]
ANYONE = [*PEOPLE, *GROUPS, EVERYONE]


@dataclass(frozen=True)
class Company:
    """A drawn company: edges member -> group (cycles welcome), lists, and one audience."""

    edges: frozenset[tuple[Principal, Principal]]
    lists: tuple[AccessList, ...]
    audience: Audience


def companies() -> st.SearchStrategy[Company]:
    clause = st.frozensets(st.sampled_from(ANYONE), max_size=3)
    lists = st.builds(
        AccessList,
        clauses=st.frozensets(clause, min_size=1, max_size=3),
        denied=st.frozensets(st.sampled_from(ANYONE), max_size=2),
    )
    profile = st.builds(
        Profile,
        principals=st.frozensets(st.sampled_from(ANYONE), min_size=1, max_size=3),
        collective=st.booleans(),
    )
    edge = st.tuples(st.sampled_from(ANYONE), st.sampled_from(GROUPS))
    return st.builds(
        Company,
        edges=st.frozensets(edge, max_size=12),
        lists=st.lists(lists, min_size=1, max_size=6, unique=True).map(tuple),
        audience=st.lists(profile, min_size=1, max_size=3).map(
            lambda found: Audience(tuple(found))
        ),
    )


def held_by(profile: Profile, edges: frozenset[tuple[Principal, Principal]]) -> set[Principal]:
    held = set(profile.principals)
    while True:
        wider = held | {group for member, group in edges if member in held}
        if wider == held:
            return held
        held = wider


def may_read(company: Company, access_list: AccessList) -> bool:
    for profile in company.audience.profiles:
        held = held_by(profile, company.edges)
        if any(not clause & held for clause in access_list.clauses):
            return False
        if access_list.denied & held or (profile.collective and access_list.denied):
            return False
    known = {group for _, group in company.edges}
    return not any(one in GROUPS and one not in known for one in access_list.denied)


@dataclass(frozen=True)
class Found:
    """A drawn company's lists that its audience may read: by the reader, and by proof."""

    read: set[AccessList]
    rechecked: set[AccessList]
    proofs: dict[AccessList, Proof]


async def readable(sessions: Sessions, company: Company) -> Found:
    workspace = WorkspaceId(f"T{uuid4().hex}")
    now = datetime.now(UTC)
    async with sessions.begin() as session:
        for group in GROUPS:
            members = frozenset(member for member, of in company.edges if of == group)
            await replace_members(session, workspace, MembersFact(group, members, "drawn", now))
        numbers = {
            await intern_access_list(session, workspace, access_list): access_list
            for access_list in company.lists
        }
        documents = await one_document_each(session, workspace, numbers)
    readers = Readers(sessions)
    reader = await readers.reader_for(workspace, company.audience)
    rechecked = await readers.still_readable(reader, documents)
    proofs = await Proofs(sessions).prove(reader, documents)
    return Found(
        {numbers[number] for number in reader.access_lists},
        {documents[one] for one in rechecked},
        {documents[one]: proof for one, proof in proofs.items()},
    )


async def one_document_each(
    session: AsyncSession, workspace: WorkspaceId, numbers: dict[int, AccessList]
) -> dict[UUID, AccessList]:
    source = SourceRow(
        id=uuid4(), workspace=workspace, kind="folder", scope="drawn", config={}, readers=[]
    )
    session.add(source)
    await session.flush()
    documents = {uuid4(): number for number in numbers}
    await session.execute(
        insert(DocumentRow),
        [
            {
                "id": id_,
                "workspace": workspace,
                "source_id": source.id,
                "external_id": str(number),
                "url": "",
                "title": "",
                "scope": "drawn",
                "language": "en",
                "access_list_id": number,
                "indexed_list_id": number,
                "content_hash": "",
                "passages": 0,
                "permissions_confirmed_at": datetime.now(UTC),
            }
            for id_, number in documents.items()
        ],
    )
    return {id_: numbers[number] for id_, number in documents.items()}


def stands(ground: Ground, access_list: AccessList, company: Company) -> bool:
    """Whether a ground leads along edges of the company from its profile into its clause."""
    path = ground.path
    clauses = sorted(access_list.clauses, key=width)
    steps = pairwise(path)
    return (
        path[0] in company.audience.profiles[ground.profile].principals
        and all(step in company.edges for step in steps)
        and path[-1] in clauses[ground.clause]
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(company=companies())
async def test_a_reader_sees_exactly_what_the_oracle_allows(
    company: Company, sessions: Sessions
) -> None:
    expected = {one for one in company.lists if may_read(company, one)}
    found = await readable(sessions, company)
    assert found.read == expected
    assert found.rechecked == expected
    assert found.proofs.keys() == expected
    for access_list, proof in found.proofs.items():
        pairs = {(ground.profile, ground.clause) for ground in proof.grounds}
        assert len(pairs) == len(company.audience.profiles) * len(access_list.clauses)
        assert all(stands(ground, access_list, company) for ground in proof.grounds)
