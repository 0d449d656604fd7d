"""The two ways Slack reaches the app: signed HTTP, and Socket Mode."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from sqlalchemy import text

from bot.app import Bot
from bot.config import WEB_PORT, BotConfig, Transport
from bot.errors import reaching_postgres
from bot.slack_client import slack_client
from chains.database.engine import Sessions
from chains.errors import ConfigurationError, StoreUnavailable

# Slack gives up after three seconds, and takes silence for longer than a refusal.
_ANSWER_SECONDS = 2.5
_HEALTH_SECONDS = 2.0


def web_app(bot: Bot, sessions: Sessions) -> web.Application:
    """`/slack/events` for everything Slack sends, `/healthz` for whoever watches the process.

    `/link/…` for people who sign in, where a provider is configured; `/audit/…` for auditors, where
    browsers can reach it.
    """

    async def events(request: web.Request) -> web.Response:
        try:
            delivery = await to_bolt_request(request)
        except (ValueError, LookupError, TypeError, AttributeError):
            # Bolt looks for ids in a body before anything has checked its shape.
            return web.Response(status=400, text="not a delivery")
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                return await to_aiohttp_response(await bot.app.async_dispatch(delivery))
        except TimeoutError:
            structlog.get_logger().warning("delivery_too_slow")
            return web.Response(status=503)

    async def healthz(_request: web.Request) -> web.Response:
        try:
            with reaching_postgres():
                async with asyncio.timeout(_HEALTH_SECONDS), sessions() as session:
                    await session.execute(text("SELECT 1"))
        except StoreUnavailable:
            return web.json_response({"ok": False, "postgres": "unavailable"}, status=503)
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_post("/slack/events", events)
    app.router.add_get("/healthz", healthz)
    if bot.link_pages is not None:
        app.router.add_routes(bot.link_pages.routes())
    if bot.audit_pages is not None:
        app.router.add_routes(bot.audit_pages.routes())
    return app


def metrics_app(bot: Bot) -> web.Application:
    """`/metrics` for Prometheus."""

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(
            body=await bot.reports.metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    app = web.Application()
    app.router.add_get("/metrics", metrics)
    return app


@asynccontextmanager
async def serving_http(bot: Bot, sessions: Sessions, *, host: str, port: int) -> AsyncIterator[str]:
    """Listen for deliveries until the block is left, then finish those under way.

    Yields the address. Raises `ConfigurationError` when the port is taken.
    """
    async with _listening(web_app(bot, sessions), host, port, "PORT") as address:
        yield address


@asynccontextmanager
async def serving_metrics(bot: Bot, config: BotConfig) -> AsyncIterator[str | None]:
    """Serve metrics on a port of their own until the block is left; nothing where none is set.

    Yields the address. Raises `ConfigurationError` when the port is taken.
    """
    if config.metrics_port is None:
        yield None
        return
    app, port = metrics_app(bot), config.metrics_port
    async with _listening(app, config.host, port, "METRICS_PORT") as address:
        yield address


@asynccontextmanager
async def _listening(
    app: web.Application, host: str, port: int, variable: str
) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise ConfigurationError(
                f"Port {port} on {host} cannot be used: {error.strerror or error}.",
                f"Stop what listens there, or set {variable} and HOST.",
            ) from error
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving_socket(bot: Bot, config: BotConfig) -> AsyncIterator[None]:
    """Hold a Socket Mode connection, renewed as Slack asks, until the block is left."""
    app_token = config.app_token
    handler = AsyncSocketModeHandler(
        bot.app,
        app_token.get_secret_value() if app_token else "",
        web_client=slack_client(config),
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]  # slack_bolt has no types here
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # slack_bolt has no types here


@asynccontextmanager
async def serving(bot: Bot, config: BotConfig, sessions: Sessions) -> AsyncIterator[str]:
    """Receive deliveries the way that is configured; yields how, for people to read.

    In Socket Mode `/healthz` is served all the same.
    """
    port = WEB_PORT if config.port is None else config.port
    async with serving_http(bot, sessions, host=config.host, port=port) as address:
        if config.transport() is Transport.HTTP:
            yield f"Slack sends to {address}/slack/events"
            return
        async with serving_socket(bot, config):
            yield f"Connected to Slack by Socket Mode; health at {address}/healthz"
