"""What somebody wrote, sealed in a button of their own: it is kept nowhere else."""

from pydantic import BaseModel

from bot.sealing import BUTTON, Sealing, key_for
from chains.errors import Refused

OFFERED = "passive-help"
MEANT = "meant-as-a-question"
"""The purposes that words are sealed for: one does not open what another sealed."""


class Written(BaseModel, frozen=True):
    """Words, whose they are, and the request they were replied to by, if they were."""

    author: str
    words: str
    request: str = ""


class OwnWords:
    """Seals words for one purpose, and gives them back to nobody but their author."""

    def __init__(self, secret: bytes, purpose: str) -> None:
        """``secret`` is that of the deployment, ``purpose`` one of those above."""
        self._sealing = Sealing(Written, key_for(secret, purpose))

    def sealed(self, author: str, words: str, request: str = "") -> str | None:
        """The value of a button; ``None`` if the words are too long for one."""
        # Half of a surrogate pair, as a client may cut one, is no UTF-8.
        whole = words.encode("utf-8", "replace").decode()
        token = self._sealing.sealed(Written(author=author, words=whole, request=request))
        return token if len(token) <= BUTTON else None

    def opened(self, token: str, person: str) -> Written | None:
        """What this person's button carries; ``None`` for any other value."""
        try:
            written = self._sealing.opened(token)
        except Refused:
            return None
        return written if written.author == person else None
