"""Triage by the configured chat model, measured: what it decides, and what that costs."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.models.fallback import configured_models
from chains.models.prices import Prices
from chains.models.usage import NO_TOKENS, Reservation, Tokens
from chains.triage.decision import DecidedBy, Decision
from chains.triage.local import RuleTriage
from chains.triage.prompted import PromptedTriage


class Counting:
    """An account without a limit that counts."""

    def __init__(self) -> None:
        self.used: dict[str, Tokens] = {}

    async def reserve(self, model: str, most: Tokens) -> Reservation:
        """Whatever is asked for."""
        return Reservation(model, most, datetime.now(UTC).date())

    async def settle(self, reserved: Reservation, used: Tokens) -> None:
        """Add it up."""
        self.used[reserved.model] = self.used.get(reserved.model, NO_TOKENS) + used


class PromptedDecide:
    """Decides one message after the other; keyword rules where the model does not answer."""

    def __init__(self, config: ChainsConfig) -> None:
        """Ask the model that CHAT_MODEL names.

        Raises:
            ConfigurationError: there is none.
        """
        models = configured_models(config)
        if models is None:
            raise ConfigurationError("CHAT_MODEL is not set.", "Set it, or measure --by model.")
        self._triage = PromptedTriage(models, RuleTriage())
        self._account = Counting()
        self._runner = asyncio.Runner()
        self._asked = self._answered = 0

    def __call__(self, text: str) -> Decision:
        """Both decisions about a message; the gate is not asked for."""
        decision = self._runner.run(self._triage.decide(text, self._account))
        self._asked += 1
        self._answered += decision.decided_by is DecidedBy.PROMPT
        return decision

    def spent(self) -> dict[str, Any]:
        """Share of messages that the model decided, tokens, and dollars for 1,000 messages."""
        prices, used = Prices.load(), self._account.used
        costs = [prices.cost(model, tokens) for model, tokens in used.items()]
        known = [float(cost) for cost in costs if cost is not None]
        every = sum(used.values(), NO_TOKENS)
        self._runner.close()
        return {
            "decided_by_model": round(self._answered / max(1, self._asked), 4),
            "input_tokens": every.input,
            "output_tokens": every.output,
            "usd_per_1000": round(1000 * sum(known) / max(1, self._asked), 4)
            if len(known) == len(costs)
            else None,
        }
