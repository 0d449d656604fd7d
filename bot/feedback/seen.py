"""An answer as the person sees it who presses something below it."""

from dataclasses import dataclass

from bot.conversation.viewers import Viewers
from bot.delivery.deliveries import Delivery
from bot.knowledge import Cites
from chains.access.audience import Asker
from chains.answering.explaining.cited import Cited


@dataclass(frozen=True)
class Seen:
    """Who pressed, and the answer; ``None`` where there is none that they may look into."""

    viewer: Asker
    answer: Cited | None

    @property
    def own(self) -> Cited | None:
        """The answer, if they asked for it."""
        return self.answer if self.answer is not None and self.answer.own else None


class Sight:
    """Looks anew at each press. Raises `SlackUnavailable` and `StoreUnavailable`."""

    def __init__(self, viewers: Viewers, cited: Cites) -> None:
        self._viewers = viewers
        self._cited = cited

    async def of(self, acted: Delivery) -> Seen:
        """Who acted, and the answer that their delivery is about."""
        viewer = await self._viewers.viewer(acted)

        async def reads(channel: str) -> bool:
            return await self._viewers.reads(viewer, channel)

        answer = await self._cited.of(acted.workspace, viewer, acted.about or "", reads)
        return Seen(viewer, answer)
