"""Whether somebody is told that they may sign in: never by what they asked or could find."""

from typing import Protocol

from bot.directory.slack_facts import OUR_OWN
from chains.access.audience import Asker, Strength
from chains.access.principals import WorkspaceId


class Demands(Protocol):
    """What the settings demand."""

    async def demands_sign_in(self, workspace: WorkspaceId) -> bool:
        """Whether any connected source is for those who have signed in once more."""
        ...


class Offers:
    """Offers to sign in to those who would gain by it wherever they ask."""

    def __init__(self, demands: Demands, workspace: WorkspaceId, *, possible: bool) -> None:
        self._demands = demands
        self._workspace = workspace
        self._possible = possible

    async def made_to(self, asker: Asker) -> bool:
        """Whether this person is offered to sign in. Raises `StoreUnavailable`."""
        if not self._possible or asker.standing not in OUR_OWN:
            return False
        if asker.strength is Strength.LINKED:
            return False
        return await self._demands.demands_sign_in(self._workspace)
