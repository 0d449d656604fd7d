"""What a browser carries for us: signed and encrypted, so that nobody makes or reads one."""

import base64
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from pydantic import BaseModel, ValidationError

from chains.errors import Refused
from chains.operations.secret import derived

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
        self._key = _fernet(secret, purpose)

    def new_token(self) -> Token:
        """A token that nobody can guess or make."""
        return _token(self._key.encrypt(secrets.token_bytes(16)).decode())

    def token(self, value: str, otherwise: str) -> Token:
        """The token if it was made here; raises `Refused` with ``otherwise``. No store is asked."""
        _opened(self._key, value, otherwise)
        return _token(value)


class Seals(Tokens):
    """The tokens of sign-ins and the cookies of those begun, each with a key of its own."""

    def __init__(self, secret: bytes) -> None:
        super().__init__(secret, "link")
        self._cookies = _fernet(secret, "link-cookie")

    def cookie(self, begun: Begun) -> str:
        """A begun sign-in as the browser that began it keeps it."""
        return self._cookies.encrypt(begun.model_dump_json().encode()).decode()

    def begun(self, cookie: str, otherwise: str) -> Begun:
        """What a cookie holds; raises `Refused` with ``otherwise`` unless it was made here."""
        try:
            return Begun.model_validate_json(_opened(self._cookies, cookie, otherwise))
        except ValidationError as error:
            raise Refused(otherwise) from error


def _opened(key: Fernet, sealed: str, otherwise: str) -> bytes:
    if len(sealed) > _LONGEST or not sealed.isascii():
        raise Refused(otherwise)
    try:
        return key.decrypt(sealed)
    except InvalidToken as error:
        raise Refused(otherwise) from error


def _fernet(secret: bytes, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derived(secret, purpose)))


def _token(value: str) -> Token:
    return Token(value, hashlib.sha256(value.encode()).hexdigest())
