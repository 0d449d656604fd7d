"""A question gets one outcome, whatever Slack does on the way."""

import asyncio

from bot.delivery.deliveries import State
from tests.fakes.scripted_copilot import PAYDAY
from tests.journeys.conftest import Journey, until
from tests.journeys.signed import deliver, mention

QUESTION = "<@U0FOOTNOTE> When is payday?"


async def test_a_mention_is_answered_in_its_thread(journey: Journey) -> None:
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
    assert await journey.settled("C0GENERAL", ts) == "answer"
    (reply,) = await journey.seen("U0ANA", "C0GENERAL")
    assert PAYDAY in reply["text"]
    assert reply["thread_ts"] == ts
    assert not reply["ephemeral"]
    posted = journey.calls("chat.postMessage")[0]["request"]
    assert str(posted["unfurl_links"]).lower() in {"false", "0"}
    await journey.drained()
    assert [row.state for row in await journey.rows()] == [State.DONE]


async def test_a_mention_inside_a_thread_is_answered_in_that_thread(journey: Journey) -> None:
    root = await journey.say("U0BEN", "C0GENERAL", "Morning!")
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION, thread_ts=root)
    await until(lambda: _stored(journey, 1))
    await journey.drained()
    assert ts != root
    assert [one["thread_ts"] for one in await journey.seen("U0ANA", "C0GENERAL")] == [root]


async def test_a_redelivered_event_is_answered_once(journey: Journey) -> None:
    body, secret = mention(), journey.playground.signing_secret
    statuses = await asyncio.gather(
        *(deliver(journey.http, journey.bot_url, body, secret=secret, retry=n) for n in range(5))
    )
    assert statuses == [200] * 5
    await journey.drained()
    assert len(await journey.rows()) == 1
    assert len(journey.copilot.asked) == 1
    again = await deliver(journey.http, journey.bot_url, body, secret=secret, retry=3)
    await journey.drained()
    assert again == 200
    assert len(journey.copilot.asked) == 1


async def test_redelivery_and_twin_events_by_slack_lead_to_one_answer(journey: Journey) -> None:
    for fault in ("redelivery", "twin_events", "slow_ack"):
        await journey.fault(fault)
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
    direct = await journey.say("U0ANA", "D0ANA", "When is payday?")
    assert await journey.settled("C0GENERAL", ts) == "answer"
    assert await journey.settled("D0ANA", direct) == "answer"
    await journey.drained()
    assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]
    assert await journey.outcomes("U0ANA", "D0ANA") == ["answer"]


async def test_mention_and_message_of_the_same_words_are_one_question(journey: Journey) -> None:
    secret = journey.playground.signing_secret
    one = mention(channel="D0ANA")
    twin = {**one, "event_id": "EvTWIN", "event": {**one["event"], "type": "message"}}
    twin["event"]["channel_type"] = "im"
    assert await deliver(journey.http, journey.bot_url, one, secret=secret) == 200
    assert await deliver(journey.http, journey.bot_url, twin, secret=secret) == 200
    await journey.drained()
    assert len(await journey.rows()) == 1


async def test_a_retry_of_what_never_arrived_is_answered(journey: Journey) -> None:
    """Retry headers are no reason to drop: the first try may have been lost."""
    secret = journey.playground.signing_secret
    assert await deliver(journey.http, journey.bot_url, mention(), secret=secret, retry=2) == 200
    await journey.drained()
    assert len(journey.copilot.asked) == 1


async def test_questions_of_one_thread_are_answered_in_order(journey: Journey) -> None:
    root = await journey.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> first")
    await until(lambda: _stored(journey, 1))
    # Of one person the newest would win.
    for who, word in (("U0BEN", "second"), ("U0DANA", "third")):
        await journey.say(who, "C0GENERAL", f"<@U0FOOTNOTE> {word}", thread_ts=root)
        # Slack promises no order of arrival; this test is about what arrived in order.
        await until(lambda: _stored(journey, 2 if word == "second" else 3))  # noqa: B023
    await journey.drained()
    assert [one.text for one in journey.copilot.asked] == ["first", "second", "third"]


async def test_the_asker_sees_a_status_that_is_cleared(journey: Journey) -> None:
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    told = [one["request"] for one in journey.calls("agents.sessions.setStatus")]
    assert [one["status"] for one in told] == ["processing", "active"]
    assert {one["thread_ts"] for one in told} == {ts}


async def test_a_rate_limited_answer_arrives_all_the_same(journey: Journey) -> None:
    await journey.fault("rate_limited")
    ts = await journey.say("U0ANA", "C0GENERAL", QUESTION)
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    assert await journey.outcomes("U0ANA", "C0GENERAL") == ["answer"]


async def _stored(journey: Journey, count: int) -> bool:
    return len(await journey.rows()) == count
