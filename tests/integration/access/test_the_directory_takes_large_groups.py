"""A group of any size is one fact."""

from datetime import UTC, datetime

from chains.access.audience import Audience, Profile
from chains.access.directory import Directory, MembersFact
from chains.access.principals import WorkspaceId, channel, person
from chains.access.reader import Readers
from chains.database.engine import Sessions


async def test_fifty_thousand_members_come_and_go(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    directory = Directory(sessions)
    crowd = frozenset(person(f"U{number}") for number in range(50_000))
    now = datetime.now(UTC)
    await directory.record(workspace, [MembersFact(channel("C1"), crowd, "slack", now)])
    known = await directory.members(workspace, channel("C1"))
    assert known is not None
    assert known.members == crowd

    few = frozenset({person("U1")})
    await directory.record(workspace, [MembersFact(channel("C1"), few, "slack", now)])
    known = await directory.members(workspace, channel("C1"))
    assert known is not None
    assert known.members == few


async def test_what_does_not_change_counts_as_no_change(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    directory, readers = Directory(sessions), Readers(sessions)
    nobody = Audience((Profile(frozenset({person("U1")})),))
    fact = MembersFact(channel("C1"), frozenset({person("U1")}), "slack", datetime.now(UTC))
    await directory.record(workspace, [fact])
    before = (await readers.reader_for(workspace, nobody)).epoch
    await directory.record(workspace, [fact])
    assert (await readers.reader_for(workspace, nobody)).epoch == before
