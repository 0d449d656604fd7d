"""Mentions, direct messages, and the app's own tabs."""

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.conversation.following import Following
from bot.conversation.passive_help import PassiveHelp
from bot.delivery.deliveries import Delivery, Kind
from bot.delivery.inbox import Inbox
from bot.jobs import Errands
from bot.knowledge import Workspace
from bot.listeners.actors import actor_of
from bot.listeners.payloads import Deleted, Edited, Envelope, Said, Stopped

# A message with a file or one that is shown in the channel as well is a message; all other
# subtypes tell of edits, joins and the like.
_MESSAGES = frozenset({None, "file_share", "thread_broadcast"})


class Questions:
    """Stores what was said to the app; that it returns means that it is kept."""

    def __init__(
        self,
        inbox: Inbox,
        following: Following,
        passive_help: PassiveHelp,
        errands: Errands,
        workspace: Workspace,
    ) -> None:
        self._inbox = inbox
        self._following = following
        self._passive_help = passive_help
        self._errands = errands
        self._workspace = workspace

    async def mentioned(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """`app_mention`."""
        await self._said(body, Kind.MENTION, context)

    async def written(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """`message`: of direct conversations; elsewhere a mention tells us, or what goes on from
        an answer where that is switched on. All others are dropped here, with an offer to help
        where that is."""
        event = body["event"]
        if event.get("channel_type") != "im":
            said = Said.model_validate(event) if event.get("subtype") in _MESSAGES else None
            if said is not None and self._is_of_a_person(said):
                await self._overheard(said, body, context)
            return
        match event.get("subtype"):
            case "message_changed":
                await self._edited(body, context)
            case "message_deleted":
                gone = Deleted.model_validate(event)
                ended = self._inbox.endings
                await ended.deleted(self._workspace.id, gone.channel, gone.deleted_ts)
            case _:
                await self._said(body, Kind.DIRECT, context)

    def _is_of_a_person(self, said: Said) -> bool:
        return said.bot_id is None and said.user not in {None, self._workspace.bot_user}

    async def _overheard(self, said: Said, body: dict[str, Any], context: AsyncBoltContext) -> None:
        if await self._following.expects(said.channel, said.thread_ts, said.user, said.text):
            await self._said(body, Kind.MENTION, context)
        elif said.user is not None and said.thread_ts is None:
            await self._passive_help.offer(said.channel, said.user, said.text)

    async def stopped(self, event: dict[str, Any]) -> None:
        """`agent_session_stopped`: whoever Slack lets press Stop in that thread."""
        told = Stopped.model_validate(event)
        await self._inbox.endings.stopped(self._workspace.id, told.channel, told.thread_ts)

    async def home_opened(self, event: dict[str, Any]) -> None:
        """`app_home_opened`."""
        await self._errands.home(event["user"], event["channel"], event.get("tab", "home"))

    async def _edited(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """The latest question of a direct conversation, in other words: asked again."""
        told = Edited.model_validate(body["event"])
        said = told.message
        if not told.by_its_author or said.user is None or said.ts is None:
            return
        if said.ts != await self._inbox.latest(self._workspace.id, told.channel):
            return
        team, enterprise = actor_of(context, said.user)
        await self._inbox.receive(
            Delivery(
                workspace=self._workspace.id,
                kind=Kind.DIRECT,
                event_id=Envelope.model_validate(body).event_id,
                channel=told.channel,
                user=said.user,
                text=said.text,
                # Not its timestamp: that is the first question's, and what makes it the same.
                thread_ts=said.thread_ts or said.ts,
                edits=said.ts,
                actor_team=team,
                actor_enterprise=enterprise,
            )
        )

    async def _said(self, body: dict[str, Any], kind: Kind, context: AsyncBoltContext) -> None:
        envelope = Envelope.model_validate(body)
        said = Said.model_validate(body["event"])
        if said.user is None or said.bot_id is not None or said.subtype not in _MESSAGES:
            return
        if said.user == self._workspace.bot_user:
            return
        team, enterprise = actor_of(context, said.user)
        await self._inbox.receive(
            Delivery(
                workspace=self._workspace.id,
                kind=Kind.DIRECT if said.channel.startswith("D") else kind,
                event_id=envelope.event_id,
                channel=said.channel,
                user=said.user,
                text=said.text,
                message_ts=said.ts,
                thread_ts=said.thread_ts,
                shared=envelope.is_ext_shared_channel,
                actor_team=team,
                actor_enterprise=enterprise,
            )
        )
