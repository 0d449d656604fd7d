"""One server on loopback that speaks the protocols of five providers, as far as a draft needs."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

INPUT, OUTPUT = 21, 8
"""Tokens that every answer says it used."""


@dataclass
class ProviderServer:
    """Answers with ``answer`` after refusing with each of ``statuses``; ``hangs`` answers nothing.

    ``requests`` keeps the bodies it was sent.
    """

    answer: dict[str, Any]
    statuses: list[int] = field(default_factory=list)
    hangs: bool = False
    body: str | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        """Any request of any provider."""
        sent: dict[str, Any] = await request.json()
        self.requests.append(sent)
        if self.hangs:
            await self.closing.wait()
        if self.statuses:
            return web.json_response(
                {"error": {"message": "scripted", "type": "scripted", "code": 1}, "message": "no"},
                status=self.statuses.pop(0),
                headers={"retry-after": "0.001"},
            )
        if self.body is not None:
            return web.Response(text=self.body, content_type="application/json")
        return web.json_response(_said(request.path, sent, self.answer))


@asynccontextmanager
async def provider_server(server: ProviderServer) -> AsyncIterator[ProviderServer]:
    """The server, running; its ``url`` has no path."""
    app = web.Application()
    app.router.add_post("/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}"
    try:
        yield server
    finally:
        server.closing.set()
        await runner.cleanup()


def _said(path: str, sent: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    if path.endswith("/messages"):
        return _anthropic(sent, answer)
    if path.endswith(":generateContent"):
        return _google(answer)
    if path == "/api/chat":
        return _ollama(answer)
    if path.endswith("/converse"):
        return _bedrock(sent, answer)
    return _openai(answer)


def _openai(answer: dict[str, Any]) -> dict[str, Any]:
    message = {"role": "assistant", "content": json.dumps(answer), "refusal": None}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {
            "prompt_tokens": INPUT,
            "completion_tokens": OUTPUT,
            "total_tokens": INPUT + OUTPUT,
        },
    }


def _anthropic(sent: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "text", "text": json.dumps(answer)}
    tools = sent.get("tools")
    used = tools and {"type": "tool_use", "id": "t", "name": tools[0]["name"], "input": answer}
    return {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [used or text],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": INPUT, "output_tokens": OUTPUT},
    }


def _google(answer: dict[str, Any]) -> dict[str, Any]:
    content = {"role": "model", "parts": [{"text": json.dumps(answer)}]}
    return {
        "candidates": [{"content": content, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {
            "promptTokenCount": INPUT,
            "candidatesTokenCount": OUTPUT,
            "totalTokenCount": INPUT + OUTPUT,
        },
        "modelVersion": "m",
    }


def _ollama(answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "model": "m",
        "created_at": "2026-11-27T00:00:00Z",
        "message": {"role": "assistant", "content": json.dumps(answer)},
        "done": True,
        "done_reason": "stop",
        "prompt_eval_count": INPUT,
        "eval_count": OUTPUT,
    }


def _bedrock(sent: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    tools = sent.get("toolConfig", {}).get("tools")
    used = tools and {
        "toolUse": {"toolUseId": "t", "name": tools[0]["toolSpec"]["name"], "input": answer}
    }
    return {
        "output": {
            "message": {"role": "assistant", "content": [used or {"text": json.dumps(answer)}]}
        },
        "stopReason": "end_turn",
        "usage": {
            "inputTokens": INPUT,
            "outputTokens": OUTPUT,
            "totalTokens": INPUT + OUTPUT,
        },
        "metrics": {"latencyMs": 1},
    }
