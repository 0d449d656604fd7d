"""To whom something sensitive may be passed on, and the token that carries it until it is."""

from bot.directory.mirror import LISTED, Mirror
from bot.sealing import Sealing, key_for
from bot.views.confiding import Confided, carried
from chains.access.audience import Asker, Standing
from chains.administration.policy import Policies
from chains.errors import Refused

_OWN = frozenset({Standing.MEMBER, Standing.GUEST})


class Confidants:
    """Chosen by administrators, found anew each time.

    What somebody wrote is kept nowhere: it travels sealed in their own button.
    """

    def __init__(self, mirror: Mirror, policies: Policies, secret: bytes) -> None:
        """``secret`` is that of the deployment."""
        self._mirror = mirror
        self._policies = policies
        self._sealing = Sealing(Confided, key_for(secret, "confided"))

    async def of(self, asker: Asker) -> tuple[str, ...]:
        """The Slack ids of full members who were chosen; never the asker.

        Raises `SlackUnavailable` and `StoreUnavailable`.
        """
        if asker.standing not in _OWN:
            return ()
        chosen = await self._policies.confidants(self._mirror.workspace)
        asked = [await self._mirror.asker(one, at_most=LISTED) for one in chosen]
        members = [one.identity for one in asked if one.standing is Standing.MEMBER]
        return tuple(one for one in members if one != asker.identity)

    async def offer(self, asker: Asker, words: str) -> tuple[Confided, str] | None:
        """What would be passed on to whom, and its token; ``None`` where nobody was chosen.

        Raises `SlackUnavailable` and `StoreUnavailable`.
        """
        confided = carried(asker.identity, await self.of(asker), words)
        if confided is None:
            return None
        return confided, self._sealing.sealed(confided)

    def opened(self, token: str, asker: Asker) -> Confided:
        """What this person's token carries.

        Raises:
            Refused: it was not made here, or not for them.
        """
        confided = self._sealing.opened(token)
        if confided.asker != asker.identity:
            raise Refused("another's token")
        return confided
