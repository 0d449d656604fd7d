"""Without a public address: the same listeners over a websocket."""

from aiohttp import ClientSession

from bot.config import BotConfig, Transport
from bot.delivery.deliveries import State
from bot.serving import serving_socket
from chains.database.engine import Sessions
from tests.journeys.conftest import Journey, travelling


async def test_questions_over_socket_mode_are_answered(prepared: str, sessions: Sessions) -> None:
    async with travelling(prepared, sessions, http=False) as journey:
        config = BotConfig(
            bot_token=journey.playground.bot_token,
            app_token=journey.playground.app_token,
            api_url=journey.playground.api_url,
        )
        assert config.transport() is Transport.SOCKET
        async with serving_socket(journey.bot, config):
            await _asked_and_answered(journey)


async def _asked_and_answered(journey: Journey) -> None:
    ts = await journey.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    assert await journey.settled("C0GENERAL", ts) == "answer"
    private = await journey.command("U0ANA", "C0GENERAL", "/ask", "When is payday?")
    assert await journey.settled("C0GENERAL", private) == "answer"
    await journey.drained()
    assert {row.state for row in await journey.rows()} == {State.DONE}


async def test_health_tells_whether_postgres_is_there(journey: Journey) -> None:
    async with ClientSession() as http, http.get(f"{journey.bot_url}/healthz") as response:
        assert (response.status, await response.json()) == (200, {"ok": True})
