"""An administrator is told how old permissions are, and which documents nobody can be given."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from chains.access.access_lists import AccessList
from chains.access.directory import Directory, MembersFact
from chains.access.interning import intern_access_list
from chains.access.oddities import Oddities, Oddity
from chains.access.principals import EVERYONE, WorkspaceId, email, handle, person, user_group
from chains.administration import Administration
from chains.administration.health import Health
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow
from chains.metrics import Metrics
from chains.sources.catalog import FolderSource
from chains.sync.ledger import Ledger
from tests.integration.administration.conftest import FINN

NOW = datetime.now(UTC)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def oddities(sessions: Sessions, metrics: Metrics) -> Oddities:
    return Oddities(sessions, metrics)


@pytest.fixture
def health(sessions: Sessions, oddities: Oddities) -> Health:
    return Health(sessions, oddities)


@pytest.fixture
async def source(administration: Administration, workspace: WorkspaceId, root: Path) -> UUID:
    form = FolderSource.parse(
        {"path": root / "people", "scope": "people", "readers": ("everyone",)}
    )
    return await administration.connect_folder(workspace, FINN, form)


async def document(
    sessions: Sessions, workspace: WorkspaceId, source: UUID, access_list: AccessList
) -> None:
    async with sessions.begin() as session:
        number = await intern_access_list(session, workspace, access_list)
        identity = uuid4()
        session.add(
            DocumentRow(
                id=identity, workspace=workspace, source_id=source, external_id=str(identity),
                url="", title="", scope="people", language="en", access_list_id=number,
                indexed_list_id=number, content_hash="", passages=0,
                permissions_confirmed_at=NOW,
            )
        )  # fmt: skip


CLOSED = {
    "of nobody": AccessList.nobody(),
    "a clause of unknown words": AccessList.of([EVERYONE], []),
    "an unknown handle": AccessList.of([handle("interns")]),
    "a denied address nobody has": AccessList.of([EVERYONE], denied=[email("x@tide.example")]),
    "a denied group without members": AccessList.of([EVERYONE], denied=[user_group("S0X")]),
}


@pytest.mark.parametrize("access_list", CLOSED.values(), ids=CLOSED)
async def test_a_document_that_an_unknown_word_closes_is_counted(
    access_list: AccessList,
    sessions: Sessions,
    workspace: WorkspaceId,
    source: UUID,
    health: Health,
) -> None:
    await document(sessions, workspace, source, AccessList.of([EVERYONE]))
    await document(sessions, workspace, source, access_list)
    [told] = (await health.of(workspace)).sources
    assert (told.scope, told.unknown) == ("people", 1)


async def test_words_that_became_known_are_counted_no_more(
    sessions: Sessions, workspace: WorkspaceId, source: UUID, health: Health
) -> None:
    interns = handle("interns")
    await document(sessions, workspace, source, AccessList.of([interns], denied=[interns]))
    assert [one.unknown for one in (await health.of(workspace)).sources] == [1]
    known = MembersFact(interns, frozenset({person("U0ANA")}), "slack", NOW)
    await Directory(sessions).record(workspace, [known])
    assert [one.unknown for one in (await health.of(workspace)).sources] == [0]


@pytest.mark.parametrize("listed", [True, False])
async def test_only_a_sync_that_went_through_confirms_a_source(
    listed: bool, sessions: Sessions, workspace: WorkspaceId, source: UUID, health: Health
) -> None:
    await Ledger(sessions).finish(source, {}, {""}, listed=listed)
    [told] = (await health.of(workspace)).sources
    assert (told.confirmed_at is not None) is listed


async def test_what_guards_caught_is_kept_for_every_process_and_counted_in_this_one(
    workspace: WorkspaceId, oddities: Oddities, health: Health, metrics: Metrics
) -> None:
    await oddities.dropped(workspace, passages=2, documents=1)
    await oddities.dropped(workspace, passages=3, documents=1)
    await oddities.unproved(workspace, 1)
    told = (await health.of(workspace)).oddities
    assert told == {Oddity.DROPPED: 5, Oddity.UNPROVED: 1}
    assert names(metrics.text()) >= {
        "footnote_recheck_drops_total 5.0",
        "footnote_unproved_documents_total 1.0",
    }
    assert await oddities.since(WorkspaceId("T0OTHER"), timedelta(days=7)) == dict.fromkeys(
        Oddity, 0
    )


def names(text: bytes) -> set[str]:
    return set(text.decode().splitlines())
