"""Journeys with a provider configured, and a source that demands a sign-in."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import SecretStr

from chains.access.audience import Strength
from chains.answering.outcome import NotFound, Outcome
from chains.answering.question import Question
from chains.database.engine import Sessions
from tests.fakes.scripted_copilot import answer
from tests.journeys.conftest import Journey, travelling
from tests.journeys.linking.signing import (
    PUBLIC_URL,
    Browser,
    Page,
    RunningProvider,
    running_provider,
)

Json = dict[str, Any]
SECRET = "The band is 70 to 90."
ASKED = "What is the band?"
OFFER = "sign_in"


def by_strength(question: Question) -> Outcome:
    """What is demanded of readers decides: nothing for whoever has not signed in."""
    linked = question.asker.strength is Strength.LINKED
    return answer(SECRET) if linked else NotFound()


@dataclass
class Office:
    """A journey, its provider, and what people do to sign in."""

    journey: Journey
    provider: RunningProvider

    def browser(self) -> Browser:
        """A new browser."""
        return Browser(self.journey.bot_url)

    async def account(self, subject: str, email: str, *, verified: bool = True) -> None:
        """The provider has this account."""
        await self.provider.knows(subject, email=email, email_verified=verified)

    async def link_for(self, who: str) -> str:
        """`/footnote link`; the address it gives."""
        channel = f"D0{who[2:]}"
        ts = await self.journey.command(who, channel, "/footnote", "link")
        await self.journey.settled(channel, ts)
        return self.links(await self.journey.seen(who, channel))[-1]

    async def told(self, who: str, word: str) -> str:
        """What `/footnote` and a word says."""
        channel = f"D0{who[2:]}"
        ts = await self.journey.command(who, channel, "/footnote", word)
        await self.journey.settled(channel, ts)
        return str((await self.journey.seen(who, channel))[-1]["text"])

    async def signs_in(self, who: str, subject: str) -> Page:
        """The whole way in a new browser."""
        async with self.browser() as browser:
            return await browser.sign_in(await self.link_for(who), subject)

    async def strength_of(self, who: str) -> Strength:
        """What the copilot is told when they ask."""
        channel = f"D0{who[2:]}"
        ts = await self.journey.say(who, channel, ASKED)
        await self.journey.settled(channel, ts)
        return self.journey.copilot.asked[-1].asker.strength

    async def press_offer(self, who: str, channel: str) -> str:
        """The newest offer's button; the address it gives."""
        seen = await self.journey.seen(who, channel)
        offered = next(one for one in reversed(seen) if self.offers([one]))
        where = {"as": who, "channel": channel, "ts": offered["ts"], "action_id": OFFER}
        await self.journey.post("interact", where)
        return self.links(await self.journey.seen(who, channel))[-1]

    def links(self, seen: list[Json]) -> list[str]:
        """The links among what somebody sees."""
        return [one["url"] for one in _elements(seen) if "url" in one]

    def offers(self, seen: list[Json]) -> list[str]:
        """The requests that offers to sign in name."""
        return [one["value"] for one in _elements(seen) if one["action_id"] == OFFER]


def _elements(seen: list[Json]) -> list[Json]:
    return [
        element
        for message in seen
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]


@pytest.fixture(scope="session")
async def provider() -> AsyncIterator[RunningProvider]:
    """A provider for all of these tests; each uses accounts of its own."""
    async with running_provider() as running:
        yield running


def configured_for(provider: RunningProvider) -> Json:
    """The variables of a deployment that signs people in."""
    return {
        "oidc_issuer": provider.url,
        "oidc_client_id": "footnote",
        "oidc_client_secret": SecretStr("of the provider"),
        "public_url": PUBLIC_URL,
    }


@pytest.fixture
async def office(
    prepared: str, sessions: Sessions, provider: RunningProvider
) -> AsyncIterator[Office]:
    """A company with one source that demands a sign-in."""
    async with travelling(prepared, sessions, configured=configured_for(provider)) as journey:
        journey.settings.sign_in = True
        journey.copilot.script = by_strength
        yield Office(journey, provider)
