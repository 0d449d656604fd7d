"""What the re-check takes from search results, and what no proof is found for, is counted."""

from datetime import timedelta

import pytest

from chains.access.oddities import Oddities, Oddity
from chains.answering.outcome import Answer, NotFound, Stage
from chains.metrics import Metrics
from tests.integration.answering.conftest import FINN, Company, page

PIER = page("Pier rules", "The night gate of the pier closes at 21:15 on every day of the week.")
ASKED = "When does the night gate of the pier close?"
WEEK = timedelta(days=7)


@pytest.fixture
async def pier(company: Company) -> Company:
    await company.publish("pier", {"pier.md": PIER})
    return company


async def caught(company: Company) -> dict[Oddity, int]:
    return await Oddities(company.sessions, Metrics()).since(company.workspace, WEEK)


async def close(company: Company) -> None:
    """Finn alone may read from now on."""
    await company.administration.change_readers(
        company.workspace, FINN, company.sources["pier"], ("person:U0FINN",)
    )


async def test_a_passage_that_the_reader_may_not_read_any_more_is_a_drop(pier: Company) -> None:
    assert isinstance(await pier.ask(ASKED), Answer)
    assert await caught(pier) == {Oddity.DROPPED: 0, Oddity.UNPROVED: 0}
    pier.search.after.append(lambda: close(pier))
    assert await pier.ask(ASKED) == NotFound()
    assert await caught(pier) == {Oddity.DROPPED: 1, Oddity.UNPROVED: 0}


async def test_a_deleted_document_is_no_drop(pier: Company) -> None:
    pier.search.after.append(lambda: pier.take_away("pier", "pier.md"))
    assert await pier.ask(ASKED) == NotFound()
    assert (await caught(pier))[Oddity.DROPPED] == 0


async def test_a_document_that_another_supersedes_is_no_drop(company: Company) -> None:
    new = page("Pier rules", "The night gate of the pier closes at 22:30.", supersedes="old.md")
    await company.publish("pier", {"old.md": PIER, "new.md": new})
    assert isinstance(await company.ask(ASKED), Answer)
    assert (await caught(company))[Oddity.DROPPED] == 0


async def test_what_was_revoked_after_the_search_is_no_drop(pier: Company) -> None:
    assert await pier.ask(ASKED, during={Stage.CHECKING: lambda: close(pier)}) == NotFound()
    assert (await caught(pier))[Oddity.DROPPED] == 0
