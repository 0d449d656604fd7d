"""A copilot that takes its time, and what is seen of its answer meanwhile."""

from typing import Any

from bot.conversation.pace import Pace
from chains.answering.outcome import Answer, Reply
from tests.fakes.scripted_copilot import replies
from tests.journeys.conftest import Journey, until

Json = dict[str, Any]
ASKED = "<@U0FOOTNOTE> When is payday?"
FIRST, SECOND, THIRD = "Payday is the 25th.", "In December it is the 20th.", "Ask pay for more."
GROWN = replies(FIRST, SECOND, THIRD)
AT_ONCE = Pace(opens=0.01, appends=0.02, updates=0.05, looks=0.05)


def slow(journey: Journey, *, pause: float = 0.15, grown: tuple[Reply, ...] = GROWN) -> None:
    """It takes this long after each sentence, and answers with all of them."""
    journey.copilot.so_far, journey.copilot.pause = grown, pause
    journey.copilot.script = lambda _: Answer(GROWN[-1])


async def begun(journey: Journey, words: str, channel: str = "C0GENERAL") -> Json:
    """The first message that says these words, as soon as there is one."""
    found: list[Json] = []

    async def says() -> bool:
        found[:] = [one for one in await journey.seen("U0ANA", channel) if words in str(one)]
        return bool(found)

    await until(says)
    return found[0]


async def ended(journey: Journey, channel: str, ts: str) -> Json:
    """The only message there is at the end, once the outcome is noted."""
    assert await journey.settled(channel, ts) == "answer"
    await journey.drained()
    (message,) = await journey.seen("U0ANA", channel)
    row = (await journey.rows())[-1]
    assert (row.outcome, row.posted_ts) == ("answer", message["ts"])
    return message
