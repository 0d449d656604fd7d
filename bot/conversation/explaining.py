"""Explains answers and documents to whoever asks, for their eyes alone."""

import asyncio
import html
import re

import structlog

from bot.conversation.acting import as_read_by
from bot.conversation.speaking import Speaking
from bot.conversation.venue import Venues
from bot.conversation.viewers import Viewers
from bot.delivery.deliveries import Delivery, Kind, new_request
from bot.directory.full_pass import FullPass
from bot.directory.mirror import Mirror
from bot.knowledge import Explains, Workspace
from bot.language.say import Say
from bot.views import why as views
from bot.views.outcomes import Message
from chains.access.audience import VenueKind
from chains.answering.explaining.explained import About, Here, Place, Why, WhyNot
from chains.answering.passages.addresses import addresses
from chains.errors import RetryLater

LONGEST_SECONDS = 2.0
"""A command is answered within Slack's three, and before `bot.serving` gives up on it."""
_PERMALINK = re.compile(
    r"https://[\w.-]+/archives/(?P<channel>[A-Z0-9]{2,30})/p(?P<seconds>\d{10})(?P<rest>\d{6})"
    r"(?:[?#].*)?"
)
_WRAPPED = re.compile(r"<([^<>|]*)(?:\|[^<>]*)?>")
_LONGEST_REQUEST = 64


class Explaining:
    """Turns what was typed or pressed into what this person may be told of it."""

    def __init__(
        self,
        explanations: Explains,
        mirror: Mirror,
        full_pass: FullPass,
        venues: Venues,
        workspace: Workspace,
        speaking: Speaking,
    ) -> None:
        self._explanations = explanations
        self._viewers = Viewers(mirror, full_pass, workspace)
        self._venues = venues
        self._workspace = workspace
        self._speaking = speaking
        self._log = structlog.get_logger()

    async def why(self, acted: Delivery, said: str) -> Message:
        """`/footnote why`, and a link or a request id, or nothing for the latest answer."""
        mark, say = new_request(), await self._speaking.to(acted.user)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                found = await self._why(acted, read_about(said))
        except (RetryLater, TimeoutError) as error:
            return self._failed(say, error, mark)
        return views.why_message(say, found, mark) if found else views.nothing_message(say, mark)

    async def why_not(self, acted: Delivery, said: str) -> Message:
        """`/footnote why-not` and a document's address."""
        mark, say = new_request(), await self._speaking.to(acted.user)
        link = unwrapped(said)
        if not addresses(link):
            return views.sentence(say(views.NO_LINK), mark)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                found = await self._why_not(acted, link)
        except (RetryLater, TimeoutError) as error:
            return self._failed(say, error, mark)
        if found is None:
            return views.no_document_message(say, mark)
        return views.why_not_message(say, found, mark)

    async def pressed(self, acted: Delivery, number: int | None) -> Message:
        """The button under an answer, or the menu beside its source of that number."""
        say = await self._speaking.to(acted.user)
        try:
            found = await self._why(acted, acted.about or "")
        except RetryLater as error:
            return self._failed(say, error, None)
        if found is None:
            return views.nothing_message(say)
        if number is None:
            return views.why_message(say, found)
        told = views.source_message(say, found, number)
        return told or views.nothing_message(say)

    async def _why(self, acted: Delivery, about: About) -> Why | None:
        viewer = await self._viewers.viewer(acted)

        async def reads(channel: str) -> bool:
            return await self._viewers.reads(viewer, channel)

        return await self._explanations.why(self._workspace.id, viewer, about, reads)

    async def _why_not(self, acted: Delivery, link: str) -> WhyNot | None:
        viewer = await self._viewers.viewer(acted)
        venue = as_read_by(await self._venues.of(acted), viewer)
        private = venue.kind is VenueKind.PRIVATE
        scopes = () if private else await self._venues.scopes(venue)
        here = Here(venue, scopes)
        return await self._explanations.why_not(self._workspace.id, viewer, link, here)

    def _failed(self, say: Say, error: Exception, mark: str | None) -> Message:
        self._log.warning("explanation_failed", error=type(error).__name__)
        return views.sentence(say(views.FAILED), mark)


def read_about(said: str) -> About:
    """Which answer is meant by what was typed."""
    text = unwrapped(said)
    if not text:
        return None
    found = _PERMALINK.fullmatch(text)
    if found is not None:
        return Place(found["channel"], f"{found['seconds']}.{found['rest']}")
    return text[:_LONGEST_REQUEST]


def unwrapped(said: str) -> str:
    """The link or word that was typed, without what Slack puts around links in commands."""
    text = said.strip()
    wrapped = _WRAPPED.fullmatch(text)
    return html.unescape(wrapped[1] if wrapped else text).strip()


def acted_on(
    workspace: Workspace, user: str, team: str | None, channel: str, about: str | None = None
) -> Delivery:
    """Who acted where, as `Venues` and `as_acted` read it; it is not stored."""
    return Delivery(workspace.id, Kind.MENTION, None, channel, user, about=about, actor_team=team)
