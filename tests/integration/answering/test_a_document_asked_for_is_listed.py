"""Who wants a document gets those that its name fits and they may read, and the answer if they say.

The list is that of `/find` in the same venue: the same search, the same checks, the same record.
"""

from dataclasses import replace

import pytest
from sqlalchemy import select

from chains.answering.outcome import Answer, Documents, NotFound, Notice, Outcome
from chains.answering.question import Question, Wants
from chains.database.answers import AnswerRow, ProofRow
from tests.integration.answering.conftest import (
    ANA,
    GENERAL,
    PRIVATE,
    PRIYA,
    SHARED,
    TOM,
    Company,
    page,
    words,
)

TRAVEL = page("Travel", "A return ticket is booked a week ahead. A hotel may cost 120 euros.")
PARKING = page("Parking", "A permit costs 40 euros. It is booked at the gate.")
BOARD = page("Board travel", "The board flies business class.")
WHERE = "where is the travel policy"


@pytest.fixture
async def shelved(company: Company) -> Company:
    await company.publish("office", {"travel.md": TRAVEL, "parking.md": PARKING})
    await company.publish("board", {"travel.md": BOARD}, ("person:U0ANA",))
    return company


def titles(outcome: Outcome) -> set[str]:
    assert isinstance(outcome, Documents)
    assert outcome.instead
    return {one.source.title for one in outcome.listings}


async def test_those_it_names_are_listed_for_who_may_read_them(shelved: Company) -> None:
    own = await shelved.ask(WHERE, ANA)
    assert titles(own) == {"Travel", "Board travel"}
    channel = await shelved.ask(WHERE, ANA, GENERAL)
    assert titles(channel) == {"Travel"}
    assert isinstance(channel, Documents)
    assert channel.more
    assert "Board" not in words(await shelved.ask(WHERE, TOM))


async def test_it_is_listed_once_at_its_top(company: Company) -> None:
    text = "# Moorage\n\nRopes.\n\n## Insurance\n\nMoorage policy: a rope is insured."
    await company.publish("ropes", {"ropes.md": page("Moorage", text)})
    outcome = await company.ask("where is the moorage policy", ANA)
    assert isinstance(outcome, Documents)
    [one] = outcome.listings
    assert (one.source.heading, one.reason) == ("", "")
    assert "#" not in one.source.address


async def test_it_is_recorded_with_its_proofs(shelved: Company) -> None:
    await shelved.ask(WHERE, ANA, GENERAL)
    async with shelved.sessions() as session:
        here = AnswerRow.workspace == shelved.workspace
        row = await session.scalar(select(AnswerRow).where(here))
        proofs = await session.scalars(
            select(ProofRow.number).where(ProofRow.workspace == shelved.workspace)
        )
        assert row is not None
        assert (row.outcome, row.wants, row.intent) == ("Documents", "place", "find_document")
        assert list(proofs) == [1]


async def test_the_same_words_are_answered_where_that_is_wanted(shelved: Company) -> None:
    question = Question("R2", shelved.workspace, ANA, PRIVATE, WHERE)
    assert isinstance(await _asked(shelved, question), Documents)
    again = await _asked(shelved, replace(question, request="R3", repeats="R2"))
    assert not isinstance(again, Documents)


async def test_what_is_near_to_nothing_is_not_listed(shelved: Company) -> None:
    outcome = await shelved.ask(
        "where is the wiki page about the opening times of the gate in Peru"
    )
    assert isinstance(outcome, NotFound)


async def test_what_stands_in_a_document_is_answered(shelved: Company) -> None:
    outcome = await shelved.ask("what may a hotel cost")
    assert isinstance(outcome, Answer)


async def test_strangers_among_others_hear_no_list(shelved: Company) -> None:
    await shelved.publish("acme", {"travel.md": TRAVEL}, ("everyone", "partners"))
    assert not isinstance(await shelved.ask(WHERE, PRIYA, SHARED), Documents | Notice)


async def test_find_has_no_button_for_an_answer(shelved: Company) -> None:
    outcome = await shelved.ask(WHERE, wants=Wants.DOCUMENTS)
    assert isinstance(outcome, Documents)
    assert not outcome.instead


async def _asked(company: Company, question: Question) -> Outcome:
    [outcome] = [
        step async for step in company.copilot().ask(question) if isinstance(step, Outcome)
    ]
    return outcome
