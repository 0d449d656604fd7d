"""Who is in a user group at some time is not known: the reply says so where it was asked."""

import pytest

from bot.language.say import ENGLISH
from bot.views import wording
from bot.views.outcomes import render
from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import Roster, UserGroup

GROUPS = (UserGroup("on-call", ("U0ANA", "U0BEN")), UserGroup("oncall", ("U0CHLOE",)))


@pytest.mark.parametrize("at_a_time", [True, False])
def test_it_says_once_that_it_cannot_tell_whose_turn_it_is(*, at_a_time: bool) -> None:
    roster = Roster(GROUPS, at_a_time=at_a_time)
    message = render(ENGLISH, roster, request="abcd-efgh", venue=Venue(VenueKind.PRIVATE))
    assert message is not None
    for shown in (message.text, message.blocks[0]["text"]["text"]):
        assert shown.count(ENGLISH(wording.NOT_WHOSE_TURN)) == int(at_a_time)
