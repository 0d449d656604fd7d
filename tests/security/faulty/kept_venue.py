"""Fault: a conversation is looked at once, whoever joins it."""

from bot.directory.mirror import Mirror
from chains.access.audience import Asker
from chains.access.directory import ConversationFact

Seen = tuple[ConversationFact, frozenset[str]] | None


class KeptVenues:
    """Knows people as the product does, and every conversation as it was at first."""

    def __init__(self, inner: Mirror) -> None:
        self._inner = inner
        self._kept: dict[str, Seen] = {}

    async def asker(self, identity: str) -> Asker:
        """Who somebody is."""
        return await self._inner.asker(identity)

    async def conversation(self, identity: str) -> Seen:
        """What the conversation was."""
        if identity not in self._kept:
            self._kept[identity] = await self._inner.conversation(identity)
        return self._kept[identity]
