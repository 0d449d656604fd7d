"""The button of somebody whose question was taken for distress."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.conversation.own_words import OwnWords
from bot.delivery.deliveries import Delivery, Kind
from bot.delivery.inbox import Inbox
from bot.knowledge import Workspace
from bot.listeners.payloads import Click
from chains.metrics import Metrics


class Meant:
    """Stores the words as a question of their author's; nobody else can have them searched."""

    def __init__(
        self, inbox: Inbox, own_words: OwnWords, workspace: Workspace, metrics: Metrics
    ) -> None:
        self._inbox = inbox
        self._own_words = own_words
        self._workspace = workspace
        self._metrics = metrics

    async def pressed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """`search_meant`: its value carries the words; the answer stands below the help text."""
        click = Click.model_validate(body)
        written = self._own_words.opened(str(click.actions[0].get("value", "")), click.user.id)
        if written is not None:
            self._metrics.searched_anyway.inc()
            direct = click.channel.id.startswith("D")
            await self._inbox.receive(
                Delivery(
                    workspace=self._workspace.id,
                    kind=Kind.MEANT,
                    event_id=f"action:{click.trigger_id}",
                    channel=click.channel.id,
                    user=click.user.id,
                    text=written.words,
                    thread_ts=click.container.thread_ts if direct else None,
                    response_url=None if direct else click.response_url,
                    about=written.request,
                    actor_team=click.user.team_id,
                )
            )
        await ack()
