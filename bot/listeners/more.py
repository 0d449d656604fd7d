"""The buttons that ask again: for the asker alone, or for the whole conversation."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.delivery.deliveries import Delivery, Kind
from bot.delivery.inbox import Inbox
from bot.knowledge import Workspace
from bot.listeners.payloads import Click
from chains.metrics import Metrics


class More:
    """Asks the same question again, by right of the one who pressed the button."""

    def __init__(self, inbox: Inbox, workspace: Workspace, metrics: Metrics) -> None:
        self._inbox = inbox
        self._workspace = workspace
        self._metrics = metrics

    async def asked(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """`show_privately`: its value names the request; whose it was is checked when it runs."""
        await self._pressed(ack, body, Kind.MORE)

    async def shared(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """`share_to_channel`: its value names the request of the private answer."""
        await self._pressed(ack, body, Kind.SHARE)

    async def searched(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """`search_anyway`: the same words once more, where they were asked, as a question."""
        self._metrics.searched_anyway.inc()
        await self._pressed(ack, body, Kind.AGAIN)

    async def _pressed(self, ack: AsyncAck, body: dict[str, Any], kind: Kind) -> None:
        click = Click.model_validate(body)
        await self._inbox.receive(
            Delivery(
                workspace=self._workspace.id,
                kind=kind,
                event_id=f"action:{click.trigger_id}",
                channel=click.channel.id,
                user=click.user.id,
                response_url=click.response_url,
                about=str(click.actions[0].get("value", "")),
                actor_team=click.user.team_id,
            )
        )
        await ack()
