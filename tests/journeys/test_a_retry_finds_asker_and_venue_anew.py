"""A second attempt is for who asks and who reads then."""

from typing import Any

from chains.access.audience import Standing
from chains.answering.question import Question
from chains.errors import RetrievalUnavailable
from tests.fakes.scripted_copilot import by_venue
from tests.journeys.conftest import Journey, heard, until
from tests.journeys.test_every_surface_has_a_venue import MENTION, was_asked


async def test_who_is_deactivated_between_two_attempts_gets_silence(journey: Journey) -> None:
    async def gone() -> None:
        await journey.post("person", {"as": "U0ANA", "deactivated": True})
        await until(lambda: heard(journey, "user_change"))

    await _fails_once(journey, gone, expected="silence")
    assert len(journey.copilot.asked) == 1
    assert await journey.outcomes("U0BEN", "C0ENG") == []


async def test_a_retry_is_asked_for_those_who_read_it_then(journey: Journey) -> None:
    async def joins() -> None:
        await journey.post("membership", {"as": "U0TOM", "channel": "C0ENG", "member": True})
        await until(lambda: heard(journey, "member_joined_channel"))

    await _fails_once(journey, joins, expected="notice")
    assert [one.venue.has_guests for one in journey.copilot.asked] == [False, True]


async def test_a_retry_is_asked_by_who_the_asker_is_then(journey: Journey) -> None:
    async def becomes_a_guest() -> None:
        await journey.post("person", {"as": "U0ANA", "guest": True})
        await until(lambda: heard(journey, "user_change"))

    await _fails_once(journey, becomes_a_guest, expected="notice")
    assert [one.asker.standing for one in journey.copilot.asked] == [
        Standing.MEMBER,
        Standing.GUEST,
    ]


async def _fails_once(journey: Journey, change: Any, *, expected: str) -> None:
    """A question whose first attempt fails, and a change before the second."""
    failing = [True]

    def script(question: Question) -> Any:
        if failing:
            raise RetrievalUnavailable("down")
        return by_venue(question)

    journey.copilot.script = script
    await journey.say("U0ANA", "C0ENG", f"{MENTION}When is payday?")
    await until(lambda: was_asked(journey, 1))
    await change()
    failing.clear()
    await journey.drained()
    (row,) = await journey.rows()
    assert row.outcome == expected
    assert row.attempts == 2
