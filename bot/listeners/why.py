"""`/footnote why`, `/footnote why-not`, and what asks why, or for a passage, under an answer."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond

from bot.conversation.explaining import Explaining, acted_on
from bot.conversation.quoting import Quoting
from bot.delivery.deliveries import Delivery
from bot.knowledge import Workspace
from bot.listeners.commands import Reply
from bot.listeners.payloads import Click, Command
from bot.listeners.responding import show_alone
from bot.views.outcomes import Message


class WhyListener:
    """Replies to whoever asks, for their eyes: what they may be told is found anew each time."""

    def __init__(self, explaining: Explaining, quoting: Quoting, workspace: Workspace) -> None:
        self._explaining = explaining
        self._quoting = quoting
        self._workspace = workspace

    async def why(self, command: Command) -> Reply:
        """`/footnote why`: how an answer came about."""
        acted = acted_on(self._workspace, command.user_id, command.team_id, command.channel_id)
        return await self._explaining.why(acted, command.text)

    async def why_not(self, command: Command) -> Reply:
        """`/footnote why-not`: what keeps a document out of replies."""
        acted = acted_on(self._workspace, command.user_id, command.team_id, command.channel_id)
        return await self._explaining.why_not(acted, command.text)

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """`why` and `why_source`: the value names an answer; who pressed is checked anew."""
        click = Click.model_validate(body)
        await ack()
        message = await self._told(click)
        if message is None:
            return
        await show_alone(
            respond, message, "why_not_shown", replaces=False, thread=click.container.thread_ts
        )

    async def _told(self, click: Click) -> Message | None:
        if (passage := click.passage()) is not None:
            number, request = passage
            acted, shown = self._acted(click, request), click.message.get("blocks")
            return await self._quoting.open(acted, number, click.trigger_id, shown)
        chosen, request = click.chosen()
        return await self._explaining.pressed(self._acted(click, request), chosen)

    def _acted(self, click: Click, request: str) -> Delivery:
        user = click.user
        return acted_on(self._workspace, user.id, user.team_id, click.channel.id, request)
