"""Bolt's app: how a delivery is taken, and what Slack hears when it cannot be."""

from typing import Any

import structlog
from pydantic import ValidationError
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import BotConfig
from bot.knowledge import Workspace
from chains.errors import RetryLater


def bolt_app(config: BotConfig, workspace: Workspace) -> AsyncApp:
    """Bolt's app; a listener has done its work before Slack hears that all is well."""
    token = config.token()

    async def authorize() -> AuthorizeResult:
        # Known since the start: no delivery waits for Slack.
        return AuthorizeResult(
            enterprise_id=None,
            team_id=workspace.id,
            bot_user_id=workspace.bot_user,
            bot_id=workspace.bot_id,
            bot_token=token,
        )

    secret = config.signing_secret
    app = AsyncApp(
        # Its own client, without the token, which it gets from `authorize`.
        client=AsyncWebClient(base_url=config.api_url, timeout=10),
        authorize=authorize,
        signing_secret=secret.get_secret_value() if secret else "",
        process_before_response=True,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(_refuse)
    return app


async def _refuse(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """Slack sends again what did not get a 200; nothing of it was kept."""
    log = structlog.get_logger()
    what = {"delivery": body.get("type") or body.get("command"), "error": type(error).__name__}
    if isinstance(error, ValidationError | KeyError):
        log.warning("delivery_malformed", **what)
        return BoltResponse(status=400)
    if isinstance(error, RetryLater):
        log.warning("delivery_not_kept", **what)
        return BoltResponse(status=503)
    log.error("delivery_failed", exc_info=error, **what)
    return BoltResponse(status=500)
