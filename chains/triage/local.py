"""Triage on this machine: the classifier where its files are whole, else the keyword rules."""

import asyncio
from abc import ABC, abstractmethod
from functools import cached_property
from pathlib import Path
from typing import Protocol

import structlog

from chains.models.usage import Account
from chains.triage.adapted import Adapted
from chains.triage.classifier import Classifier
from chains.triage.decision import Decision
from chains.triage.model_file import RELEASED, ModelFiles, ModelRefused, read_model
from chains.triage.rules import by_rules


class Deciding(Protocol):
    """Whatever decides what a message is; ``refused``: the classifier's files were."""

    refused: bool

    async def decide(self, text: str, account: Account) -> Decision:
        """Both decisions about one message; ``account`` pays where a chat model is asked."""
        ...


class LocalTriage(ABC):
    """Decides on this machine, so that nobody ever pays for it."""

    refused = False

    async def decide(self, text: str, account: Account) -> Decision:
        """Both decisions about one message; ``account`` pays nothing."""
        del account
        return await self.locally(text)

    @abstractmethod
    async def locally(self, text: str) -> Decision:
        """The same without an account."""


class RuleTriage(LocalTriage):
    """Decides by keywords; ``refused``: it does so because the classifier's files were refused."""

    def __init__(self, *, refused: bool = False) -> None:
        self.refused = refused

    async def locally(self, text: str) -> Decision:
        """By keywords."""
        return by_rules(text)


class ModelTriage(LocalTriage):
    """Decides by the classifier, which is loaded when the first message comes."""

    def __init__(self, files: ModelFiles) -> None:
        self._files = files

    async def locally(self, text: str) -> Decision:
        """By the classifier, off the event loop."""
        return await asyncio.to_thread(lambda: self._classifier.decide(text))

    @cached_property
    def _classifier(self) -> Classifier:
        return Classifier(self._files)


def local_triage(versions: Path, released: Path = RELEASED) -> LocalTriage:
    """The workspace's own version of the model, else the released one, else the rules.

    ``versions`` is the folder of the workspace's own ones, which need not exist.
    """
    own = Adapted(versions, released).current()
    return _first_whole(own, released) if own != released else released_triage(released)


def released_triage(released: Path = RELEASED) -> LocalTriage:
    """The released model, else the rules."""
    return _first_whole(released)


def _first_whole(*folders: Path) -> LocalTriage:
    for folder in folders:
        try:
            return ModelTriage(read_model(folder))
        except ModelRefused as error:
            structlog.get_logger(__name__).error("triage_model_refused", why=str(error))
    return RuleTriage(refused=True)
