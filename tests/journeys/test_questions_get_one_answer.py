"""A question gets one outcome, whatever Slack does on the way."""

from tests.fakes.scripted_copilot import PAYDAY
from tests.journeys.conftest import Journey


async def test_a_mention_is_answered_in_its_thread(journey: Journey) -> None:
    ts = await journey.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    assert await journey.settled("C0GENERAL", ts) == "answer"
    (reply,) = await journey.seen("U0ANA", "C0GENERAL")
    assert PAYDAY in reply["text"]
    assert reply["thread_ts"] == ts
    assert not reply["ephemeral"]
