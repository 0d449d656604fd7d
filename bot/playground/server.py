"""The playground itself: one aiohttp server on loopback, made of the parts beside this file."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.playground.changes import Changes
from bot.playground.clicks import Clicks
from bot.playground.company import Company
from bot.playground.control import Control, Hands
from bot.playground.deliveries import Deliveries
from bot.playground.documents import DocumentPages
from bot.playground.faults import Fault, FaultPanel
from bot.playground.gestures import Gestures
from bot.playground.guard import own_page_only, refuse_beside_real_token, refuse_open_address
from bot.playground.response_urls import ResponseUrls
from bot.playground.rules import Clock, Rules, SystemClock
from bot.playground.transports import HttpTransport, SocketTransport
from bot.playground.web_api.router import Tokens, WebApi
from bot.playground.workspace import Workspace
from chains.errors import ConfigurationError

__all__ = ["Playground", "refuse_beside_real_token"]

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = 4 * 1024 * 1024


class Playground:
    """A Slack for one company; use as an async context manager.

    After `connect(bot_url)` deliveries are posted to `<bot_url>/slack/events`; without it they go
    to whichever bot is connected by Socket Mode.
    """

    bot_token = "xoxb-playground"  # noqa: S105 - a fixed fake, known to be one
    app_token = "xapp-playground"  # noqa: S105 - a fixed fake, known to be one
    signing_secret = "playground-signing-secret"  # noqa: S105 - a fixed fake, known to be one

    def __init__(
        self,
        company: Company,
        *,
        port: int = 0,
        clock: Clock | None = None,
        faults: Iterable[Fault] = (),
        rules: Rules | None = None,
        documents: Mapping[str, Path] | None = None,
    ) -> None:
        """``documents`` are folders of Markdown by scope, for footnotes to link to."""
        self.rules = rules or Rules()
        self._documents = DocumentPages(documents or {})
        refuse_open_address(self.rules.host)
        self.workspace = Workspace(company, clock or SystemClock(), self.rules)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._http = HttpTransport(self.signing_secret, self.rules.ack_seconds)
        self._sockets = SocketTransport(self.rules.ack_seconds)
        self._deliveries = Deliveries(self.workspace, [self._http, self._sockets])
        gestures = Gestures(self.workspace, self._deliveries)
        changes = Changes(self.workspace, self._deliveries)
        self.faults = FaultPanel(self.workspace, changes, faults)
        clicks = Clicks(self.workspace, self._deliveries, gestures)
        self._control = Control(self.workspace, Hands(gestures, clicks, changes, self.faults))
        self._web_api = WebApi(
            self.workspace, self._sockets, Tokens(self.bot_token, self.app_token)
        )

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.workspace.url

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base URL."""
        return f"{self.url}/api/"

    def connect(self, bot_url: str) -> None:
        """Send deliveries to this bot."""
        self._http.target = f"{bot_url.rstrip('/')}/slack/events"

    async def __aenter__(self) -> Self:
        """Start to listen; raises ConfigurationError when the port is taken."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.rules.host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise ConfigurationError(
                f"The playground cannot listen on {self.rules.host}:{self._port}: "
                f"{error.strerror}.",
                "Stop what uses the port, or choose another with PORT.",
            ) from error
        port = self._runner.addresses[0][1]
        host = f"[{self.rules.host}]" if ":" in self.rules.host else self.rules.host
        self.workspace.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop: end streams and connections, give up deliveries under way."""
        self.workspace.feed.close()
        await self._deliveries.close()
        await self._sockets.close()
        await self._http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[own_page_only], client_max_size=LARGEST_BODY)
        app.router.add_routes(self._control.routes())
        app.router.add_route("GET", "/api/{method}", self._web_api.handle)
        app.router.add_route("POST", "/api/{method}", self._web_api.handle)
        app.router.add_post("/response/{secret}", ResponseUrls(self.workspace).handle)
        app.router.add_get("/link/", self._sockets.connect)
        app.router.add_routes(self._documents.routes())
        app.router.add_get("/", _index)
        app.router.add_static("/page/", PAGE, append_version=False)
        return app


async def _index(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})
