"""The rewriter with a chat model: a message of a thread becomes a question by itself."""

import asyncio
import re
from importlib.resources import files
from typing import Protocol

import structlog
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, Field

from chains.answering.passages.fences import fenced
from chains.answering.passages.naming import base_of, identifiers
from chains.answering.passages.plainness import hosts, is_plain
from chains.answering.passages.segments import without_hidden
from chains.answering.questions.memory import Turn
from chains.answering.questions.words import Words, numbers
from chains.errors import ModelUnavailable, OverBudget
from chains.index.stems import DEFAULT_LANGUAGE, language_of
from chains.index.stop_words import STOP_WORDS
from chains.models.chat import ChatModel, InvalidAnswer
from chains.models.fallback import ChatModels
from chains.models.usage import Account

LONGEST_SECONDS = 10.0
"""For a rewriting with all its calls: nothing has been searched yet, and the rules can do it."""
LONGEST_REWRITTEN = 400
"""Characters of a rewritten question."""
LEAST_KNOWN = 0.6
"""Share of its stems that the thread or the message must hold, as of a sentence's its passages."""
_WORD = re.compile(r"\w[\w’'-]*")


class Rewriter(Protocol):
    """Whatever rewrites a message with what was asked before it."""

    async def rewrite(self, message: str, turn: Turn, account: Account) -> str | None:
        """The message as a question by itself; ``None`` where that did not work.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        ...


class RewrittenQuestion(BaseModel):
    """What the model is asked to fill in."""

    model_config = ConfigDict(extra="ignore")

    question: str = Field(max_length=2_000)


class Rewriting:
    """Rewrites with a chat model, from the questions asked before for one audience."""

    def __init__(
        self, model: ChatModel | ChatModels, longest_seconds: float = LONGEST_SECONDS
    ) -> None:
        self._model = model
        self._longest_seconds = longest_seconds
        self._rules = files("chains.answering").joinpath("prompts/rewrite.md").read_text("utf-8")
        self._log = structlog.get_logger(__name__)

    async def rewrite(self, message: str, turn: Turn, account: Account) -> str | None:
        """As `Rewriter`: whatever the model does, it costs seconds and no answer."""
        messages: list[BaseMessage] = [
            SystemMessage(self._rules),
            HumanMessage(_asked_with(message, turn)),
        ]
        try:
            async with asyncio.timeout(self._longest_seconds):
                said = await self._model.fill(RewrittenQuestion, messages, account)
        except (ModelUnavailable, OverBudget, InvalidAnswer, TimeoutError) as error:
            self._log.info("rewriting.left_to_rules", why=type(error).__name__)
            return None
        rewritten = " ".join(without_hidden(said.question).split())
        if not stands(rewritten, message, turn):
            self._log.info("rewriting.left_to_rules", why="invalid")
            return None
        return rewritten


def stands(rewritten: str, message: str, turn: Turn) -> bool:
    """Whether a rewritten question says nothing that was not asked, and asks what was.

    Each name, number and host stands in the thread or the message, and so do most of its words; at
    least one is the message's own.
    """
    if not rewritten or len(rewritten) > LONGEST_REWRITTEN or not is_plain(rewritten):
        return False
    known = "\n".join([*turn.before, turn.question, message])
    language = language_of(rewritten) or DEFAULT_LANGUAGE
    words = Words()
    said, held = words.of(rewritten, language), words.of(known, language)
    own = words.of_question(message, language)
    return (
        bool(said & own)
        and len(said & held) >= LEAST_KNOWN * len(said)
        and numbers(rewritten) <= numbers(known)
        and identifiers(rewritten) <= identifiers(known)
        and hosts(rewritten) <= hosts(known)
        and _names_stand(rewritten, known)
    )


def _names_stand(rewritten: str, known: str) -> bool:
    """Whether its capitalised words are known, or words that every text has: `How`, `Wann`."""
    held = {base_of(word) for word in _WORD.findall(known)}
    named = [base_of(word) for word in _WORD.findall(rewritten) if word[0].isupper()]
    return all(
        word in held or any(word in common for common in STOP_WORDS.values()) for word in named
    )


def _asked_with(message: str, turn: Turn) -> str:
    """The thread and the message as one human message: data, oldest first."""
    earlier = "\n".join(
        f"{number}. {' '.join(one.split())}"
        for number, one in enumerate([*turn.before, turn.question], start=1)
    )
    return f"{fenced('earlier', earlier)}\n{fenced('message', message)}"
