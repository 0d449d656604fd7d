"""Triage by asking the chat model: each message goes to its provider, unless it names distress."""

import asyncio
import re
from importlib.resources import files

import structlog
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict

from chains.errors import ModelUnavailable, OverBudget
from chains.models.chat import InvalidAnswer
from chains.models.fallback import ChatModels
from chains.models.usage import Account
from chains.triage.decision import DecidedBy, Decision
from chains.triage.distress import names_distress, names_distress_elsewhere
from chains.triage.labels import INTENTS, POLICIES, UNSURE, Label
from chains.triage.local import Deciding
from chains.triage.prepared import prepared
from chains.triage.rules import by_rules

LONGEST_SECONDS = 10.0
SURE, UNSURE_SHARE = 0.99, 0.5
"""The probabilities that stand for what a model says of its certainty: it gives no number."""
_FENCE = re.compile(r"</?\s*message\b[^>]*>", re.I)


class Sorted(BaseModel):
    """What the model is asked to fill in."""

    model_config = ConfigDict(extra="ignore")

    label: Label
    sure: bool = False


class PromptedTriage:
    """Asks the model once; where it does not answer, this machine decides."""

    def __init__(self, models: ChatModels, otherwise: Deciding) -> None:
        self._models = models
        self._otherwise = otherwise
        self.refused = otherwise.refused
        labels = "\n".join(f"- `{label}`: {POLICIES[label].meaning}" for label in INTENTS)
        rules = files("chains.triage").joinpath("prompts/triage.md").read_text("utf-8")
        self._rules = rules.replace("LABELS", labels)
        self._log = structlog.get_logger(__name__)

    async def decide(self, text: str, account: Account) -> Decision:
        """Both decisions about one message; the gate is not asked for.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        shown = prepared(text)
        if names_distress(shown) or names_distress_elsewhere(shown):
            return by_rules(text)
        asked = f"<message>\n{_FENCE.sub(' ', shown)}\n</message>"
        messages: list[BaseMessage] = [SystemMessage(self._rules), HumanMessage(asked)]
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                said = await self._models.fill(Sorted, messages, account)
        except (InvalidAnswer, ModelUnavailable, OverBudget, TimeoutError) as error:
            self._log.warning("triage_not_prompted", error=type(error).__name__)
            return await self._otherwise.decide(text, account)
        return _decision(said)


def _decision(said: Sorted) -> Decision:
    label = said.label if said.label in INTENTS else UNSURE
    share = SURE if said.sure else UNSURE_SHARE
    rest = (1 - share) / (len(INTENTS) - 1)
    return Decision(
        intent=label,
        probabilities={one: share if one is label else rest for one in INTENTS},
        addressed=1.0,
        energy=None,
        offers=False,
        sure=said.sure or label is Label.SENSITIVE,
        decided_by=DecidedBy.PROMPT,
    )
