"""A playground, a real slack-bolt app connected to it, and hands on the control routes."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.live import Bell
from bot.playground.rules import Rules
from bot.playground.server import Playground
from tests.contract.playground.small_company import small_company

Json = dict[str, Any]
SOON = 5.0


class ManualClock:
    """A clock that a test moves; sleeping takes no time and is written down."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@dataclass
class RealBot:
    """The real AsyncApp behind the real aiohttp adapter, and what it heard."""

    app: AsyncApp
    client: AsyncWebClient
    bell: Bell = field(default_factory=Bell)
    heard: list[Json] = field(default_factory=list)
    headers: list[Json] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        bolt_request = await to_bolt_request(request)
        self.headers.append(dict(request.headers))
        answer = await self.app.async_dispatch(bolt_request)
        self.heard.append(bolt_request.body)
        self.bell.ring()
        return await to_aiohttp_response(answer)

    def events(self, kind: str) -> list[Json]:
        """The inner events of a kind that were delivered."""
        events = [body["event"] for body in self.heard if "event" in body]
        return [event for event in events if event["type"] == kind]

    async def event(self, kind: str) -> Json:
        """The first event of a kind, waited for."""
        assert await self.bell.until(lambda: bool(self.events(kind)), SOON), f"no {kind} came"
        return self.events(kind)[0]

    async def until(self, condition: Callable[[], bool]) -> None:
        assert await self.bell.until(condition, SOON)


@dataclass
class Hands:
    """The control routes as a script uses them."""

    session: ClientSession

    async def get(self, route: str, **query: str) -> Any:
        asked = {name.rstrip("_"): value for name, value in query.items()}
        async with self.session.get(f"/control/{route}", params=asked) as response:
            return await response.json()

    async def post(self, route: str, **body: Any) -> Any:
        asked = {name.rstrip("_"): value for name, value in body.items()}
        async with self.session.post(f"/control/{route}", json=asked) as response:
            return await response.json()

    async def say(self, who: str, channel: str, text: str, **more: str) -> str:
        """Say something; the message's timestamp."""
        answer = await self.post("message", as_=who, channel=channel, text=text, **more)
        assert answer["ok"], answer
        return str(answer["ts"])

    async def seen(self, who: str, channel: str) -> list[Json]:
        """What a person sees of a conversation."""
        found: list[Json] = await self.get("messages", as_=who, channel=channel)
        return found

    async def settled(self, channel: str, ts: str) -> Json:
        answer: Json = await self.get("settled", channel=channel, ts=ts)
        return answer


Start = Callable[..., Awaitable[Playground]]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def rules() -> Rules:
    return Rules(ack_seconds=1.0, silence_seconds=0.3, settled_seconds=3.0)


@pytest.fixture
async def playground(rules: Rules, clock: ManualClock) -> AsyncIterator[Playground]:
    async with Playground(small_company(), clock=clock, rules=rules) as running:
        yield running


@pytest.fixture
def client(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)


@pytest.fixture
async def bot(playground: Playground, client: AsyncWebClient) -> AsyncIterator[RealBot]:
    app = AsyncApp(signing_secret=playground.signing_secret, client=client)
    real = RealBot(app, client)
    site = web.Application()
    site.router.add_post("/slack/events", real.serve)
    runner = web.AppRunner(site, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    playground.connect(f"http://127.0.0.1:{runner.addresses[0][1]}")
    yield real
    await runner.cleanup()


@pytest.fixture
async def hands(playground: Playground) -> AsyncIterator[Hands]:
    async with ClientSession(playground.url) as session:
        yield Hands(session)


async def refusal(call: Awaitable[Any]) -> str:
    """The error word of a Web API call that has to be refused."""
    with pytest.raises(SlackApiError) as raised:
        await call
    return str(raised.value.response["error"])


def section(text: str, block_id: str | None = None) -> Json:
    """A section block."""
    block: Json = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return block if block_id is None else block | {"block_id": block_id}
