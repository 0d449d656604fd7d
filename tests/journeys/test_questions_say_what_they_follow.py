"""What a question may go on from: its thread, or at the top of a direct conversation any of it."""

from chains.answering.question import Conversation
from tests.journeys.conftest import Journey, until


async def asked(journey: Journey, number: int) -> None:
    async def are_there() -> bool:
        return len(journey.copilot.asked) >= number

    await until(are_there)
    await journey.drained()


async def test_messages_stand_in_their_thread_and_commands_nowhere(journey: Journey) -> None:
    mention = "<@U0FOOTNOTE> When is payday?"
    top = await journey.say("U0ANA", "C0GENERAL", mention)
    await asked(journey, 1)
    await journey.say("U0ANA", "C0GENERAL", mention, thread_ts=top)
    await asked(journey, 2)
    direct = await journey.say("U0ANA", "D0ANA", "When is payday?")
    await asked(journey, 3)
    await journey.say("U0ANA", "D0ANA", "When is payday?", thread_ts=direct)
    await asked(journey, 4)
    await journey.command("U0ANA", "C0GENERAL", "/ask", "When is payday?")
    await asked(journey, 5)
    assert [one.conversation for one in journey.copilot.asked] == [
        Conversation("C0GENERAL", top),
        Conversation("C0GENERAL", top),
        Conversation("D0ANA", direct, anywhere=True),
        Conversation("D0ANA", direct),
        None,
    ]
    assert [one.repeats for one in journey.copilot.asked] == [None] * 5
