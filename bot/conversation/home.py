"""What the app's own tabs show when somebody opens them."""

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.speaking import Speaking
from bot.errors import SlackRefused, reaching_slack
from bot.views.guide import home_view, prompts


class Home:
    """The home tab and the prompts of the messages tab. Raises `SlackUnavailable`."""

    def __init__(self, client: AsyncWebClient, speaking: Speaking) -> None:
        self._client = client
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def opened(self, user: str, channel: str, tab: str) -> None:
        """Fill the tab that was opened."""
        say = await self._speaking.to(user)
        try:
            with reaching_slack():
                if tab == "home":
                    await self._client.views_publish(user_id=user, view=home_view(say))
                else:
                    # Without a thread: in an agent's messages tab prompts belong to the tab.
                    await self._client.assistant_threads_setSuggestedPrompts(
                        channel_id=channel,
                        prompts=prompts(say),
                    )
        except SlackRefused as refused:
            self._log.warning("tab_not_filled", tab=tab, code=refused.code)
