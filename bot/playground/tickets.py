"""Short-lived rights that a delivery carries: trigger ids and response_urls."""

import secrets
from dataclasses import dataclass

from bot.playground.rules import Clock, Rules


@dataclass
class Trigger:
    """The right to open one modal for a person, for three seconds."""

    id: str
    person: str
    expires: float
    used: bool = False
    view_id: str | None = None
    channel: str | None = None
    answers: str | None = None


@dataclass
class ResponseUrl:
    """The right to answer an interaction in place: five times, for thirty minutes.

    `answers` is the timestamp of the command or message that it belongs to.
    """

    secret: str
    person: str
    channel: str
    answers: str
    expires: float
    uses_left: int
    from_command: bool


class Tickets:
    """All triggers and response_urls that were handed out."""

    def __init__(self, clock: Clock, rules: Rules) -> None:
        self._clock = clock
        self._rules = rules
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(
        self, person: str, channel: str | None = None, answers: str | None = None
    ) -> Trigger:
        """A trigger for what this person just did."""
        ticket = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**13)}.{secrets.token_hex(16)}"
        made = Trigger(
            id=ticket,
            person=person,
            expires=self._clock.now() + self._rules.trigger_seconds,
            channel=channel,
            answers=answers,
        )
        self._triggers[ticket] = made
        return made

    def find_trigger(self, ticket: str) -> Trigger | None:
        """The trigger of that id, expired or not."""
        return self._triggers.get(ticket)

    def expired(self, trigger: Trigger) -> bool:
        """Whether its three seconds are over."""
        return self._clock.now() > trigger.expires

    def response_url(
        self, person: str, channel: str, answers: str, *, from_command: bool = False
    ) -> ResponseUrl:
        """A response_url for what this person just did."""
        made = ResponseUrl(
            secret=secrets.token_urlsafe(24),
            person=person,
            channel=channel,
            answers=answers,
            expires=self._clock.now() + self._rules.response_url_seconds,
            uses_left=self._rules.response_url_uses,
            from_command=from_command,
        )
        self._urls[made.secret] = made
        return made

    def find_url(self, secret: str) -> ResponseUrl | None:
        """The response_url of that secret, expired or not."""
        return self._urls.get(secret)

    def url_expired(self, url: ResponseUrl) -> bool:
        """Whether its thirty minutes are over."""
        return self._clock.now() > url.expires
