"""What may be called in a minute, and where a stream is opened at all."""

from typing import Any

import pytest

from bot.conversation.pace import Ration
from bot.conversation.streaming import may_stream
from bot.delivery.deliveries import Delivery, Kind
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.principals import WorkspaceId
from chains.answering.question import Question

TEAM = WorkspaceId("T1")
MEMBER, PARTNER = Asker("U1", Standing.MEMBER), Asker("U2", Standing.PARTNER)
CHANNEL = Venue(VenueKind.PUBLIC_CHANNEL, "C1")


def test_a_minute_has_as_many_calls_as_there_may_be() -> None:
    now = [0.0]
    ration = Ration(20, lambda: now[0])
    assert sum(ration.take() for _ in range(10)) == 10
    now[0] = 30.0
    assert sum(ration.take() for _ in range(30)) == 10
    now[0] = 59.0
    assert not ration.take()
    now[0] = 60.0
    assert sum(ration.take() for _ in range(30)) == 10
    now[0] = 600.0
    assert sum(ration.take() for _ in range(30)) == 20


def test_after_too_many_none_is_made_for_a_while() -> None:
    now = [0.0]
    ration = Ration(20, lambda: now[0])
    ration.pause(30)
    ration.pause(5)
    now[0] = 29.0
    assert not ration.take()
    now[0] = 30.0
    assert ration.take()


def streams(asker: Asker = MEMBER, venue: Venue = CHANNEL, **delivered: Any) -> bool:
    told: dict[str, Any] = {"kind": Kind.MENTION, "message_ts": "1.0", **delivered}
    delivery = Delivery(workspace=TEAM, event_id="E1", channel="C1", user="U1", **told)
    return may_stream(delivery, Question("R", TEAM, asker, venue, "When?"))


def test_what_is_answered_in_a_thread_may_be_streamed() -> None:
    assert streams()
    assert streams(kind=Kind.AGAIN, message_ts=None, thread_ts="1.0")
    assert streams(kind=Kind.DIRECT, venue=Venue(VenueKind.PRIVATE, "D1"))


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.MENTION, Kind.DIRECT, Kind.AGAIN}))
def test_commands_and_buttons_may_not(kind: Kind) -> None:
    assert not streams(kind=kind)


@pytest.mark.parametrize(
    "but",
    [
        {"asker": PARTNER},
        {"venue": Venue(VenueKind.PUBLIC_CHANNEL, "C1", is_shared=True)},
        {"venue": Venue(VenueKind.UNKNOWN, "C1")},
        {"message_ts": None},
        {"response_url": "https://hooks.example"},
    ],
)
def test_nothing_is_streamed_that_may_end_as_a_private_note(but: dict[str, Any]) -> None:
    assert not streams(**but)
