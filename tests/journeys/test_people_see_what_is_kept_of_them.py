"""`/footnote privacy`: everybody is told of themselves, and deletes what is theirs to delete."""

import re
from typing import Any

import pytest
from sqlalchemy import text

from bot.jobs import FORGET_TASK
from bot.language.say import ENGLISH
from bot.privacy import holdings
from bot.views.privacy import FORGET, WORDS
from chains.holdings import Kind
from tests.journeys.conftest import Journey
from tests.journeys.signed import press
from tests.journeys.traces import leave_traces, sign_in

DELETED = {
    Kind.QUESTIONS,
    Kind.SIGN_IN,
    Kind.NOTICES,
    Kind.FEEDBACK,
    Kind.VERIFIED,
    Kind.ERRANDS,
    Kind.EXPORT_LINKS,
    Kind.USAGE,
    Kind.TURNS,
    Kind.UNANSWERED,
}
ANA, BEN = "U0ANA", "U0BEN"


async def told(journey: Journey, who: str) -> dict[str, Any]:
    """The message that `/footnote privacy` shows them."""
    direct = f"D0{who[2:]}"
    ts = await journey.command(who, direct, "/footnote", "privacy")
    assert await journey.settled(direct, ts) == "help"
    return dict((await journey.seen(who, direct))[-1])


def numbers(message: dict[str, Any]) -> dict[Kind, int]:
    """How many of each kind a message tells of."""
    found = {}
    for kind, words in WORDS.items():
        [number] = re.findall(
            rf"\*{re.escape(ENGLISH(words.title))}\*: (\d+|nothing)", str(message)
        )
        found[kind] = 0 if number == "nothing" else int(number)
    return found


def buttons(message: dict[str, Any]) -> set[Kind]:
    return {Kind(one) for one in re.findall(rf"'action_id': '{FORGET}(\w+)'", str(message))}


async def delete(journey: Journey, who: str, kind: Kind) -> dict[str, Any]:
    direct = f"D0{who[2:]}"
    shown = (await journey.seen(who, direct))[-1]
    body = {"as": who, "channel": direct, "ts": shown["ts"], "action_id": f"{FORGET}{kind}"}
    await journey.post("interact", body)
    return dict((await journey.seen(who, direct))[-1])


@pytest.fixture
async def idle(journey: Journey) -> Journey:
    """A journey in which two people have left traces; nothing of theirs is at work."""
    for who, number in ((ANA, 2), (BEN, 3)):
        await leave_traces(journey, who, number)
        await sign_in(journey, who)
    async with journey.sessions.begin() as session:
        await session.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
                " SELECT 'default', 'bot.home', jsonb_build_object('user', who), 'failed'"
                " FROM unnest(array['U0ANA', 'U0BEN']) AS who"
            )
        )
    return journey


async def test_everybody_is_told_of_themselves(idle: Journey) -> None:
    message = await told(idle, ANA)
    seen = numbers(message)
    assert seen[Kind.DIRECTORY] > 1
    del seen[Kind.DIRECTORY]
    assert seen == {
        Kind.QUESTIONS: 2,
        Kind.TURNS: 2,
        Kind.UNANSWERED: 2,
        Kind.ANSWERS: 2,
        Kind.SIGN_IN: 3,
        Kind.NOTICES: 2,
        Kind.FEEDBACK: 2,
        Kind.VERIFIED: 2,
        Kind.ADDRESS: 1,
        Kind.CHANGES: 3,
        Kind.EXPORT_LINKS: 2,
        Kind.USAGE: 1,
        Kind.ERRANDS: 1,
    }
    assert numbers(await told(idle, BEN))[Kind.QUESTIONS] == 3
    assert message["ephemeral"]
    assert "2, the oldest of 4 March 2026" in str(message)
    assert "90 days" in str(message)
    assert BEN not in str(message)
    assert buttons(message) == DELETED
    assert "'confirm'" in str(message)


async def test_what_is_deleted_is_ones_own_and_of_that_kind(idle: Journey) -> None:
    left, bens = numbers(await told(idle, ANA)), numbers(await told(idle, BEN))
    for kind in sorted(DELETED):
        await told(idle, ANA)
        message = await delete(idle, ANA, kind)
        assert message["text"].startswith("Deleted.")
        left |= {kind: 0}
        assert numbers(message) == left
        assert kind not in buttons(message)
        assert numbers(await told(idle, BEN)) == bens


async def test_an_errand_that_waits_and_a_question_at_work_stay(idle: Journey) -> None:
    async with idle.sessions.begin() as session:
        await session.execute(
            text("UPDATE delivery SET state = 'working' WHERE payload ->> 'user' = 'U0ANA'")
        )
        await session.execute(
            text(
                "UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = '2100-01-01'"
                " WHERE args ->> 'user' = 'U0ANA'"
            )
        )
    await told(idle, ANA)
    assert numbers(await delete(idle, ANA, Kind.QUESTIONS))[Kind.QUESTIONS] == 2
    assert numbers(await delete(idle, ANA, Kind.ERRANDS))[Kind.ERRANDS] == 1


async def test_who_presses_decides_and_nothing_that_a_button_says(idle: Journey) -> None:
    before, left = numbers(await told(idle, ANA)), numbers(await told(idle, BEN))
    for kind in sorted(Kind):
        assert await press(idle, BEN, "C0GENERAL", f"{FORGET}{kind}", ANA) == 200
        assert numbers(await told(idle, ANA)) == before
        # What may not be deleted stays, though a button of that name was pressed.
        left |= {kind: 0} if kind in DELETED else {}
        assert numbers(await told(idle, BEN)) == left


async def test_guests_are_told_the_same_of_themselves(idle: Journey) -> None:
    message = await told(idle, "U0TOM")
    assert numbers(message)[Kind.QUESTIONS] == 0
    assert buttons(message) == set()


async def test_partners_press_for_themselves_alone(idle: Journey) -> None:
    """Slack lets nobody run another workspace's commands; a button they could press."""
    before = numbers(await told(idle, ANA))
    await leave_traces(idle, "U0PRIYA", 1)
    assert await press(idle, "U0PRIYA", "C0ACME", f"{FORGET}{Kind.NOTICES}", ANA) == 200
    assert numbers(await told(idle, ANA)) == before
    assert "noticed" not in await tables_naming(idle, "U0PRIYA")


async def test_what_failed_long_ago_is_forgotten_by_the_clock(idle: Journey) -> None:
    aged = text(
        "INSERT INTO procrastinate_events (job_id, type, at)"
        " SELECT id, 'failed', now() - make_interval(days => :days) FROM procrastinate_jobs"
        " WHERE args ->> 'user' = :who"
    )
    async with idle.sessions.begin() as session:
        await session.execute(text("DELETE FROM procrastinate_events"))
        for who, days in ((ANA, 31), (BEN, 29)):
            await session.execute(aged, {"who": who, "days": days})
    await idle.jobs.configure_task(FORGET_TASK).defer_async(timestamp=0)
    await idle.drained()
    assert numbers(await told(idle, ANA))[Kind.ERRANDS] == 0
    assert numbers(await told(idle, BEN))[Kind.ERRANDS] == 1


async def test_words_of_feedback_and_answers_without_their_sources_are_forgotten(
    idle: Journey,
) -> None:
    ages = {ANA: 8, BEN: 91}
    async with idle.sessions.begin() as session:
        for who, days in ages.items():
            aged = "UPDATE feedback SET said_at = now() - make_interval(days => :days)"
            given = {"days": days, "who": who}
            await session.execute(text(f"{aged} WHERE person = :who"), given)
    await leave_traces(idle, ANA, 1)
    await idle.jobs.configure_task(FORGET_TASK).defer_async(timestamp=0)
    await idle.drained()
    async with idle.sessions() as session:
        kept = await session.execute(text("SELECT person, words FROM feedback ORDER BY words"))
        assert [tuple(row) for row in kept] == [(ANA, "Payday moved."), (ANA, None), (ANA, None)]
        assert await session.scalar(text("SELECT count(*) FROM verified_answer")) == 0


async def test_every_table_with_somebody_in_it_is_told_of(idle: Journey) -> None:
    """Looked for in the text of every row of the database, whatever the columns are named."""
    kept = {table for one in holdings() for table in one.tables}
    assert await tables_naming(idle, ANA) <= kept
    await told(idle, ANA)
    for kind in sorted(DELETED):
        await delete(idle, ANA, kind)
    left = {table for one in holdings() if one.kind not in DELETED for table in one.tables}
    assert await tables_naming(idle, ANA) <= left


async def tables_naming(journey: Journey, who: str) -> set[str]:
    found = set()
    async with journey.sessions() as session:
        names = await session.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        for name in names.all():
            rows = text(f'SELECT count(*) FROM "{name}" AS one WHERE one::text LIKE :who')  # noqa: S608 - of the catalogue
            if await session.scalar(rows, {"who": f"%{who}%"}):
                found.add(str(name))
    return found
