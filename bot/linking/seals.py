"""What a browser carries for us: signed and encrypted, so that nobody makes or reads one."""

import hashlib
import secrets
from dataclasses import dataclass

from pydantic import BaseModel

from bot.sealing import Sealing, key_for, opened

_LONGEST = 4_000


class Begun(BaseModel, frozen=True):
    """A sign-in that a browser has begun: what its callback must match."""

    token: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Token:
    """A link's token, and the hash by which it is kept."""

    value: str
    digest: str


class Tokens:
    """Makes and knows again the tokens of links of one purpose."""

    def __init__(self, secret: bytes, purpose: str) -> None:
        self._key = key_for(secret, purpose)

    def new_token(self) -> Token:
        """A token that nobody can guess or make."""
        return _token(self._key.encrypt(secrets.token_bytes(16)).decode())

    def token(self, value: str, otherwise: str) -> Token:
        """The token if it was made here; raises `Refused` with ``otherwise``. No store is asked."""
        opened(self._key, value, _LONGEST, otherwise)
        return _token(value)


class Seals(Tokens):
    """The tokens of sign-ins and the cookies of those begun, each with a key of its own."""

    def __init__(self, secret: bytes) -> None:
        super().__init__(secret, "link")
        self._cookies = Sealing(Begun, key_for(secret, "link-cookie"), _LONGEST)

    def cookie(self, begun: Begun) -> str:
        """A begun sign-in as the browser that began it keeps it."""
        return self._cookies.sealed(begun)

    def begun(self, cookie: str, otherwise: str) -> Begun:
        """What a cookie holds; raises `Refused` with ``otherwise`` unless it was made here."""
        return self._cookies.opened(cookie, otherwise)


def _token(value: str) -> Token:
    return Token(value, hashlib.sha256(value.encode()).hexdigest())
