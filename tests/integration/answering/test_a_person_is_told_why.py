"""An answer is explained to those who may look into it, by what they may read at this moment."""

from typing import Any

import pytest
from sqlalchemy import update

from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.principals import EVERYONE, WorkspaceId, handle, person, user_group
from chains.answering.explaining.explained import MadeFor, Place
from chains.answering.outcome import Answer
from chains.answering.question import Wants
from chains.database.answers import ProofRow
from chains.sync.permissions import source_group
from tests.integration.answering.conftest import (
    ANA,
    GENERAL,
    PRIVATE,
    PRIYA,
    TOM,
    WORKFLOW,
    Company,
    page,
)
from tests.integration.answering.explained import CREW, Explained

ASKED = "When does the night gate of the pier close?"
BEN = Asker("U0BEN", Standing.MEMBER)


@pytest.fixture
async def told(company: Company) -> Explained:
    gate = page(
        "Pier rules", "The night gate of the pier closes at 21:15 on every day of the week."
    )
    body = "The night gate of the pier closes at 23:40 for its crew on every day of the week."
    crew = page("Crew notes", body, readers="group:crew")
    await company.publish("pier", {"pier.md": gate, "crew.md": crew})
    explained = Explained(company)
    await explained.crew("U0ANA")
    return explained


async def listed(told: Explained, asker: Asker = ANA, venue: Venue = PRIVATE) -> None:
    await told.company.ask(ASKED, asker, venue, wants=Wants.DOCUMENTS)
    await told.delivered(posted_ts="1700000000.000100" if venue != PRIVATE else None)


async def titles(told: Explained, viewer: Asker, about: Any = None) -> list[str]:
    found = await told.why(viewer, about)
    assert found is not None
    return sorted(one.document.title for one in found.sources)


async def test_the_asker_is_told_of_their_latest_answer_what_it_rests_on_and_how(
    told: Explained,
) -> None:
    assert isinstance(await told.company.ask(ASKED), Answer)
    assert await told.why() is None, "nobody was shown it yet"
    await told.delivered()
    why = await told.why()
    assert why is not None
    assert (why.request, why.wants, why.outcome) == ("R1", "answer", "Answer")
    assert (why.venue, why.made_for) == (VenueKind.PRIVATE, MadeFor.ASKER)
    assert why.figures is not None
    assert why.figures.passages >= 1
    assert why.figures.drafted is False
    grounds = {one.document.title: one.document.grounds for one in why.sources}
    way_in = (EVERYONE, source_group(told.company.sources["pier"]))
    own = (person("U0ANA"), user_group("S0CREW"), handle("crew"))
    expected = {"Pier rules": (way_in,), "Crew notes": (own, way_in)}
    assert grounds.items() <= expected.items()
    for one in why.sources:
        assert one.sealed
        assert one.document.url.startswith("https://docs.example/pier/")
        assert one.cosine is not None


async def test_the_latest_is_the_one_shown_last(told: Explained) -> None:
    for request in ("R1", "R2"):
        await told.company.ask(ASKED, request=request)
        await told.delivered(request)
    await told.company.ask(ASKED, BEN, request="R3")
    await told.delivered("R3")
    why = await told.why()
    assert why is not None
    assert why.request == "R2"


async def test_what_the_asker_has_lost_since_is_not_even_counted(told: Explained) -> None:
    await listed(told)
    assert await titles(told, ANA) == ["Crew notes", "Pier rules"]
    await told.crew()
    assert await titles(told, ANA) == ["Pier rules"]
    await told.company.take_away("pier", "pier.md")
    assert await titles(told, ANA) == []


async def test_whoever_joined_later_is_told_of_what_they_may_read_themselves(
    told: Explained,
) -> None:
    opened = Venue(VenueKind.PRIVATE_CHANNEL, "C0CREW", (ANA,))
    await listed(told, venue=opened)
    place = Place("C0CREW", "1700000000.000100")
    assert await told.why(BEN, place) is None
    assert await told.why(BEN, "R1") is None
    told.reads.add("C0CREW")
    assert await titles(told, BEN, place) == ["Pier rules"]
    why = await told.why(BEN, "R1")
    assert why is not None
    assert (why.figures, why.made_for) == (None, MadeFor.EACH_MEMBER)
    assert [one.cosine for one in why.sources] == [None]
    # The numbers of footnotes stay those that were posted, whatever is left out between them.
    own = await told.why(ANA, place)
    assert own is not None
    numbers = {one.document.title: one.number for one in own.sources}
    assert [one.number for one in why.sources] == [numbers["Pier rules"]]


async def test_an_answer_for_one_person_is_explained_to_nobody_else(told: Explained) -> None:
    await told.company.ask(ASKED, venue=Venue(VenueKind.PRIVATE, "C0GENERAL"))
    await told.delivered(posted_ts="1700000000.000100")
    told.reads.add("C0GENERAL")
    assert await told.why(BEN, "R1") is None
    assert await told.why(BEN, Place("C0GENERAL", "1700000000.000100")) is None
    assert await told.why(ANA, "R1") is not None


async def test_a_link_leads_to_where_it_stands_if_that_is_not_where_it_was_asked(
    told: Explained,
) -> None:
    await told.company.ask(ASKED, venue=Venue(VenueKind.PRIVATE, "C0GENERAL"))
    await told.delivered(posted_ts="1700000000.000100", posted_in="D0ANA")
    told.reads |= {"C0GENERAL", "D0ANA"}
    assert await told.why(ANA, Place("D0ANA", "1700000000.000100")) is not None
    assert await told.why(ANA, Place("C0GENERAL", "1700000000.000100")) is None
    assert await told.why(BEN, Place("D0ANA", "1700000000.000100")) is None


@pytest.mark.parametrize("viewer", [PRIYA, WORKFLOW])
async def test_strangers_and_those_who_are_nobody_are_told_nothing(
    told: Explained, viewer: Asker
) -> None:
    await listed(told, venue=GENERAL)
    told.reads.add("C0GENERAL")
    assert await told.why(viewer, "R1") is None
    await told.alter(asker=viewer.identity)
    assert await told.why(viewer) is None
    assert await told.why_not("https://docs.example/pier/pier.md", viewer) is None


async def test_a_guest_of_the_channel_is_told_without_what_guests_may_not_read(
    told: Explained,
) -> None:
    await listed(told, venue=GENERAL)
    told.reads.add("C0GENERAL")
    assert await titles(told, TOM, "R1") == []


async def test_another_workspace_has_no_such_answer(told: Explained) -> None:
    await listed(told)
    told.company.workspace = WorkspaceId("T0OTHER")
    assert await told.why(ANA, "R1") is None


@pytest.mark.parametrize(
    "values",
    [
        {"asker": "U0ANA", "venue": "nowhere"},
        {"audience": []},
        {"audience": [{"principals": "everyone"}, 7]},
        {"audience": {"principals": [None]}},
        {"outcome": "Documents!"},
        {"scopes": {"a": 1}, "audience": [None]},
        {"asked_at": "2020-01-01T00:00:00+00:00"},
    ],
)
async def test_a_record_that_was_altered_says_so_and_raises_nothing(
    told: Explained, values: dict[str, Any]
) -> None:
    await listed(told)
    await told.alter(**values)
    why = await told.why(about="R1")
    assert why is not None
    assert why.sources
    assert not any(one.sealed for one in why.sources)


@pytest.mark.parametrize(
    "values",
    [{"seal": "é"}, {"seal": ""}, {"grounds": [{"x": None}]}, {"anchor": "x"}, {"score": 9.0}],
)
async def test_one_altered_proof_is_named_among_others(
    told: Explained, values: dict[str, Any]
) -> None:
    await listed(told)
    same = (ProofRow.workspace == told.company.workspace) & (ProofRow.number == 1)
    async with told.company.sessions.begin() as session:
        await session.execute(update(ProofRow).where(same).values(values))
    why = await told.why()
    assert why is not None
    assert [one.sealed for one in why.sources] == [False, True]


async def test_a_proof_that_names_another_document_opens_none(told: Explained) -> None:
    """Whoever can write to Postgres gets no title out of it that they may not read."""
    await listed(told, BEN)
    assert await titles(told, BEN) == ["Pier rules"]
    await told.company.ask(ASKED, wants=Wants.DOCUMENTS, request="R2")
    async with told.company.sessions.begin() as session:
        crew = await session.scalars(
            update(ProofRow)
            .where(ProofRow.workspace == told.company.workspace, ProofRow.request == "R2")
            .values(request="R1", number=ProofRow.number + 10)
            .returning(ProofRow.document)
        )
        assert len(crew.all()) == 2
    why = await told.why(BEN)
    assert why is not None
    assert {one.document.title for one in why.sources} == {"Pier rules"}
    assert [one.sealed for one in why.sources] == [True, False]


async def test_a_channel_answer_is_made_for_everyone(told: Explained) -> None:
    for venue, made_for in (
        (GENERAL, MadeFor.EVERYONE),
        (Venue(VenueKind.PUBLIC_CHANNEL, "C1", has_guests=True), MadeFor.GUESTS),
        (Venue(VenueKind.PUBLIC_CHANNEL, "C1", is_shared=True), MadeFor.PARTNERS),
        (
            Venue(VenueKind.PUBLIC_CHANNEL, "C1", has_guests=True, is_shared=True),
            MadeFor.GUESTS_AND_PARTNERS,
        ),
        (Venue(VenueKind.GROUP_DM, "G1", (ANA, BEN)), MadeFor.EACH_MEMBER),
        (Venue(VenueKind.UNKNOWN, "C1"), MadeFor.NOBODY),
        (CREW, MadeFor.EVERYONE),
    ):
        await listed(told, venue=venue)
        why = await told.why()
        assert why is not None
        assert why.made_for is made_for
