"""How a delivery reaches the bot: signed HTTP, or a Socket Mode connection."""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from bot.playground.company import APP_ID
from bot.playground.events import Delivery
from bot.playground.rules import Json
from bot.playground.signing import signed_headers

NO_ANSWER = 0
SUCCESS = range(200, 300)


@dataclass(frozen=True)
class Reply:
    """What the bot answered; status 0 and a reason when it did not."""

    status: int
    body: Any = None
    reason: str = "http_error"
    ms: float = 0.0
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether it was acknowledged."""
        return self.status in SUCCESS


@dataclass(frozen=True)
class Attempt:
    """Which try this is: 0 the first, then Slack's retry number and why."""

    number: int = 0
    reason: str = ""


class Transport(Protocol):
    """A way to the bot."""

    @property
    def ready(self) -> bool:
        """Whether there is a bot at the other end."""
        ...

    async def send(self, delivery: Delivery, attempt: Attempt) -> Reply:
        """Send once and wait for the acknowledgement, three seconds at most."""
        ...


class HttpTransport:
    """Signed POST requests to the bot's request URL."""

    def __init__(self, secret: str, ack_seconds: float) -> None:
        self._secret = secret
        self._ack_seconds = ack_seconds
        self._session: aiohttp.ClientSession | None = None
        self.target = ""

    @property
    def ready(self) -> bool:
        """Whether the bot's address is known."""
        return bool(self.target)

    async def close(self) -> None:
        """Close connections."""
        if self._session is not None:
            await self._session.close()

    async def send(self, delivery: Delivery, attempt: Attempt) -> Reply:
        """Send once and wait for the acknowledgement."""
        if self._session is None:
            self._session = aiohttp.ClientSession(trust_env=False)
        body, content_type = _encoded(delivery)
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0"}
        headers |= signed_headers(self._secret, body)
        if attempt.number:
            headers["x-slack-retry-num"] = str(attempt.number)
            headers["x-slack-retry-reason"] = attempt.reason
        started = time.perf_counter()
        timeout = aiohttp.ClientTimeout(total=self._ack_seconds)
        try:
            async with self._session.post(
                self.target, data=body, headers=headers, timeout=timeout
            ) as response:
                text = await response.text()
                no_retry = response.headers.get("x-slack-no-retry") == "1"
                took = _ms(started)
                return Reply(response.status, _decoded(text), "http_error", took, no_retry)
        except TimeoutError:
            return Reply(NO_ANSWER, None, "http_timeout", _ms(started))
        except aiohttp.ClientError:
            return Reply(NO_ANSWER, None, "connection_failed", _ms(started))


class SocketTransport:
    """Socket Mode: the bot connects to us, and acknowledges every envelope."""

    def __init__(self, ack_seconds: float) -> None:
        self._ack_seconds = ack_seconds
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._tickets: set[str] = set()

    @property
    def ready(self) -> bool:
        """Whether a bot is connected."""
        return bool(self._sockets)

    def ticket(self) -> str:
        """A right to connect once, as apps.connections.open hands out."""
        made = secrets.token_urlsafe(16)
        self._tickets.add(made)
        return made

    async def close(self) -> None:
        """Close every connection."""
        for socket in list(self._sockets):
            await socket.close()

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """The websocket that a Socket Mode client opens."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="unknown ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self._sockets) + 1,
                "debug_info": {"host": "playground", "approximate_connection_time": 18060},
                "connection_info": {"app_id": APP_ID},
            }
        )
        self._sockets.append(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._sockets.remove(socket)
        return socket

    async def send(self, delivery: Delivery, attempt: Attempt) -> Reply:
        """Send an envelope and wait for its acknowledgement."""
        started = time.perf_counter()
        if not self._sockets:
            return Reply(NO_ANSWER, None, "connection_failed")
        envelope_id = secrets.token_hex(16)
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": attempt.number, "retry_reason": attempt.reason}
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answer
        try:
            async with asyncio.timeout(self._ack_seconds):
                await self._sockets[-1].send_json(envelope)
                acknowledged = await answer
        except TimeoutError:
            return Reply(NO_ANSWER, None, "http_timeout", _ms(started))
        except ConnectionError:
            return Reply(NO_ANSWER, None, "connection_failed", _ms(started))
        finally:
            self._waiting.pop(envelope_id, None)
        return Reply(200, acknowledged.get("payload"), ms=_ms(started))

    def _acknowledged(self, text: str) -> None:
        body = _decoded(text)
        if not isinstance(body, dict):
            return
        waiting = self._waiting.get(str(body.get("envelope_id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(body)


def _encoded(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    form = delivery.payload
    if delivery.kind == "interactive":
        form = {"payload": json.dumps(delivery.payload)}
    return urlencode(form, errors="replace").encode(), "application/x-www-form-urlencoded"


def _decoded(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _ms(started: float) -> float:
    return (time.perf_counter() - started) * 1000
