"""Retries and the faults of delivery, as the real slack-bolt app meets them."""

import asyncio

from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, ManualClock, RealBot


async def test_a_delivery_nobody_acknowledges_is_sent_again_at_once_and_twice_later(
    bot: RealBot, hands: Hands, clock: ManualClock
) -> None:
    # No listener: bolt answers 404, which Slack takes for a failure.
    await hands.say("U0ANA", "D0ANA", "hello")
    await bot.until(lambda: len(bot.heard) == 4)
    assert clock.slept == [0.0, 60.0, 300.0]
    retries = [
        (one.get("x-slack-retry-num"), one.get("x-slack-retry-reason")) for one in bot.headers
    ]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({body["event_id"] for body in bot.heard}) == 1


async def test_a_bot_that_is_not_there_is_tried_again(
    playground: Playground, hands: Hands, clock: ManualClock
) -> None:
    playground.connect("http://127.0.0.1:9")
    ts = await hands.say("U0ANA", "D0ANA", "hello")
    assert (await hands.settled("D0ANA", ts))["outcome"] == "none"
    verdicts = [one["verdict"] for one in await hands.get("payloads", channel="D0ANA")]
    assert verdicts == ["connection_failed"] * 4
    assert clock.slept == [0.0, 60.0, 300.0]


async def test_an_answer_after_the_ack_limit_counts_as_no_answer(
    bot: RealBot, hands: Hands, playground: Playground
) -> None:
    released = asyncio.Event()
    playground._http._ack_seconds = 0.05

    @bot.app.middleware
    async def wait(next) -> None:  # type: ignore[no-untyped-def]
        if len(bot.headers) == 1:
            await released.wait()
        await next()

    @bot.app.event("message")
    async def handle() -> None: ...

    await hands.say("U0ANA", "D0ANA", "hello")
    await bot.until(lambda: len(bot.heard) == 1)
    assert bot.headers[1]["x-slack-retry-reason"] == "http_timeout"
    released.set()


async def test_redelivery_sends_the_same_event_twice(bot: RealBot, hands: Hands) -> None:
    @bot.app.event("app_mention")
    async def handle() -> None: ...

    await hands.post("fault", name="redelivery", on=True)
    await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> hello")
    await bot.until(lambda: len(bot.heard) == 2)
    assert bot.heard[0]["event_id"] == bot.heard[1]["event_id"]


async def test_a_slow_acknowledgement_makes_the_retry_overtake(bot: RealBot, hands: Hands) -> None:
    @bot.app.event("app_mention")
    async def handle() -> None: ...

    await hands.post("fault", name="slow_ack", on=True)
    await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> hello")
    await bot.until(lambda: len(bot.heard) == 2)
    assert sorted(one.get("x-slack-retry-num", "0") for one in bot.headers) == ["0", "1"]
    assert bot.heard[0]["event_id"] == bot.heard[1]["event_id"]


async def test_twin_events_have_two_event_ids_and_one_timestamp(bot: RealBot, hands: Hands) -> None:
    @bot.app.event("app_mention")
    async def mentioned() -> None: ...

    @bot.app.event("message")
    async def written() -> None: ...

    await hands.post("fault", name="twin_events", on=True)
    ts = await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> hello")
    await bot.until(lambda: len(bot.heard) == 2)
    assert {body["event"]["ts"] for body in bot.heard} == {ts}
    assert {body["event"]["type"] for body in bot.heard} == {"app_mention", "message"}
    assert len({body["event_id"] for body in bot.heard}) == 2
