"""Triage by the configured chat model, measured: what it decides, and what that costs."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.evaluation.triage import Message, Task, measure_triage
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


async def measured_by_prompt(
    config: ChainsConfig, messages: Sequence[Message], task: Task
) -> dict[str, Any]:
    """What `measure_triage` tells of the model that CHAT_MODEL names, and what that took.

    Raises:
        ConfigurationError: there is none.
    """
    decide = _PromptedDecide(config, asyncio.get_running_loop())
    return await asyncio.to_thread(lambda: measure_triage(messages, task, decide) | decide.spent())


class _PromptedDecide:
    """Decides one message after the other; keyword rules where the model does not answer.

    Called from another thread than that of ``loop``, on which the model is asked: the client keeps
    its connections, which have to end on the loop they were opened on, while that still runs.
    """

    def __init__(self, config: ChainsConfig, loop: asyncio.AbstractEventLoop) -> None:
        models = configured_models(config)
        if models is None:
            raise ConfigurationError("CHAT_MODEL is not set.", "Set it, or measure --by model.")
        self._triage = PromptedTriage(models, RuleTriage())
        self._account = Counting()
        self._loop = loop
        self._asked = self._answered = 0

    def __call__(self, text: str) -> Decision:
        """Both decisions about a message; the gate is not asked for."""
        deciding = self._triage.decide(text, self._account)
        decision = asyncio.run_coroutine_threadsafe(deciding, self._loop).result()
        self._asked += 1
        self._answered += decision.decided_by is DecidedBy.PROMPT
        return decision

    def spent(self) -> dict[str, Any]:
        """Share of messages that the model decided, tokens, and dollars for 1,000 messages."""
        prices, used = Prices.load(), self._account.used
        costs = [prices.cost(model, tokens) for model, tokens in used.items()]
        known = [float(cost) for cost in costs if cost is not None]
        every = sum(used.values(), NO_TOKENS)
        return {
            "decided_by_model": round(self._answered / max(1, self._asked), 4),
            "input_tokens": every.input,
            "output_tokens": every.output,
            "usd_per_1000": round(1000 * sum(known) / max(1, self._asked), 4)
            if len(known) == len(costs)
            else None,
        }
