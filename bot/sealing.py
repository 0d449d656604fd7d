"""What Slack or a browser carries for us: encrypted, so that nobody makes or reads one."""

import base64
from typing import Generic, TypeVar

from cryptography.fernet import Fernet, InvalidToken
from pydantic import BaseModel, ValidationError

from chains.errors import Refused
from chains.operations.secret import derived

BUTTON = 2_000
"""Characters that Slack lets a button carry."""

Value = TypeVar("Value", bound=BaseModel)


def key_for(secret: bytes, purpose: str) -> Fernet:
    """The key of one purpose; ``secret`` is that of the deployment."""
    return Fernet(base64.urlsafe_b64encode(derived(secret, purpose)))


def opened(key: Fernet, sealed: str, longest: int, otherwise: str = "no token") -> bytes:
    """What was sealed with this key; raises `Refused` with ``otherwise`` for anything else."""
    if len(sealed) > longest or not sealed.isascii():
        raise Refused(otherwise)
    try:
        return key.decrypt(sealed)
    except InvalidToken as error:
        raise Refused(otherwise) from error


class Sealing(Generic[Value]):
    """Seals values of one form, and knows its own again."""

    def __init__(self, form: type[Value], key: Fernet, longest: int = BUTTON) -> None:
        self._form = form
        self._key = key
        self._longest = longest

    def sealed(self, value: Value) -> str:
        """The value as it travels."""
        return self._key.encrypt(value.model_dump_json().encode()).decode()

    def opened(self, sealed: str, otherwise: str = "no token") -> Value:
        """The value; raises `Refused` with ``otherwise`` unless it was sealed here."""
        try:
            return self._form.model_validate_json(
                opened(self._key, sealed, self._longest, otherwise)
            )
        except ValidationError as error:
            raise Refused(otherwise) from error
