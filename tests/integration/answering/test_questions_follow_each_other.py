"""Questions that follow another, in the same conversation and for the same audience only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from chains.access.audience import Asker, Venue, VenueKind
from chains.answering.outcome import (
    Answer,
    Documents,
    Emptiness,
    Note,
    NotFound,
    Outcome,
    Stage,
    Unsure,
)
from chains.answering.question import Conversation, Question, Wants
from chains.answering.questions.memory import FRESH, KEPT, Memory
from chains.database.memory import TurnRow
from tests.integration.answering.conftest import (
    ANA,
    FINN,
    GENERAL,
    PRIVATE,
    TOM,
    Company,
    page,
    words,
)

LEAVE = page(
    "Leave",
    "Employees get 28 vacation days a year.\n\nContractors get 12 vacation days a year.",
    owner="dana@tidewater.example",
    updated="2026-03-01",
)
THREAD = Conversation("C0GENERAL", "1.0")
FIRST = "How many vacation days do employees get?"


@pytest.fixture
async def leave(company: Company) -> Company:
    await company.publish("leave", {"leave.md": LEAVE})
    return company


async def ask(
    company: Company,
    text: str,
    request: str,
    asker: Asker = ANA,
    venue: Venue = GENERAL,
    place: Conversation | None = THREAD,
    repeats: str | None = None,
) -> Outcome:
    question = Question(
        request,
        company.workspace,
        asker,
        venue,
        text,
        wants=Wants.ANSWER,
        conversation=place,
        repeats=repeats,
    )
    steps = [step async for step in company.copilot().ask(question)]
    outcome = steps[-1]
    assert not isinstance(outcome, Stage)
    return outcome


async def test_a_follow_up_is_answered_with_the_earlier_question(leave: Company) -> None:
    assert "28 vacation days" in words(await ask(leave, FIRST, "R1"))
    assert "12 vacation days" in words(await ask(leave, "and for contractors?", "R2"))
    # It is itself what can be followed.
    brief = await ask(leave, "shorter", "R3")
    assert isinstance(brief, Answer)
    assert len(brief.reply.sentences) == 1
    assert "12 vacation days" in words(brief)


async def test_one_sentence_is_said_to_be_as_short_as_it_gets(leave: Company) -> None:
    first = await ask(leave, FIRST, "R1")
    brief = await ask(leave, "shorter", "R2")
    assert isinstance(first, Answer)
    assert isinstance(brief, Answer)
    assert (first.note, brief.note) == (None, Note.SHORTEST)
    again = await ask(leave, "shorter", "R3")
    assert again == brief


@pytest.mark.parametrize("message", ["and for interns?", "what about freight forwarders?"])
async def test_what_is_said_of_others_answers_no_follow_up(leave: Company, message: str) -> None:
    await ask(leave, FIRST, "R1")
    assert isinstance(await ask(leave, message, "R2"), NotFound | Unsure)
    again = await ask(leave, message, "R3", venue=PRIVATE, place=None, repeats="R2")
    assert isinstance(again, NotFound | Unsure)


@pytest.mark.parametrize("message", ["who approves it?", "and does it expire?", "who do I ask?"])
async def test_what_says_nothing_of_it_answers_no_question_that_points_back(
    leave: Company, message: str
) -> None:
    await ask(leave, FIRST, "R1")
    assert isinstance(await ask(leave, message, "R2"), NotFound | Unsure)
    granted = "Vacation days of employees are approved by Ana Quist."
    lapse = "Vacation days of employees expire in March. Employees ask Ana Quist for vacation days."
    await leave.publish("more", {"more.md": page("Vacation days", f"{granted}\n\n{lapse}")})
    followed = await ask(leave, message, "R3")
    assert isinstance(followed, Answer)
    assert "28 vacation days" not in words(followed)


async def test_two_questions_at_once_follow_nothing_where_the_first_stands_alone(
    leave: Company,
) -> None:
    await leave.publish("pay", {"pay.md": page("Payroll", "Payday is approved by Finn Larsen.")})
    await ask(leave, FIRST, "R1")
    followed = await ask(leave, "When is payday and who approves it?", "R2")
    assert "28 vacation days" not in words(followed)


async def test_a_follow_up_in_a_near_word_is_answered(leave: Company) -> None:
    await ask(leave, FIRST, "R1")
    followed = await ask(leave, "and for freelancers?", "R2")
    assert isinstance(followed, Answer)
    assert "12 vacation days" in words(followed)
    assert "28 vacation days" not in words(followed)


async def test_a_follow_up_that_ended_the_question_before_it_is_understood(leave: Company) -> None:
    question = Question("R1", leave.workspace, ANA, GENERAL, FIRST, conversation=THREAD)
    async for step in leave.copilot().ask(question):
        if step is Stage.DRAFTING:
            break
    assert "28 vacation days" in words(await ask(leave, "shorter", "R2"))


async def test_who_wrote_it_is_who_keeps_the_documents_of_the_answer(leave: Company) -> None:
    await ask(leave, FIRST, "R1")
    authors = await ask(leave, "who wrote that?", "R2")
    assert isinstance(authors, Documents)
    [listing] = authors.listings
    assert (listing.source.title, listing.source.owner) == ("Leave", "dana@tidewater.example")


async def test_after_nothing_certain_those_who_keep_what_came_closest_are_named(
    leave: Company,
) -> None:
    near = await ask(leave, "How many vacation hours do employees get?", "R1")
    assert isinstance(near, Unsure)
    authors = await ask(leave, "who keeps that?", "R2")
    assert isinstance(authors, Documents)
    assert authors.kept
    shown = {one.source.title: one.source.owner for one in near.candidates}
    assert {one.source.title: one.source.owner for one in authors.listings} == shown


async def test_after_nothing_at_all_it_is_said_that_nobody_can_be_named(leave: Company) -> None:
    assert isinstance(await ask(leave, "What does the crane in Karsund weigh?", "R1"), NotFound)
    assert await ask(leave, "who wrote that?", "R2") == NotFound(Emptiness.NO_SOURCES)


async def test_what_was_shown_before_is_checked_again(leave: Company) -> None:
    await ask(leave, FIRST, "R1")
    await leave.take_away("leave", "leave.md")
    authors = await ask(leave, "who wrote that?", "R2")
    assert authors == NotFound(Emptiness.NO_SOURCES)
    assert "vacation" not in words(await ask(leave, "and for contractors?", "R3"))


async def test_without_a_model_another_language_is_said_not_to_be_had(leave: Company) -> None:
    await ask(leave, FIRST, "R1")
    german = await ask(leave, "in German", "R2")
    assert isinstance(german, Answer)
    assert german.note is Note.NOT_TRANSLATED
    english = await ask(leave, "in English", "R3")
    assert isinstance(english, Answer)
    assert english.note is None


@pytest.mark.parametrize(
    ("asker", "venue", "place"),
    [
        (ANA, GENERAL, replace(THREAD, thread="2.0")),
        (ANA, Venue(VenueKind.PUBLIC_CHANNEL, "C0OTHER"), replace(THREAD, channel="C0OTHER")),
        # The same place for others: a private answer is nothing that a channel goes on from.
        (ANA, PRIVATE, THREAD),
        (TOM, replace(GENERAL, has_guests=True), THREAD),
        (ANA, GENERAL, None),
    ],
)
async def test_nothing_is_remembered_elsewhere_or_for_others(
    leave: Company, asker: Asker, venue: Venue, place: Conversation | None
) -> None:
    await ask(leave, FIRST, "R1")
    outcome = await ask(leave, "shorter", "R2", asker, venue, place)
    assert not isinstance(outcome, Answer)


async def test_what_was_said_in_private_enters_no_channel(leave: Company) -> None:
    await ask(leave, FIRST, "R1", venue=PRIVATE)
    outcome = await ask(leave, "shorter", "R2", venue=GENERAL)
    assert not isinstance(outcome, Answer)


async def test_in_a_thread_of_a_channel_anybody_there_goes_on(leave: Company) -> None:
    await ask(leave, FIRST, "R1", ANA)
    assert "12 vacation days" in words(await ask(leave, "and for contractors?", "R2", FINN))


async def test_at_the_top_of_a_direct_conversation_any_thread_of_it_is_followed(
    leave: Company,
) -> None:
    top = Conversation("D0ANA", "2.0", anywhere=True)
    await ask(leave, FIRST, "R1", venue=PRIVATE, place=Conversation("D0ANA", "1.0", anywhere=True))
    followed = await ask(leave, "and for contractors?", "R2", venue=PRIVATE, place=top)
    assert "12 vacation days" in words(followed)
    beside = await ask(
        leave, "who wrote that?", "R3", venue=PRIVATE, place=Conversation("D0ANA", "3.0")
    )
    assert isinstance(beside, NotFound | Unsure)


async def test_a_repeated_question_means_what_it_meant(leave: Company) -> None:
    await ask(leave, FIRST, "R1")
    await ask(leave, "and for contractors?", "R2")
    again = await ask(leave, "and for contractors?", "R3", venue=PRIVATE, place=None, repeats="R2")
    assert "12 vacation days" in words(again)


async def test_a_question_asked_twice_is_answered_twice_whatever_came_before(
    leave: Company,
) -> None:
    # It differs from the one before it in a word, as if that had been put into it.
    await ask(leave, "How many vacation days do interns get?", "r1")
    once = await ask(leave, FIRST, "r2")
    assert isinstance(once, Answer)
    assert await ask(leave, FIRST, "r3") == once
    unlike = "How many vacation days do pirates get?"
    once = await ask(leave, unlike, "r4")
    assert await ask(leave, unlike, "r5") == once


async def test_a_day_later_a_message_stands_by_itself_and_after_a_week_it_is_gone(
    leave: Company,
) -> None:
    await ask(leave, FIRST, "R1")
    await age(leave, FRESH)
    outcome = await ask(leave, "shorter", "R2")
    assert not isinstance(outcome, Answer)
    await age(leave, KEPT - FRESH)
    await Memory(leave.sessions).forget(leave.workspace)
    async with leave.sessions() as session:
        left = await session.scalars(
            select(TurnRow.request).where(TurnRow.workspace == leave.workspace)
        )
        assert left.all() == ["R2"]


async def age(company: Company, by: timedelta) -> None:
    async with company.sessions.begin() as session:
        await session.execute(
            update(TurnRow).where(TurnRow.request == "R1").values(asked_at=TurnRow.asked_at - by)
        )
