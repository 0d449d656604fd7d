"""Who looks at an answer, and whether they can read where it stands."""

from bot.conversation.acting import as_acted
from bot.delivery.deliveries import Delivery
from bot.directory.full_pass import FullPass
from bot.directory.mirror import Mirror
from bot.knowledge import Workspace
from chains.access.audience import Asker, Standing, VenueKind


class Viewers:
    """Finds out anew each time. Every method raises `SlackUnavailable` and `StoreUnavailable`."""

    def __init__(self, mirror: Mirror, full_pass: FullPass, workspace: Workspace) -> None:
        self._mirror = mirror
        self._full_pass = full_pass
        self._workspace = workspace

    async def viewer(self, acted: Delivery) -> Asker:
        """Who acted, with the groups of Slack as they are now."""
        known = await self._mirror.asker(acted.user)
        await self._full_pass.ensure_fresh()
        return as_acted(known, acted, self._workspace)

    async def reads(self, viewer: Asker, channel: str) -> bool:
        """Whether they can read a conversation now: as its member, or as it is public."""
        if channel.startswith("D"):
            return False
        seen = await self._mirror.conversation(channel)
        if seen is None:
            return False
        fact, members = seen
        public = fact.kind is VenueKind.PUBLIC_CHANNEL and viewer.standing is Standing.MEMBER
        return public or viewer.identity in members
