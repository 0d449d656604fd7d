"""Fault: a conversation is looked at once, whoever joins it."""

from datetime import timedelta

from bot.directory.mirror import FRESH, Mirror
from chains.access.audience import Asker
from chains.access.directory import ConversationFact

Seen = tuple[ConversationFact, frozenset[str]] | None


class KeptVenues:
    """Knows people as the product does, and every conversation as it was at first."""

    def __init__(self, inner: Mirror) -> None:
        self._inner = inner
        self._kept: dict[str, Seen] = {}

    async def asker(self, identity: str, *, at_most: timedelta = FRESH) -> Asker:
        """Who somebody is."""
        return await self._inner.asker(identity, at_most=at_most)

    async def conversation(self, identity: str, *, at_most: timedelta = FRESH) -> Seen:
        """What the conversation was."""
        if identity not in self._kept:
            self._kept[identity] = await self._inner.conversation(identity, at_most=at_most)
        return self._kept[identity]
