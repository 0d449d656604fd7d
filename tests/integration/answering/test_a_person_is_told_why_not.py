"""Who may read a document is told what keeps it out; for others there is no such document."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import update

from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.answering.explaining.explained import Here, Hindrance
from chains.database.tables import DocumentRow, SourceRow
from tests.integration.answering.conftest import ANA, GENERAL, TOM, Company, page
from tests.integration.answering.explained import CREW, Explained

BASE = "https://docs.example/pier"
BEN = Asker("U0BEN", Standing.MEMBER)
NAME = "night gate (ü).md"


@pytest.fixture
async def told(company: Company) -> Explained:
    await company.publish(
        "pier",
        {
            NAME: page("Pier rules", "The night gate of the pier closes at 21:15."),
            "crew.md": page(
                "Crew notes", "The crew closes the gate at 23:40.", readers="group:crew"
            ),
            "old.md": page("Pier rules of 2020", "The night gate closes at 20:00."),
            "new.md": page(
                "Crew rules", "It closes at 20:30.", supersedes="old.md", readers="group:crew"
            ),
        },
    )
    explained = Explained(company)
    await explained.crew("U0ANA")
    return explained


@pytest.mark.parametrize(
    "link",
    [
        f"{BASE}/{quote(NAME)}",
        f"{BASE}/{NAME.replace(' ', '%20')}",
        f"HTTPS://Docs.Example:443/pier/{quote(NAME)}/#the-gate",
        f"{BASE}/{quote(NAME)}?utm_source=mail&fbclid=1",
        f"https://ana:secret@docs.example/pier/{quote(NAME)}",
    ],
)
async def test_an_address_is_found_however_it_was_copied(told: Explained, link: str) -> None:
    found = await told.why_not(link)
    assert found is not None
    assert (found.document.title, found.hindrances, found.newer) == ("Pier rules", (), None)
    assert len(found.document.grounds) == 1


@pytest.mark.parametrize(
    "link", ["", "crew.md", "ftp://docs.example/pier/crew.md", f"{BASE}/crew.md?page=2", "http://["]
)
async def test_any_other_address_is_another_document(told: Explained, link: str) -> None:
    assert await told.why_not(link) is None


async def test_a_newer_document_is_named_to_those_who_may_read_it(told: Explained) -> None:
    found = await told.why_not(f"{BASE}/old.md")
    assert found is not None
    assert found.hindrances == (Hindrance.SUPERSEDED,)
    assert found.newer == ("Crew rules", f"{BASE}/new.md")
    other = await told.why_not(f"{BASE}/old.md", BEN)
    assert other is not None
    assert (other.hindrances, other.newer) == ((), None)


async def test_what_keeps_it_out_of_a_channel_is_told(told: Explained) -> None:
    here = Here(GENERAL, ("handbook",))
    found = await told.why_not(f"{BASE}/crew.md", here=here)
    assert found is not None
    assert found.hindrances == (Hindrance.OUTSIDE_SCOPES, Hindrance.NOT_FOR_ALL_HERE)
    opened = await told.why_not(f"{BASE}/{quote(NAME)}", here=Here(CREW, ("pier",)))
    assert opened is not None
    assert opened.hindrances == ()


async def test_what_the_index_lacks_is_told(told: Explained) -> None:
    async def change(**values: object) -> tuple[Hindrance, ...]:
        of_crew = DocumentRow.external_id == "crew.md"
        same = of_crew & (DocumentRow.workspace == told.company.workspace)
        async with told.company.sessions.begin() as session:
            await session.execute(update(DocumentRow).where(same).values(values))
        found = await told.why_not(f"{BASE}/crew.md")
        assert found is not None
        return found.hindrances

    assert await change(title="Crew notes") == ()
    assert await change(indexed_list_id=1) == (Hindrance.MOVING,)
    assert await change(content_hash="") == (Hindrance.NOT_INDEXED,)


async def statements(told: Explained, link: str, viewer: Asker, here: Here) -> list[str]:
    with told.asked() as asked:
        assert await told.why_not(link, viewer, here) is None
    return asked


@pytest.mark.parametrize("viewer", [BEN, TOM])
@pytest.mark.parametrize("where", [Venue(VenueKind.PRIVATE), GENERAL])
async def test_a_closed_document_is_asked_for_as_one_that_is_not_there(
    told: Explained, viewer: Asker, where: Venue
) -> None:
    here = Here(where, ("pier",))
    nowhere = await statements(told, f"{BASE}/nothing.md", viewer, here)
    closed = await statements(told, f"{BASE}/crew.md", viewer, here)
    superseding = await statements(told, f"{BASE}/new.md", viewer, here)
    assert closed == superseding == nowhere
    assert len([one for one in nowhere if one.startswith("search")]) == 1
    assert len(nowhere) >= 10


async def test_somebody_who_lost_access_is_told_as_if_it_never_was(told: Explained) -> None:
    here = Here(GENERAL)
    assert await told.why_not(f"{BASE}/crew.md", here=here) is not None
    await told.crew()
    closed = await statements(told, f"{BASE}/crew.md", ANA, here)
    assert closed == await statements(told, f"{BASE}/nothing.md", ANA, here)


async def test_what_was_confirmed_too_long_ago_is_not_there_either(told: Explained) -> None:
    same = SourceRow.id == told.company.sources["pier"]
    old = {"synced_at": SourceRow.synced_at - timedelta(hours=25)}
    async with told.company.sessions.begin() as session:
        await session.execute(update(SourceRow).where(same).values(old))
    assert await told.why_not(f"{BASE}/{quote(NAME)}") is None


async def test_a_deleted_document_is_not_there(told: Explained) -> None:
    await told.company.take_away("pier", "crew.md")
    closed = await statements(told, f"{BASE}/crew.md", ANA, Here(GENERAL))
    assert closed == await statements(told, f"{BASE}/nothing.md", ANA, Here(GENERAL))


async def test_of_two_documents_at_one_address_the_readable_one_is_told(
    told: Explained,
) -> None:
    async with told.company.sessions.begin() as session:
        same = DocumentRow.workspace == told.company.workspace
        named = DocumentRow.external_id.in_(["crew.md", "old.md"])
        await session.execute(update(DocumentRow).where(same, named).values(url=f"{BASE}/one"))
    found = await told.why_not(f"{BASE}/one", BEN)
    assert found is not None
    assert found.document.title == "Pier rules of 2020"
