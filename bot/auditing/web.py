"""`/audit/…`: where a browser gets an export that an auditor asked for in Slack."""

import asyncio
from datetime import UTC, datetime
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.auditing.exporting import Download, Exporting
from bot.auditing.pages import PASSING, confirm_page, refusal_page
from bot.language.catalogues import Languages
from bot.language.say import ENGLISH, Say
from bot.views.browser import headers
from chains.administration.export_lines import Form
from chains.errors import Refused, RetryLater

LONGEST_SECONDS = 600
"""How long a download may take: until then it holds a connection to Postgres."""
_AT_ONCE = 2
_LONGEST_BODY = 1_024
_TYPES = {Form.CSV: "text/csv", Form.JSON_LINES: "application/jsonl"}


class AuditPages:
    """A page with a button, and the download behind it. Opening the page does nothing yet: what
    looks at links before people do gets the same words for every link."""

    def __init__(self, exporting: Exporting, public_url: str, languages: Languages) -> None:
        self._exporting = exporting
        self._languages = languages
        self._path = f"{urlsplit(public_url).path}/audit"
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._log = structlog.get_logger()

    def routes(self) -> list[web.RouteDef]:
        """The page and its form."""
        return [
            web.get("/audit/{token}", self._confirm, allow_head=False),
            web.post("/audit/{token}", self._download),
        ]

    async def _confirm(self, request: web.Request) -> web.Response:
        say = self._say(request)
        try:
            self._exporting.require_made_here(request.match_info["token"])
        except Refused as refused:
            return _page(refusal_page(say, say.told(refused.reason)), status=403)
        return _page(confirm_page(say))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        token, say = request.match_info["token"], self._say(request)
        if (request.content_length or 0) > _LONGEST_BODY:
            return _page(refusal_page(say, say(PASSING)), status=413)
        again = f"{self._path}/{token}"
        if self._at_once.locked():
            return _page(refusal_page(say, say(PASSING), again=again), status=503)
        response: web.StreamResponse | None = None
        try:
            async with (
                self._at_once,
                asyncio.timeout(LONGEST_SECONDS),
                self._exporting.download(token) as download,
            ):
                response = _file(download)
                await response.prepare(request)
                async for chunk in download.chunks:
                    await response.write(chunk)
        except Refused as refused:
            self._log.info("export_refused")
            return _page(refusal_page(say, say.told(refused.reason)), status=403)
        except (RetryLater, TimeoutError, ConnectionResetError) as error:
            self._log.warning("export_failed", error=type(error).__name__)
            if response is None:
                return _page(refusal_page(say, say(PASSING), again=again), status=503)
            _break_off(request)
        return response

    def _say(self, request: web.Request) -> Say:
        return self._languages.accepted(request.headers.get("Accept-Language")) or ENGLISH


def _file(download: Download) -> web.StreamResponse:
    now = datetime.now(UTC)
    name = f"read-audit-{now:%Y-%m-%d-%H%M}.{download.form}"
    return web.StreamResponse(
        headers={
            **headers(),
            "Content-Type": f"{_TYPES[download.form]}; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
    )


def _break_off(request: web.Request) -> None:
    """End the connection without the end of the body: a browser must not take part for all."""
    if request.transport is not None:
        request.transport.abort()


def _page(text: str, *, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=headers())
