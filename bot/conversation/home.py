"""What the app's own tabs show when somebody opens them."""

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.guiding import Guiding
from bot.errors import SlackRefused, reaching_slack


class Home:
    """The home tab and the prompts of the messages tab. Raises `SlackUnavailable`."""

    def __init__(self, client: AsyncWebClient, guiding: Guiding) -> None:
        self._client = client
        self._guiding = guiding
        self._log = structlog.get_logger()

    async def opened(self, user: str, channel: str, tab: str) -> None:
        """Fill the tab that was opened."""
        try:
            if tab == "home":
                view = await self._guiding.home(user)
                with reaching_slack():
                    await self._client.views_publish(user_id=user, view=view)
                return
            offered = await self._guiding.prompts(user)
            with reaching_slack():
                # Without a thread: in an agent's messages tab prompts belong to the tab.
                await self._client.assistant_threads_setSuggestedPrompts(
                    channel_id=channel, prompts=offered
                )
        except SlackRefused as refused:
            self._log.warning("tab_not_filled", tab=tab, code=refused.code)
