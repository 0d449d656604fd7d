"""`/response/<secret>`: answering an interaction in place."""

import copy
import time

from aiohttp import web

from bot.playground.payloads import Exchange
from bot.playground.rules import Json
from bot.playground.tickets import ResponseUrl
from bot.playground.web_api.call import ApiError, check, refused
from bot.playground.workspace import Workspace
from bot.views.limits import TEXT_CHARACTERS, verdict


class ResponseUrls:
    """The endpoint behind every response_url."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def handle(self, request: web.Request) -> web.Response:
        """Post, replace or delete, five times in thirty minutes; Slack answers `ok`."""
        started = time.perf_counter()
        body = await _body(request)
        url = self._workspace.tickets.find_url(request.match_info["secret"])
        status, verdict_, answer = 200, "ok", "ok"
        try:
            self._use(url, body)
        except ApiError as error:
            status, verdict_, answer = error.status, error.error, error.error
            messages = error.extra.get("response_metadata", {}).get("messages", [])
            verdict_ = ": ".join([error.error, *messages[:3]])
        self._workspace.payloads.record(
            Exchange(
                direction="to_slack",
                name="response_url",
                channel=url.channel if url is not None else None,
                status=status,
                verdict=verdict_,
                request=body,
                response=answer,
                ms=(time.perf_counter() - started) * 1000,
            )
        )
        return web.Response(status=status, text=answer)

    def _use(self, url: ResponseUrl | None, body: Json | None) -> None:
        if url is None:
            raise ApiError("no_such_url", status=404)
        if self._workspace.tickets.url_expired(url):
            raise ApiError("expired_url", status=404)
        if url.uses_left <= 0:
            raise ApiError("used_url", status=404)
        if body is None:
            raise ApiError("invalid_payload", status=400)
        url.uses_left -= 1
        try:
            self._answer(url, body)
        except ApiError as error:
            error.status = 400
            raise

    def _answer(self, url: ResponseUrl, body: Json) -> None:
        workspace = self._workspace
        original = workspace.messages.find(url.channel, url.answers)
        if body.get("delete_original"):
            if original is not None and original.from_bot:
                workspace.delete(original)
            return
        text, blocks = str(body.get("text") or ""), body.get("blocks") or []
        if not isinstance(blocks, list):
            raise refused("invalid_blocks_format", "[ERROR] blocks must be a list of objects")
        check(verdict(blocks, "message"))
        if not text and not blocks:
            raise ApiError("no_text")
        if len(text) > TEXT_CHARACTERS:
            raise refused("msg_too_long", "[ERROR] text is longer than Slack shows")
        if body.get("replace_original") and original is not None and original.from_bot:
            original.text, original.blocks = text, copy.deepcopy(blocks)
            original.answers = original.answers or url.answers
            workspace.change(original)
            return
        message = workspace.bot_message(url.channel, text, blocks)
        message.answers = url.answers
        message.thread_ts = body.get("thread_ts") or None
        if body.get("response_type", "ephemeral") != "in_channel":
            message.visible_to = url.person
        workspace.post(message)


async def _body(request: web.Request) -> Json | None:
    try:
        body = await request.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
