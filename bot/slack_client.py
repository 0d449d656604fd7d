"""The client of Slack's Web API, and where it says that the app is installed."""

from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import BotConfig
from bot.errors import SlackRefused, SlackUnavailable, reaching_slack
from bot.knowledge import Workspace
from chains.access.principals import WorkspaceId
from chains.errors import ConfigurationError


def slack_client(config: BotConfig, *, patient: bool = True, once: bool = False) -> AsyncWebClient:
    """A Web API client; a patient one waits as long as Slack says when there are too many calls.

    ``once``: it does not even repeat a call whose connection broke, which may have arrived.
    """
    client = AsyncWebClient(token=config.token(), base_url=config.api_url, timeout=10)
    if once:
        client.retry_handlers.clear()
    elif patient:
        client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
    return client


async def installed_workspace(client: AsyncWebClient) -> Workspace:
    """Where the app is installed, and who it is there.

    Raises:
        ConfigurationError: Slack refuses the token, or cannot be reached.
    """
    try:
        with reaching_slack():
            told = await client.auth_test()
    except SlackRefused as refused:
        raise ConfigurationError(
            f"Slack refuses SLACK_BOT_TOKEN: {refused.code}.",
            "Copy the Bot User OAuth Token again, from OAuth & Permissions of your app.",
        ) from refused
    except SlackUnavailable as error:
        raise ConfigurationError(
            f"Slack cannot be reached at {client.base_url} ({error}).",
            "Check the network of this machine, and SLACK_API_URL if it is set.",
        ) from error
    return Workspace(
        WorkspaceId(told["team_id"]),
        told["user_id"],
        told.get("bot_id") or "",
        name=told.get("team") or "",
        enterprise=told.get("enterprise_id") or None,
    )
