"""The judge with a chat model: sentences of which words alone cannot tell, in one call."""

import asyncio
from collections.abc import Sequence
from importlib.resources import files
from typing import Protocol

import structlog
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, Field

from chains.answering.drafts.draft import Draft
from chains.answering.drafts.drafting import passages_of
from chains.answering.drafts.sending import Cleared
from chains.answering.passages.fences import unfenced
from chains.errors import ModelUnavailable, OverBudget
from chains.models.chat import ChatModel, InvalidAnswer
from chains.models.fallback import ChatModels
from chains.models.usage import Account

LONGEST_SECONDS = 20.0
"""For a judgement with all its calls: there is a draft already, which it can only add to."""
NOTHING: frozenset[int] = frozenset()


class Judge(Protocol):
    """Whatever tells which sentences the passages they cite support."""

    async def supported(self, claims: Draft, cleared: Cleared, account: Account) -> frozenset[int]:
        """Places of the supported claims, from 0; whatever is not known for certain is left out.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        ...


class Verdict(BaseModel):
    """Of one sentence, numbered from 1."""

    model_config = ConfigDict(extra="ignore")

    sentence: int
    supported: bool


class Verdicts(BaseModel):
    """What the model is asked to fill in."""

    model_config = ConfigDict(extra="ignore")

    verdicts: list[Verdict] = Field(max_length=50)


class Judging:
    """Judges with a chat model."""

    def __init__(
        self, model: ChatModel | ChatModels, longest_seconds: float = LONGEST_SECONDS
    ) -> None:
        self._model = model
        self._longest_seconds = longest_seconds
        self._rules = files("chains.answering").joinpath("prompts/judge.md").read_text("utf-8")
        self._log = structlog.get_logger(__name__)

    async def supported(self, claims: Draft, cleared: Cleared, account: Account) -> frozenset[int]:
        """As `Judge`: a model that fails supports nothing."""
        messages: list[BaseMessage] = [
            SystemMessage(self._rules),
            HumanMessage(_asked_with(claims, cleared)),
        ]
        try:
            async with asyncio.timeout(self._longest_seconds):
                said = await self._model.fill(Verdicts, messages, account)
        except (ModelUnavailable, OverBudget, InvalidAnswer, TimeoutError) as error:
            self._log.info("judging.failed", why=type(error).__name__, claims=len(claims))
            return NOTHING
        yes = {one.sentence - 1 for one in said.verdicts if one.supported}
        no = {one.sentence - 1 for one in said.verdicts if not one.supported}
        return frozenset((yes - no) & set(range(len(claims))))


def _asked_with(claims: Draft, cleared: Cleared) -> str:
    """The cited passages and the sentences as one human message: data, numbered from 1."""
    places = sorted({place for one in claims for place in one.passages})
    return f"{passages_of(cleared.evidence, places)}\n<sentences>\n{_listed(claims)}\n</sentences>"


def _listed(claims: Draft) -> str:
    return "\n".join(
        f'<sentence number="{number}" passages="{_named(one.passages)}">\n'
        f"{unfenced(one.text)}\n</sentence>"
        for number, one in enumerate(claims, start=1)
    )


def _named(places: Sequence[int]) -> str:
    return ", ".join(str(place + 1) for place in places)
