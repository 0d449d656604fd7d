"""What calls of a chat model use, and who is told of it before and after each."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from langchain_core.messages import AIMessage

from chains.errors import TooManyCalls


@dataclass(frozen=True)
class Tokens:
    """Tokens of a call, or of several."""

    input: int = 0
    output: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        return Tokens(self.input + other.input, self.output + other.output)

    @property
    def total(self) -> int:
        """Both together."""
        return self.input + self.output


NO_TOKENS = Tokens()


@dataclass(frozen=True)
class Reservation:
    """What was set aside for a call of ``provider:model`` on a day (UTC): the most it can use."""

    model: str
    most: Tokens
    day: date


class Account(Protocol):
    """Pays for the calls of one question."""

    async def reserve(self, model: str, most: Tokens) -> Reservation:
        """Set aside what a call of ``provider:model`` can use at most.

        Raises:
            OverBudget: that is more than is left of a budget.
            StoreUnavailable: Postgres did not answer; nothing may be called then.
        """
        ...

    async def settle(self, reserved: Reservation, used: Tokens) -> None:
        """Count what the call used, in place of what was set aside.

        Raises:
            StoreUnavailable: Postgres did not answer; what was set aside stays so.
        """
        ...


class Rationed:
    """An account that pays for so many calls, and is then closed."""

    def __init__(self, account: Account, most: int) -> None:
        self._account = account
        self._left = most

    async def reserve(self, model: str, most: Tokens) -> Reservation:
        """As `Account`.

        Raises:
            TooManyCalls: it has paid for all of them.
        """
        if self._left <= 0:
            raise TooManyCalls("chat: no further call for this answer")
        reserved = await self._account.reserve(model, most)
        self._left -= 1
        return reserved

    async def settle(self, reserved: Reservation, used: Tokens) -> None:
        """As `Account`."""
        await self._account.settle(reserved, used)


def told(message: AIMessage) -> Tokens | None:
    """What a provider says that an answer used; ``None`` where it does not say."""
    if (usage := message.usage_metadata) is not None:
        return Tokens(usage["input_tokens"], usage["output_tokens"])
    # Where OpenAI's class leaves it of a structured answer that was streamed.
    counted = message.response_metadata.get("token_usage")
    if not isinstance(counted, dict):
        return None
    return Tokens(counted.get("prompt_tokens", 0), counted.get("completion_tokens", 0))


def estimated(text: str) -> int:
    """Tokens of a text, rather too many: one for three bytes, whatever the language."""
    return -(-len(text.encode("utf-8", "replace")) // 3)
