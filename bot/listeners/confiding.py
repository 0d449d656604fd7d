"""The button that passes on what somebody wrote in distress."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond

from bot.conversation.explaining import acted_on
from bot.feedback.confiding import Confiding
from bot.knowledge import Workspace
from bot.listeners.payloads import Click
from bot.listeners.responding import show_alone


class ConfidingListener:
    """What was passed on takes the place of the button: it is not to be pressed twice."""

    def __init__(self, confiding: Confiding, workspace: Workspace) -> None:
        self._confiding = confiding
        self._workspace = workspace

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """`confide`: its value says to whom, and the words; who presses is checked anew."""
        click = Click.model_validate(body)
        await ack()
        _, carried = click.named()
        user = click.user
        acted = acted_on(self._workspace, user.id, user.team_id, click.channel.id, carried)
        message = await self._confiding.send(acted)
        await show_alone(respond, message, "confiding_not_shown", replaces=True)
