"""An OpenAI-compatible chat server on loopback that says what a test scripted."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Request = dict[str, Any]


@dataclass(frozen=True)
class Says:
    """A reply with this text, in as many tokens; ``finish`` is why it ended there.

    Streamed where that is asked for; ``breaks_off``: the connection ends in the middle.
    ``waits``: once it has streamed these words, for whatever is to happen before it goes on.
    """

    text: str
    input_tokens: int = 10
    output_tokens: int = 5
    finish: str = "stop"
    breaks_off: bool = False
    waits: tuple[str, Callable[[], Awaitable[object]]] | None = None


@dataclass(frozen=True)
class Calls:
    """A reply that calls a tool, which nobody offered."""

    tool: str


@dataclass(frozen=True)
class Refuses:
    """An HTTP error; ``retry_after`` in seconds."""

    status: int
    retry_after: float = 0.001


@dataclass(frozen=True)
class Hangs:
    """No reply at all, until the client gives up."""


@dataclass(frozen=True)
class Raw:
    """A body that is not what the protocol asks for."""

    body: str


Script = Says | Calls | Refuses | Hangs | Raw
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
            case Says() as said:
                if body.get("stream"):
                    return await _streamed(request, said, body)
                return web.json_response(_completion(said, _spoken(said.text)))
            case Calls(tool):
                called = _completion(Says("", finish="tool_calls"), _calling(tool))
                streams = bool(body.get("stream"))
                return await (_streamed_call(request, tool) if streams else _whole(called))
            case Refuses(status, seconds):
                error = {"message": "scripted", "type": "scripted", "code": str(status)}
                return web.json_response(
                    {"error": error}, status=status, headers={"retry-after": str(seconds)}
                )
            case Raw(written):
                return web.Response(text=written, content_type="application/json")
            case Hangs():
                await self.closing.wait()
                return web.Response(status=503)
        raise AssertionError("a script has five kinds of entries")


async def _without_keeping_alive(_request: web.Request, response: web.StreamResponse) -> None:
    """LangChain keeps 128 clients for good: idle connections would outlive their test's loop."""
    response.force_close()


@asynccontextmanager
async def chat_model_server(*script: Script | Answering) -> AsyncIterator[ChatModelServer]:
    """A running server; its ``url`` is what `base_url` takes."""
    server = ChatModelServer(list(script))
    app = web.Application(client_max_size=10 * 2**20)
    app.router.add_post("/v1/chat/completions", server.handle)
    app.on_response_prepare.append(_without_keeping_alive)
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


def translated(*sentences: tuple[str, list[int], str]) -> Says:
    """A draft whose sentences come with what is shown in their place."""
    listed = [
        {"text": text, "passages": places, "form": "prose", "shown": shown}
        for text, places, shown in sentences
    ]
    return Says(json.dumps({"sentences": listed}))


def asks_to_rewrite(request: Request) -> bool:
    """Whether a request is for a question, not for a draft."""
    return "<earlier>" in request["messages"][-1]["content"]


def asks_to_judge(request: Request) -> bool:
    """Whether a request is for verdicts, not for a draft."""
    return "<sentences>" in request["messages"][-1]["content"]


def judged(*verdicts: tuple[int, bool]) -> Says:
    """A reply that holds verdicts: the number of a sentence, and whether it is supported."""
    listed = [{"sentence": number, "supported": yes} for number, yes in verdicts]
    return Says(json.dumps({"verdicts": listed}))


def rewritten(question: str) -> Says:
    """A reply that holds a question."""
    return Says(json.dumps({"question": question}))


def _spoken(text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": text, "refusal": None}


def _calling(tool: str) -> dict[str, Any]:
    call = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": "{}"}}
    return {"role": "assistant", "content": None, "refusal": None, "tool_calls": [call]}


def _completion(said: Says, message: dict[str, Any]) -> dict[str, Any]:
    choice = {"index": 0, "message": message, "finish_reason": said.finish, "logprobs": None}
    return {**_head("chat.completion"), "choices": [choice], "usage": _usage(said)}


async def _streamed(request: web.Request, said: Says, body: Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    parts = [said.text[place : place + 7] for place in range(0, len(said.text), 7)]
    waits, sent = said.waits, ""
    for part in parts[: len(parts) // 2] if said.breaks_off else parts:
        await _send(response, {"index": 0, "delta": _spoken(part), "finish_reason": None})
        sent += part
        if waits is not None and waits[0] in sent:
            await waits[1]()
            waits = None
    if said.breaks_off:
        assert request.transport is not None
        request.transport.abort()
        return response
    await _send(response, {"index": 0, "delta": {}, "finish_reason": said.finish})
    if (body.get("stream_options") or {}).get("include_usage"):
        await _event(response, {"choices": [], "usage": _usage(said)})
    await response.write(b"data: [DONE]\n\n")
    return response


async def _whole(completion: dict[str, Any]) -> web.StreamResponse:
    return web.json_response(completion)


async def _streamed_call(request: web.Request, tool: str) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    message = _calling(tool)
    delta = {**message, "tool_calls": [{**message["tool_calls"][0], "index": 0}]}
    await _send(response, {"index": 0, "delta": delta, "finish_reason": None})
    await _send(response, {"index": 0, "delta": {}, "finish_reason": "tool_calls"})
    await response.write(b"data: [DONE]\n\n")
    return response


async def _send(response: web.StreamResponse, choice: dict[str, Any]) -> None:
    await _event(response, {"choices": [{**choice, "logprobs": None}]})


async def _event(response: web.StreamResponse, chunk: dict[str, Any]) -> None:
    event = json.dumps({**_head("chat.completion.chunk"), **chunk})
    await response.write(f"data: {event}\n\n".encode())


def _head(kind: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-scripted",
        "object": kind,
        "created": 1_790_000_000,
        "model": "scripted",
    }


def _usage(said: Says) -> dict[str, int]:
    return {
        "prompt_tokens": said.input_tokens,
        "completion_tokens": said.output_tokens,
        "total_tokens": said.input_tokens + said.output_tokens,
    }
