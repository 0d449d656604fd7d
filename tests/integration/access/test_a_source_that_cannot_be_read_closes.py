"""What a source said of its readers has an age, and past its limit counts for nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from chains.access.access_lists import AccessList
from chains.access.audience import Audience
from chains.access.directory import SOURCE_CONFIRMED, MembersFact, replace_members
from chains.access.interning import intern_access_list
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Readers
from chains.administration.status import OUTDATED, status_of
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow, SourceRow
from chains.sync.permissions import source_group

ALL = Audience.of(EVERYONE)
YOUNG = SOURCE_CONFIRMED - timedelta(minutes=1)
OLD = SOURCE_CONFIRMED + timedelta(minutes=1)


@dataclass
class Handbook:
    """A source that everyone reads, of one document."""

    sessions: Sessions
    row: SourceRow
    document: DocumentRow

    async def change(self, **values: object) -> None:
        async with self.sessions.begin() as session:
            await session.execute(
                update(SourceRow).where(SourceRow.id == self.row.id).values(**values)
            )

    async def is_readable(self) -> tuple[bool, bool]:
        """Whether its list is in a reader, and whether its document passes the re-check."""
        readers = Readers(self.sessions)
        reader = await readers.reader_for(WorkspaceId(self.row.workspace), ALL)
        still = await readers.still_readable(reader, [self.document.id])
        return bool(reader.access_lists), bool(still)


@pytest.fixture
async def handbook(sessions: Sessions, workspace: WorkspaceId) -> Handbook:
    now = datetime.now(UTC)
    row = SourceRow(
        id=uuid4(), workspace=workspace, kind="folder", scope="handbook", config={}, readers=[]
    )
    row.synced_at = now
    async with sessions.begin() as session:
        session.add(row)
        members = MembersFact(source_group(row.id), frozenset({EVERYONE}), "source", now)
        await replace_members(session, workspace, members)
        number = await intern_access_list(
            session, workspace, AccessList.of({source_group(row.id)}, {EVERYONE})
        )
        document = DocumentRow(
            id=uuid4(),
            workspace=workspace,
            source_id=row.id,
            external_id="a.md",
            url="https://x.example/a.md",
            title="A",
            scope="handbook",
            language="en",
            access_list_id=number,
            indexed_list_id=number,
            content_hash="1",
            passages=1,
            permissions_confirmed_at=now,
        )
        session.add(document)
    return Handbook(sessions, row, document)


def ago(age: timedelta) -> datetime:
    return datetime.now(UTC) - age


async def test_a_source_is_readable_until_its_limit_and_not_after(handbook: Handbook) -> None:
    await handbook.change(synced_at=ago(YOUNG))
    assert await handbook.is_readable() == (True, True)
    await handbook.change(synced_at=ago(OLD))
    assert await handbook.is_readable() == (False, False)


async def test_a_paused_source_stays_readable(handbook: Handbook) -> None:
    await handbook.change(synced_at=ago(OLD), paused=True)
    assert await handbook.is_readable() == (True, True)


async def test_a_source_never_read_to_its_end_closes_by_its_own_age(handbook: Handbook) -> None:
    await handbook.change(synced_at=None)
    assert await handbook.is_readable() == (True, True)
    await handbook.change(synced_at=None, created_at=ago(OLD))
    assert await handbook.is_readable() == (False, False)


async def test_it_opens_again_once_it_was_read(handbook: Handbook) -> None:
    await handbook.change(synced_at=ago(OLD))
    await handbook.change(synced_at=ago(timedelta()))
    assert await handbook.is_readable() == (True, True)


@pytest.mark.parametrize(
    ("age", "paused", "told"), [(OLD, False, True), (YOUNG, False, False), (OLD, True, False)]
)
def test_its_administrator_is_told(
    age: timedelta, paused: bool, told: bool, made: Callable[..., SourceRow]
) -> None:
    status = status_of(made(synced_at=ago(age), paused=paused), 1, 1)
    assert status.outdated is told
    assert (OUTDATED in status.problems) is told


@pytest.fixture
def made() -> Callable[..., SourceRow]:
    def make(**values: object) -> SourceRow:
        plain = {"config": {}, "readers": [], "problems": {}, "created_at": ago(timedelta())}
        named = {"kind": "folder", "scope": "handbook", "sends": "open"}
        return SourceRow(id=uuid4(), **named, **{**plain, **values})

    return make


async def test_what_a_removed_source_held_is_read_by_nobody(handbook: Handbook) -> None:
    await handbook.change(removed_at=datetime.now(UTC))
    _, still = await handbook.is_readable()
    assert not still
