"""`/ask`, `/find` and `/footnote`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.conversation.asking import HELP_WORDS, read_question
from bot.conversation.guiding import Guiding
from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import Delivery, Kind
from bot.delivery.inbox import Inbox
from bot.knowledge import Workspace
from bot.listeners.actors import actor_of
from bot.listeners.payloads import Command
from bot.views.asked import asked
from bot.views.outcomes import Message

Reply: TypeAlias = Message | None
Subcommand: TypeAlias = Callable[[Command], Awaitable[Reply]]


class Commands:
    """Slash commands; ``subcommands`` are those of `/footnote` beside help, by their word."""

    def __init__(
        self,
        inbox: Inbox,
        workspace: Workspace,
        subcommands: Mapping[str, Subcommand],
        speaking: Speaking,
        guiding: Guiding,
    ) -> None:
        self._inbox = inbox
        self._workspace = workspace
        self._subcommands = subcommands
        self._speaking = speaking
        self._guiding = guiding

    async def ask(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """`/ask <question>`: answered for the asker alone."""
        await self._question(ack, Command.model_validate(body), Kind.ASK, context)

    async def find(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """`/find <words>`: the documents that match, for the asker alone."""
        await self._question(ack, Command.model_validate(body), Kind.FIND, context)

    async def footnote(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """`/footnote` and a word: help or a subcommand, which gets what follows the word."""
        command = Command.model_validate(body)
        word, rest = _split(command.text)
        subcommand = self._subcommands.get(word)
        if subcommand is not None:
            await _say(ack, await subcommand(command.model_copy(update={"text": rest})))
            return
        if word in HELP_WORDS:
            await _say(ack, await self._guiding.guide(command.user_id))
        else:
            await _say(ack, await self._guiding.unknown(command.user_id, word, rest))

    async def _question(
        self, ack: AsyncAck, command: Command, kind: Kind, context: AsyncBoltContext
    ) -> None:
        question = read_question(command.text)
        if not question.text:
            finds = kind is Kind.FIND
            await _say(ack, await self._guiding.missing(command.user_id, finds=finds))
            return
        say = await self._speaking.to(command.user_id)
        team, enterprise = actor_of(context, command.user_id)
        await self._inbox.receive(
            Delivery(
                workspace=self._workspace.id,
                kind=kind,
                event_id=f"command:{command.trigger_id}",
                channel=command.channel_id,
                user=command.user_id,
                text=command.text,
                response_url=command.response_url,
                actor_team=team,
                actor_enterprise=enterprise,
            )
        )
        await _say(ack, asked(say, question.text, question.scopes))


def _split(text: str) -> tuple[str, str]:
    """The first word in lower case, and what follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.lower(), "".join(rest).strip()


async def _say(ack: AsyncAck, message: Reply) -> None:
    if message is None:
        await ack()
    else:
        await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")
