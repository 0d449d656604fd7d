"""Whom a question can be handed to: who answers for the documents shown, else who is configured."""

from collections.abc import Collection

import structlog

from bot.directory.mirror import LISTED, Mirror
from bot.errors import SlackRefused, reaching_postgres
from bot.feedback.confidants import Confidants
from bot.views.confiding import Confided
from bot.views.feedback import Choices
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

    async def choices(self, asker: Asker, outcome: Outcome, *, alone: bool) -> Choices:
        """What stands below an outcome; of what is not known, nothing.

        ``alone``: only the asker reads it. Where others do, owners may be among them.
        """
        owners = list(dict.fromkeys(source.owner for source in shown_sources(outcome)))
        owned = isinstance(outcome, Answer) and all(owners)
        if asker.standing not in _OWN or not isinstance(outcome, Answer | Unsure | NotFound):
            return Choices(vouch=owned and not alone)
        try:
            holders = await self._holders(owners)
            help_ = bool(await self._others(asker, holders))
        except (RetryLater, SlackRefused) as error:
            self._log.warning("recipients_unknown", error=type(error).__name__)
            return Choices(vouch=owned and not alone)
        theirs = len(owners) <= MOST_OWNERS and set(holders) == {asker.identity}
        return Choices(help_=help_, vouch=owned and (theirs or not alone))

    async def among(self, asker: Asker, owners: Collection[str]) -> tuple[str, ...]:
        """The Slack ids of full members that these addresses belong to, else those configured.

        Never the asker. Raises `SlackUnavailable` and `StoreUnavailable`.
        """
        return await self._others(asker, await self._holders(owners))

    async def in_confidence(self, asker: Asker, words: str) -> tuple[Confided, str] | None:
        """What may be passed on of something sensitive, and its token; nothing if unsure to whom.

        Raises `StoreUnavailable`.
        """
        try:
            return await self._confidants.offer(asker, words)
        except SlackRefused as error:
            self._log.warning("confidants_unknown", error=type(error).__name__)
            return None

    async def _others(self, asker: Asker, holders: Collection[str | None]) -> tuple[str, ...]:
        """Those of the holders who are still full members, each once, else those configured."""
        found: list[str] = []
        for one in dict.fromkeys(holders):
            if one is None or one == asker.identity:
                continue
            asked = await self._mirror.asker(one, at_most=LISTED)
            if asked.standing is Standing.MEMBER:
                found.append(one)
        return tuple(found) or tuple(one for one in self._configured if one != asker.identity)

    async def _holders(self, owners: Collection[str]) -> list[str | None]:
        """Whose confirmed address each of the first few is, if it is that of one person."""
        named = list(dict.fromkeys(owner for owner in owners if owner))[:MOST_OWNERS]
        return [await self._holder(owner) for owner in named]

    async def _holder(self, owner: str) -> str | None:
        try:
            alias = email(owner)
        except ValueError:
            return None
        with reaching_postgres():
            known = await self._directory.members(self._mirror.workspace, alias)
        people = [one for one in known.members if one.startswith(_PERSON)] if known else []
        return people[0].removeprefix(_PERSON) if len(people) == 1 else None
