"""The two buttons of an offer that nobody asked for."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond

from bot.conversation.passive_help import PassiveHelp
from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import Delivery, Kind
from bot.delivery.inbox import Inbox
from bot.knowledge import Workspace
from bot.listeners.payloads import Click
from bot.listeners.responding import show_alone
from bot.views.passive_help import help_declined


class PassiveHelpListener:
    """Stores what is to be answered; only the author of the words can have them answered."""

    def __init__(
        self,
        inbox: Inbox,
        passive_help: PassiveHelp,
        workspace: Workspace,
        speaking: Speaking,
    ) -> None:
        self._inbox = inbox
        self._passive_help = passive_help
        self._workspace = workspace
        self._speaking = speaking

    async def accepted(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """`help_accepted`: its value carries the words; the answer takes the offer's place."""
        click = Click.model_validate(body)
        words = self._passive_help.accepted(str(click.actions[0].get("value", "")), click.user.id)
        if words is not None:
            await self._inbox.receive(
                Delivery(
                    workspace=self._workspace.id,
                    kind=Kind.OFFERED,
                    event_id=f"action:{click.trigger_id}",
                    channel=click.channel.id,
                    user=click.user.id,
                    text=words,
                    response_url=click.response_url,
                    actor_team=click.user.team_id,
                )
            )
        await ack()

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """`help_declined`: no further offer there today, as after every offer."""
        click = Click.model_validate(body)
        await ack()
        self._passive_help.declined()
        message = help_declined(await self._speaking.to(click.user.id))
        await show_alone(respond, message, "decline_not_shown", replaces=True)
