"""`/footnote link`, `/footnote unlink`, and the button that offers to sign in."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond

from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import new_request
from bot.directory.mirror import Mirror
from bot.knowledge import Workspace
from bot.linking.links import Links
from bot.linking.sign_in import NOT_OURS, SignIn
from bot.listeners.commands import Reply
from bot.listeners.payloads import Click, Command
from bot.listeners.responding import show_alone
from bot.views import sign_in as views
from bot.views.outcomes import Message
from chains.errors import Refused, RetryLater


class Linking:
    """Gives people their links; without a provider there is nothing to give."""

    def __init__(
        self,
        sign_in: SignIn | None,
        links: Links,
        mirror: Mirror,
        workspace: Workspace,
        speaking: Speaking,
    ) -> None:
        self._sign_in = sign_in
        self._links = links
        self._mirror = mirror
        self._workspace = workspace
        self._speaking = speaking

    async def link(self, command: Command) -> Reply:
        """`/footnote link`: a link for whoever types it."""
        return await self._invited(command.user_id, command.team_id)

    async def unlink(self, command: Command) -> Reply:
        """`/footnote unlink`: what was proved counts no more."""
        known = await self._links.forget(command.user_id)
        say = await self._speaking.to(command.user_id)
        return views.sentence(new_request(), say(views.UNLINKED if known else views.NOT_LINKED))

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """`sign_in`: its value names the request; whose it was is checked when it is repeated."""
        click = Click.model_validate(body)
        request = str(click.actions[0].get("value", "")) or None
        try:
            message = await self._invited(click.user.id, click.user.team_id, request)
        except RetryLater:
            say = await self._speaking.to(click.user.id)
            message = views.sentence(new_request(), say(views.REPEAT_FAILED))
        await show_alone(respond, message, "link_not_shown", replaces=False)
        await ack()

    async def _invited(self, user: str, team: str | None, request: str | None = None) -> Message:
        say = await self._speaking.to(user)
        if self._sign_in is None:
            return views.sentence(new_request(), say(views.NOT_SET_UP))
        if team != self._workspace.id:
            return views.sentence(new_request(), say.told(NOT_OURS))
        try:
            address = await self._sign_in.invite(await self._mirror.asker(user), request)
        except Refused as refused:
            return views.sentence(new_request(), say.told(refused.reason))
        return views.link_message(say, new_request(), address)
