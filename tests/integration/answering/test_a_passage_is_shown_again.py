"""The passage behind a footnote is for those who may read it now; for others there is none."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.reader import Reader
from chains.answering.explaining.quotations import Quotation
from chains.answering.outcome import Documents, Form
from chains.answering.question import Wants
from chains.answering_path import quotations_on
from chains.index.passages import Hit
from chains.index.search import PassageSearch
from tests.integration.answering.conftest import (
    ANA,
    PRIVATE,
    PRIYA,
    WORKFLOW,
    Act,
    Company,
)
from tests.integration.answering.explained import Explained

ASKED = "When does the night gate of the pier close?"
BEN = Asker("U0BEN", Standing.MEMBER)
CHANNEL = Venue(VenueKind.PRIVATE_CHANNEL, "C0CREW", (ANA,))
GATE = """---
title: Pier rules
updated: 2026-03-04
---
# Pier rules

What holds on the pier.

## Gates

### The night gate

The night gate of the pier closes at 21:15 on every day of the week, see [here](https://x.example).

1. Ring the bell twice.
2. Wait for the guard of the pier.

<!-- nobody sees this -->
"""
CREW = """---
title: Crew notes
updated: 2026-03-04
readers: group:crew
---
# Crew notes

The night gate of the pier closes at 23:40 for its crew on every day of the week.
"""


@pytest.fixture
async def told(company: Company) -> Explained:
    await company.publish("pier", {"pier.md": GATE, "crew.md": CREW})
    explained = Explained(company)
    await explained.crew("U0ANA")
    return explained


async def numbers(told: Explained, venue: Venue = PRIVATE) -> dict[str, int]:
    """Ask for the documents; their numbers by their titles."""
    found = await told.company.ask(ASKED, ANA, venue, wants=Wants.DOCUMENTS)
    await told.delivered(posted_ts="1700000000.000100" if venue != PRIVATE else None)
    assert isinstance(found, Documents)
    return {one.source.title: one.source.number for one in found.listings}


@dataclass
class Watched:
    """The real index; ``after`` runs when a section was read."""

    inner: PassageSearch
    after: Act

    async def section(self, document: UUID, anchor: str, reader: Reader) -> list[Hit]:
        hits = await self.inner.section(document, anchor, reader)
        await self.after()
        return hits


async def nothing() -> None:
    """Nothing happens."""


async def passage(
    told: Explained,
    number: int,
    viewer: Asker = ANA,
    request: str = "R1",
    after: Act = nothing,
) -> Quotation | None:
    async def reads(where: str) -> bool:
        return where in told.reads

    company = told.company
    index = Watched(company.search.inner, after)
    quotations = quotations_on(company.sessions, index, company.seal)
    return await quotations.of(company.workspace, viewer, request, number, reads)


async def test_a_reader_sees_the_section_as_plain_text_with_its_headings_and_date(
    told: Explained,
) -> None:
    found = await passage(told, (await numbers(told))["Pier rules"])
    assert found is not None
    assert found.document.title == "Pier rules"
    assert str(found.document.updated) == "2026-03-04"
    said = [(one.text, one.form) for one in found.sentences]
    gate = "The night gate of the pier closes at 21:15 on every day of the week, see here."
    assert (gate, Form.PROSE) in said
    assert ("Ring the bell twice.", Form.STEP) in said
    assert found.under == ("", *("The night gate",) * 3)
    assert "x.example" not in repr(said)
    assert "nobody sees this" not in repr(said)
    assert found.url.startswith("https://docs.example/pier/pier.md")


async def test_whoever_may_not_read_it_has_no_passage_whatever_was_posted(
    told: Explained,
) -> None:
    known = await numbers(told, CHANNEL)
    assert await passage(told, known["Crew notes"]) is not None
    assert await passage(told, known["Pier rules"], BEN) is None, "cannot read where it stands"
    told.reads.add("C0CREW")
    assert await passage(told, known["Pier rules"], BEN) is not None
    assert await passage(told, known["Crew notes"], BEN) is None
    for stranger in (PRIYA, WORKFLOW):
        assert await passage(told, known["Pier rules"], stranger) is None
    assert await passage(told, 99) is None
    assert await passage(told, known["Pier rules"], ANA, "R2") is None


async def test_what_was_lost_or_deleted_since_is_not_shown(told: Explained) -> None:
    known = await numbers(told)
    await told.crew()
    assert await passage(told, known["Crew notes"]) is None
    await told.company.take_away("pier", "pier.md")
    assert await passage(told, known["Pier rules"]) is None


async def test_what_is_lost_while_the_index_is_asked_is_not_shown(told: Explained) -> None:
    number = (await numbers(told))["Crew notes"]
    assert await passage(told, number) is not None
    assert await passage(told, number, after=told.crew) is None


async def test_a_section_that_is_gone_is_said_to_a_reader_only(told: Explained) -> None:
    number = (await numbers(told))["Pier rules"]
    file = told.company.root / "pier" / "pier.md"
    file.write_text(GATE.replace("# Pier rules", "# Our rules").replace("### The", "### This"))
    await told.company.synchroniser.sync(told.company.workspace, told.company.sources["pier"])
    found = await passage(told, number)
    assert found is not None
    assert (found.document.title, found.sentences) == ("Pier rules", ())
    assert await passage(told, number, Asker("U0TOM", Standing.GUEST)) is None


async def statements(told: Explained, number: int, viewer: Asker) -> list[str]:
    with told.asked() as asked:
        assert await passage(told, number, viewer) is None
    return asked


async def test_a_closed_passage_is_asked_for_as_one_that_is_not_there(told: Explained) -> None:
    known = await numbers(told, CHANNEL)
    told.reads.add("C0CREW")
    nowhere = await statements(told, 99, BEN)
    assert await statements(told, known["Crew notes"], BEN) == nowhere
    assert "section" in nowhere
    assert len(nowhere) >= 7
