"""In which language something is said: that of whoever alone reads it, or of what was asked."""

from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.language.catalogues import Languages
from bot.language.say import ENGLISH, Say
from chains.access.principals import WorkspaceId
from chains.answering.questions.translation import seems
from chains.errors import RetryLater
from chains.settings import Language


class Locales(Protocol):
    """In which locales people use Slack."""

    async def locale(self, identity: str) -> str | None:
        """That of a Slack user, where it is known."""
        ...


class Defaults(Protocol):
    """What an administrator chose."""

    async def language(self, workspace: WorkspaceId) -> Language:
        """The language where nothing says which one a reader uses."""
        ...


@dataclass(frozen=True)
class Voices:
    """``here``: for what everybody reads where it was asked; ``asker``: for the asker alone."""

    here: Say
    asker: Say


class Speaking:
    """Finds the language anew each time. It never fails: what is not known is the default."""

    def __init__(
        self, languages: Languages, locales: Locales, defaults: Defaults, workspace: WorkspaceId
    ) -> None:
        self._languages = languages
        self._locales = locales
        self._defaults = defaults
        self._workspace = workspace
        self._log = structlog.get_logger()

    def all(self) -> tuple[Say, ...]:
        """Every language that something may have been said in."""
        return tuple(self._languages.by_language.values())

    async def to(self, identity: str) -> Say:
        """For the eyes of one Slack user."""
        try:
            known = await self._locales.locale(identity)
        except RetryLater as error:
            self._log.warning("locale_unknown", error=type(error).__name__)
            return ENGLISH
        return self._languages.of_locale(known) or await self.default()

    async def of(self, question: str) -> Say:
        """For everybody in the conversation where this was asked."""
        return self._languages.of_locale(seems(question)) or await self.default()

    async def read_by(self, recipient: str) -> Say:
        """For a person or a channel, by id."""
        return await self.to(recipient) if recipient[:1] in "UW" else await self.default()

    async def voices(self, identity: str, question: str, *, private: bool) -> Voices:
        """Both, for the reply to a question of this person."""
        asker = await self.to(identity)
        return Voices(asker if private else await self.of(question), asker)

    async def default(self) -> Say:
        """Where nothing says which."""
        try:
            return self._languages[await self._defaults.language(self._workspace)]
        except RetryLater as error:
            self._log.warning("language_unknown", error=type(error).__name__)
            return ENGLISH
