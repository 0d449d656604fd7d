"""Whom a question can be handed to: who answers for the documents shown, else who is configured."""

from collections.abc import Collection

import structlog

from bot.directory.mirror import LISTED, Mirror
from bot.errors import SlackRefused, reaching_postgres
from bot.feedback.confidants import Confidants
from bot.views.confiding import Confided
from chains.access.audience import Asker, Standing
from chains.access.directory import Directory
from chains.access.principals import email
from chains.answering.outcome import Answer, NotFound, Outcome, Unsure
from chains.answering.shown_sources import shown_sources
from chains.errors import RetryLater

MOST_OWNERS = 3
_PERSON = "person:"
_OWN = frozenset({Standing.MEMBER, Standing.GUEST})


class Recipients:
    """Finds them anew each time."""

    def __init__(
        self,
        directory: Directory,
        mirror: Mirror,
        configured: tuple[str, ...],
        confidants: Confidants,
    ) -> None:
        self._directory = directory
        self._mirror = mirror
        self._configured = configured
        self._confidants = confidants
        self._log = structlog.get_logger()

    async def are_there(self, asker: Asker, outcome: Outcome) -> bool:
        """Whether anybody is there for an outcome; not knowing is no."""
        if asker.standing not in _OWN or not isinstance(outcome, Answer | Unsure | NotFound):
            return False
        try:
            owners = [source.owner for source in shown_sources(outcome)]
            return bool(await self.among(asker, owners))
        except (RetryLater, SlackRefused) as error:
            self._log.warning("recipients_unknown", error=type(error).__name__)
            return False

    async def among(self, asker: Asker, owners: Collection[str]) -> tuple[str, ...]:
        """The Slack ids of full members that these addresses belong to, else those configured.

        Never the asker. Raises `SlackUnavailable` and `StoreUnavailable`.
        """
        found: list[str] = []
        for owner in list(dict.fromkeys(owner for owner in owners if owner))[:MOST_OWNERS]:
            one = await self._person(owner)
            if one is not None and one not in found and one != asker.identity:
                found.append(one)
        return tuple(found) or tuple(one for one in self._configured if one != asker.identity)

    async def in_confidence(self, asker: Asker, words: str) -> tuple[Confided, str] | None:
        """What may be passed on of something sensitive, and its token; nothing if unsure to whom.

        Raises `StoreUnavailable`.
        """
        try:
            return await self._confidants.offer(asker, words)
        except SlackRefused as error:
            self._log.warning("confidants_unknown", error=type(error).__name__)
            return None

    async def _person(self, owner: str) -> str | None:
        """Whose confirmed address it is, if it is one and they are still a full member."""
        try:
            alias = email(owner)
        except ValueError:
            return None
        with reaching_postgres():
            known = await self._directory.members(self._mirror.workspace, alias)
        people = [one for one in known.members if one.startswith(_PERSON)] if known else []
        if len(people) != 1:
            return None
        one = people[0].removeprefix(_PERSON)
        asked = await self._mirror.asker(one, at_most=LISTED)
        return one if asked.standing is Standing.MEMBER else None
