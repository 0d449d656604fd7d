"""An OpenAI-compatible chat server on loopback that says what a test scripted."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Request = dict[str, Any]


@dataclass(frozen=True)
class Says:
    """A reply with this text."""

    text: str


@dataclass(frozen=True)
class Refuses:
    """An HTTP error."""

    status: int


@dataclass(frozen=True)
class Hangs:
    """No reply at all, until the client gives up."""


@dataclass(frozen=True)
class Raw:
    """A body that is not what the protocol asks for."""

    body: str


Script = Says | Refuses | Hangs | Raw
Answering = Callable[[Request], Script]


@dataclass
class ChatModelServer:
    """Answers requests in the order of its script; the last entry is repeated.

    ``requests`` keeps every body it was sent; a callable entry decides from the request.
    """

    script: list[Script | Answering] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    url: str = ""
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One chat completion."""
        body: Request = await request.json()
        self.requests.append(body)
        entry = self.script[min(len(self.requests), len(self.script)) - 1]
        match entry(body) if callable(entry) else entry:
            case Says(text):
                return web.json_response(_completion(text))
            case Refuses(status):
                error = {"message": "scripted", "type": "scripted", "code": str(status)}
                return web.json_response(
                    {"error": error}, status=status, headers={"retry-after-ms": "1"}
                )
            case Raw(written):
                return web.Response(text=written, content_type="application/json")
            case Hangs():
                await self.closing.wait()
                return web.Response(status=503)
        raise AssertionError("a script has four kinds of entries")


@asynccontextmanager
async def chat_model_server(*script: Script | Answering) -> AsyncIterator[ChatModelServer]:
    """A running server; its ``url`` is what `base_url` takes."""
    server = ChatModelServer(list(script))
    app = web.Application(client_max_size=10 * 2**20)
    app.router.add_post("/v1/chat/completions", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}/v1"
    try:
        yield server
    finally:
        server.closing.set()
        await runner.cleanup()


def drafted(*sentences: tuple[str, list[int]], form: str = "prose") -> Says:
    """A reply that holds a draft: sentences with the numbers of their passages."""
    listed = [{"text": text, "passages": places, "form": form} for text, places in sentences]
    return Says(json.dumps({"sentences": listed}))


def _completion(text: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, "refusal": None},
                "finish_reason": "stop",
                "logprobs": None,
            }
        ],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }
