"""Slack answers 429 for minutes: what waits keeps to Retry-After, and nobody waits in silence."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot.config import BotConfig
from bot.directory.mirror import FRESH
from bot.directory.slack_lists import SlackLists
from bot.errors import SlackUnavailable
from bot.jobs import run_worker
from bot.playground.rules import Rules
from bot.playground.server import Playground
from bot.slack_client import slack_client
from chains.database.engine import Sessions
from tests.journeys.conftest import travelling, until

A_MINUTE_OF_CALLS = 100


@dataclass
class Refusing:
    """A Slack that refuses every call and says how long to wait."""

    url: str = ""
    calls: list[float] = field(default_factory=list)

    async def refuse(self, _: web.Request) -> web.Response:
        self.calls.append(time.monotonic())
        return web.json_response(
            {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
        )


@asynccontextmanager
async def refusing() -> AsyncIterator[Refusing]:
    slack, app = Refusing(), web.Application()
    app.router.add_route("*", "/{method}", slack.refuse)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        yield slack
    finally:
        await runner.cleanup()


async def test_a_list_is_asked_for_again_only_after_the_wait_that_slack_names() -> None:
    async with refusing() as slack:
        config = BotConfig(bot_token="xoxb-1", signing_secret="s", api_url=slack.url)
        with pytest.raises(SlackUnavailable):
            await SlackLists(slack_client(config)).groups()
    waits = [later - earlier for earlier, later in zip(slack.calls, slack.calls[1:], strict=False)]
    assert len(slack.calls) == 3
    assert min(waits) >= 1.0


async def test_a_question_fails_visibly_while_slack_refuses_to_say_who_asks(
    prepared: str, sessions: Sessions
) -> None:
    rules = Rules(rate_limits=True, silence_seconds=2.0)
    async with travelling(prepared, sessions, rules=rules, patience=0.3) as journey:
        lists = SlackLists(slack_client(_config_of(journey.playground), patient=False))
        with suppress(SlackUnavailable):
            for _ in range(A_MINUTE_OF_CALLS):
                await lists.user("U0ANA")
        with pytest.raises(SlackUnavailable):
            await lists.user("U0ANA")
        journey.clock.ahead = FRESH
        await journey.say("U0ANA", "D0ANA", "When is payday?")

        async def told() -> bool:
            return "failed" in await journey.outcomes("U0ANA", "D0ANA")

        await until(told)


async def test_a_worker_begins_although_slack_keeps_its_first_reading_waiting(
    prepared: str, sessions: Sessions
) -> None:
    async with travelling(prepared, sessions, worker=False) as journey:
        waiting = asyncio.Event()

        async def reading() -> None:
            waiting.set()
            await asyncio.Event().wait()

        worker = asyncio.create_task(
            run_worker(journey.jobs, journey.bot.work, beforehand=reading, first_reading=0.1)
        )
        try:
            await waiting.wait()
            await journey.say("U0ANA", "D0ANA", "help")

            async def told() -> bool:
                return "help" in await journey.outcomes("U0ANA", "D0ANA")

            await until(told)
        finally:
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)


def _config_of(playground: Playground) -> BotConfig:
    return BotConfig(
        bot_token=playground.bot_token,
        signing_secret=playground.signing_secret,
        api_url=playground.api_url,
    )
