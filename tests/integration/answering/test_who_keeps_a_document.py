"""Who keeps a document is said from its owner, to those who may read it, and of no other."""

import pytest

from chains.answering.contacts import document_asked_for
from chains.answering.outcome import Answer
from tests.integration.answering.conftest import ANA, TOM, Company, page, words

TRAVEL = page("Travel", "A return ticket is booked a week ahead.", owner="olga@tidewater.example")
BOARD = page("Board minutes", "The board met in May.", owner="joao@tidewater.example")
NOBODYS = page("Parking", "A permit costs 40 euros.")


@pytest.fixture
async def kept(company: Company) -> Company:
    await company.publish("office", {"travel.md": TRAVEL, "parking.md": NOBODYS})
    await company.publish("board", {"minutes.md": BOARD}, ("person:U0ANA",))
    return company


async def test_the_owner_is_named_with_the_document(kept: Company) -> None:
    outcome = await kept.ask("Who owns the travel policy?")
    assert isinstance(outcome, Answer)
    [sentence] = outcome.reply.sentences
    assert sentence.text == "olga@tidewater.example keeps “Travel”."
    [source] = outcome.reply.sources
    assert source.title == "Travel"
    # Owner, title and link: nothing of what stands in it.
    assert "ticket" not in words(outcome)


async def test_of_a_document_that_somebody_may_not_read_nothing_is_said(kept: Company) -> None:
    asked = "who keeps the board minutes"
    own = await kept.ask(asked, ANA)
    assert isinstance(own, Answer)
    assert "joao@" in words(own)
    for other in (TOM,):
        assert "joao@" not in words(await kept.ask(asked, other))


@pytest.mark.parametrize(
    "asked", ["Who owns the parking page?", "who owns the winch", "Who met in May?"]
)
async def test_what_it_does_not_know_is_searched_for(kept: Company, asked: str) -> None:
    assert "keeps “" not in words(await kept.ask(asked))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Who's responsible for the expenses page?", "the expenses page"),
        ("who is the owner of the onboarding checklist", "the onboarding checklist"),
        ("Who owns the ferry?", None),
        ("who wrote that policy", None),
        ("Which page says who owns the ferry?", None),
    ],
)
def test_only_documents_are_asked_for_so(text: str, what: str | None) -> None:
    assert document_asked_for(text) == what
