"""`/footnote privacy`, and the buttons below it that delete."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import new_request
from bot.listeners.commands import Reply
from bot.listeners.payloads import Click, Command
from bot.listeners.responding import show_alone
from bot.privacy import Inventory, may_be_deleted
from bot.views.outcomes import Message
from bot.views.privacy import FORGET, privacy_message
from bot.views.sign_in import REPEAT_FAILED, sentence
from chains.errors import RetryLater
from chains.holdings import Kind

BUTTONS = re.compile(f"^{FORGET}(?:{'|'.join(Kind)})$")


class Privacy:
    """Shows people what is kept of themselves: of whoever types or presses, and nobody else."""

    def __init__(self, inventory: Inventory, speaking: Speaking) -> None:
        self._inventory = inventory
        self._speaking = speaking

    def register(self, app: AsyncApp) -> None:
        """Every trigger of it, one line each."""
        app.action(BUTTONS)(self.pressed)

    async def command(self, command: Command) -> Reply:
        """`/footnote privacy`."""
        return await self._told(command.user_id)

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """A button that deletes; its action says what, and Slack says who pressed it."""
        click = Click.model_validate(body)
        kind = Kind(str(click.actions[0]["action_id"]).removeprefix(FORGET))
        try:
            await self._inventory.forget(click.user.id, kind)
            message = await self._told(click.user.id, done=True)
        except RetryLater:
            say = await self._speaking.to(click.user.id)
            message = sentence(new_request(), say(REPEAT_FAILED))
        await show_alone(respond, message, "privacy_not_shown", replaces=True)
        await ack()

    async def _told(self, identity: str, *, done: bool = False) -> Message:
        return privacy_message(
            await self._speaking.to(identity),
            new_request(),
            await self._inventory.of(identity),
            days=await self._inventory.days(),
            deletable=[kind for kind in Kind if may_be_deleted(kind)],
            done=done,
        )
