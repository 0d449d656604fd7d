"""What a button asks again: an earlier question of the person who presses it."""

from dataclasses import replace

from bot.delivery.deliveries import Delivery, Kind, Taken
from bot.delivery.inbox import Inbox
from bot.directory.mirror import Mirror
from chains.access.principals import WorkspaceId
from chains.answering.question import Conversation

_REPEATING = frozenset({Kind.MORE, Kind.LINKED, Kind.AGAIN})
_SHAREABLE = frozenset({Kind.ASK, Kind.FIND, Kind.MORE, Kind.AGAIN, Kind.OFFERED})
_REPEATS = 5
"""How far a button of a repeated question may lead back to the words that were typed."""


class Earlier:
    """Finds the words that a delivery asks, and where their answer goes.

    Every method raises `SlackUnavailable` and `StoreUnavailable`.
    """

    def __init__(self, inbox: Inbox, mirror: Mirror) -> None:
        self._inbox = inbox
        self._mirror = mirror

    async def question(self, delivery: Delivery) -> Delivery | None:
        """The delivery whose words are asked; ``None`` where this person may not ask them so.

        A button's value is data that a person could send changed: it names a request, and only
        those of the person who pressed count.
        """
        match delivery.kind:
            case Kind.MORE | Kind.LINKED | Kind.AGAIN:
                return await self._repeated(delivery)
            case Kind.SHARE:
                return await self._shared(delivery)
            case _:
                return delivery

    async def placed(self, taken: Taken) -> Taken:
        """The delivery as its reply is posted: what is asked again goes to where it was answered.

        Where it is not theirs to ask again, the reply stays with who pressed.
        """
        click = taken.delivery
        if click.kind is not Kind.AGAIN:
            return taken
        answered = await self._answered(click)
        if answered is None or (answered.is_private and not answered.channel.startswith("D")):
            return taken
        there = replace(
            click,
            channel=answered.channel,
            thread_ts=answered.thread,
            shared=click.shared or answered.shared,
            response_url=None,
        )
        return replace(taken, delivery=there)

    async def in_public(self, workspace: WorkspaceId, request: str) -> Delivery | None:
        """The mention that an answer is to, whoever asked: its readers could read it as well."""
        about: str | None = request
        for _ in range(_REPEATS):
            found = await self._inbox.asked(workspace, about) if about else None
            if found is None or found.kind is not Kind.AGAIN:
                return found if found is not None and found.kind is Kind.MENTION else None
            about = found.about
        return None

    async def _answered(self, click: Delivery) -> Delivery | None:
        """What the one that is asked again was answered as, if it is theirs."""
        about = click.about
        for _ in range(_REPEATS):
            found = await self._own(click, about)
            if found is None or found.kind is not Kind.AGAIN:
                return found
            about = found.about
        return None

    async def _shared(self, delivery: Delivery) -> Delivery | None:
        answered = await self._own(delivery, delivery.about)
        if answered is None or answered.kind not in _SHAREABLE:
            return None
        first = await self._repeated(answered)
        return (
            first
            if first is not None and await self._is_among(delivery.user, first.channel)
            else None
        )

    async def _repeated(self, delivery: Delivery) -> Delivery | None:
        """The delivery whose words are repeated, which may itself be repeated by a button."""
        about: Delivery | None = delivery
        for _ in range(_REPEATS):
            if about is None or about.kind not in _REPEATING:
                return about
            about = await self._own(delivery, about.about)
        return None

    async def _own(self, delivery: Delivery, request: str | None) -> Delivery | None:
        earlier = await self._inbox.asked(delivery.workspace, request) if request else None
        return earlier if earlier is not None and earlier.user == delivery.user else None

    async def _is_among(self, user: str, channel: str) -> bool:
        """Whether they are in the conversation; their direct one with the app has no others."""
        if channel.startswith("D"):
            return False
        seen = await self._mirror.conversation(channel)
        return seen is not None and user in seen[1]


def conversation_of(delivery: Delivery) -> Conversation | None:
    """Where a message stands, for those that follow it; commands and buttons stand nowhere.

    At the top of a direct conversation people go on without opening the thread of the reply.
    """
    standing = {Kind.MENTION, Kind.DIRECT, Kind.AGAIN}
    if delivery.kind not in standing or (
        delivery.is_private and not delivery.channel.startswith("D")
    ):
        return None
    if delivery.thread is None:
        return None
    top = delivery.channel.startswith("D") and delivery.thread_ts is None
    return Conversation(delivery.channel, delivery.thread, anywhere=top)


def placed(delivery: Delivery, asked: Delivery | None) -> Delivery:
    """The delivery as its reply is posted: what is shared goes to where it was asked first."""
    if delivery.kind is not Kind.SHARE or asked is None:
        return delivery
    return replace(
        delivery,
        channel=asked.channel,
        thread_ts=asked.thread,
        shared=delivery.shared or asked.shared,
        response_url=None,
    )


def is_shareable(delivery: Delivery, asked: Delivery | None) -> bool:
    """Whether an answer to this delivery is private though its question has a conversation."""
    if asked is None or asked.channel.startswith("D"):
        return False
    return delivery.is_private and delivery.kind in _SHAREABLE
