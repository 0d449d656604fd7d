"""Triage stands before the search: what is no question costs none, and leaves no words behind."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from chains.answering.outcome import Answer, Canned, HelpText, NotFound, Outcome, Silence, Unsure
from chains.answering.question import Conversation, Question, Wants
from chains.database.answers import AnswerRow
from chains.database.engine import Sessions
from chains.triage.labels import POLICIES, Label
from chains.triage.local import RuleTriage
from chains.triage.small_talk import THANKED
from tests.integration.answering.conftest import (
    ANA,
    GENERAL,
    PRIVATE,
    PRIYA,
    SHARED,
    Company,
    page,
)
from tests.integration.answering.statements import statements

SAID = {
    "thanks a lot, have a nice weekend!": Label.SMALL_TALK,
    "write me a poem about autumn": Label.OUT_OF_SCOPE,
    "please add me to the #design channel": Label.ACTION_REQUEST,
    "love the new search, so much faster": Label.FEEDBACK,
}
DISTRESS = "my team lead touched my leg under the quayside table"
PAY = page("Salary bands", "A senior designer earns 78,400 euros a year. Reviews are in May.")


@pytest.fixture
async def staffed(company: Company) -> Company:
    await company.publish("people", {"pay.md": PAY})
    return company


@pytest.mark.parametrize(("said", "label"), SAID.items())
async def test_it_gets_its_reply_and_no_search(staffed: Company, said: str, label: Label) -> None:
    with statements(staffed.sessions) as told:
        outcome = await staffed.ask(said)
    thanks = label is Label.SMALL_TALK
    assert outcome == Canned(THANKED if thanks else POLICIES[label].canned)
    assert staffed.search.asked == 0
    # Nobody's rights were computed and no document was looked at: the record is all there is.
    (record,) = told
    assert "INSERT INTO answer" in record
    assert not re.search(r"\b(?:FROM|JOIN) (?:document|principal|membership)\b", record)
    async with staffed.sessions() as session:
        row = await session.scalar(
            select(AnswerRow).where(AnswerRow.workspace == staffed.workspace)
        )
    assert row is not None
    assert (row.outcome, row.intent, row.intent_sure) == ("Canned", label, True)


async def test_it_is_searched_for_where_its_asker_wants_that(staffed: Company) -> None:
    question = Question("R2", staffed.workspace, ANA, PRIVATE, "write me a poem about autumn")
    assert isinstance(await _asked(staffed, question), Canned)
    again = replace(question, request="R3", repeats="R2")
    assert isinstance(await _asked(staffed, again), NotFound | Unsure)
    assert staffed.search.asked == 1


async def test_a_list_is_always_searched_for(staffed: Company) -> None:
    await staffed.ask(DISTRESS, wants=Wants.DOCUMENTS)
    assert staffed.search.asked == 1


@pytest.mark.parametrize(
    "said", ["what does a senior designer earn", "When are reviews?", "shorter", "in German please"]
)
async def test_pay_and_reviews_are_questions_and_so_is_what_follows_one(
    staffed: Company, said: str
) -> None:
    outcome = await staffed.ask(said)
    assert not isinstance(outcome, Canned | HelpText)
    assert staffed.search.asked >= 1
    if "earn" in said:
        assert isinstance(outcome, Answer)


async def test_distress_gets_help_and_leaves_no_trace(staffed: Company) -> None:
    place = Conversation("D0ANA", "1.0", anywhere=True)
    question = Question("R4", staffed.workspace, ANA, PRIVATE, DISTRESS, conversation=place)
    with statements(staffed.sessions) as told, capture_logs() as logged:
        outcome = await _asked(staffed, question)
    assert outcome == HelpText(POLICIES[Label.SENSITIVE].canned, DISTRESS)
    assert staffed.search.asked == 0
    assert told == []
    assert logged == []
    assert await _holding(staffed.sessions, "quayside") == []


async def test_strangers_hear_nothing(staffed: Company) -> None:
    for said in (*SAID, DISTRESS):
        assert await staffed.ask(said, PRIYA, SHARED) == Silence()
    assert staffed.search.asked == 0


async def test_rules_decide_where_no_model_may(staffed: Company) -> None:
    staffed.triage = RuleTriage(refused=True)
    assert isinstance(await staffed.ask("good morning", ANA, GENERAL), Canned)
    assert isinstance(await staffed.ask("what does a senior designer earn"), Answer)


async def _asked(company: Company, question: Question) -> Outcome:
    [outcome] = [
        step async for step in company.copilot().ask(question) if isinstance(step, Outcome)
    ]
    return outcome


async def _holding(sessions: Sessions, word: str) -> list[str]:
    """The tables in which a word stands, in whatever column."""
    found = []
    async with sessions() as session:
        tables = await session.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        for table in tables.all():
            rows = text(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE :word')  # noqa: S608
            if await session.scalar(rows, {"word": f"%{word}%"}):
                found.append(table)
    return found
