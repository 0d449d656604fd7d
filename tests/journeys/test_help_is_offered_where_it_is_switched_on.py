"""Where it is switched on, whoever asks a channel something is offered an answer, in private."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation.tables import NoticedRow
from bot.delivery.deliveries import Kind
from bot.playground.rules import Rules
from bot.views.ids import HELP_ACCEPTED, HELP_DECLINED
from chains.database.engine import Sessions
from tests.journeys.conftest import Journey, travelling, until
from tests.journeys.signed import deliver, event
from tests.journeys.signed import press as pressed_by_hand
from tests.journeys.test_people_see_what_is_kept_of_them import tables_naming
from tests.journeys.test_threads_go_on_without_a_mention import heard, listening

WHERE, SHARED = "C0GENERAL", "C0ACME"
ASKED = "does anyone know how many days of parental leave we get?"
Json = dict[str, Any]


@pytest.fixture
async def journey(prepared: str, sessions: Sessions) -> AsyncIterator[Journey]:
    rules = Rules(silence_seconds=2.0, manifest=listening())
    async with travelling(prepared, sessions, rules=rules) as made:
        made.settings.helped |= {WHERE, SHARED}
        yield made


async def said(journey: Journey, words: str, who: str = "U0ANA", where: str = WHERE) -> None:
    await heard(journey, await journey.say(who, where, words))


async def offers(journey: Journey, who: str = "U0ANA", where: str = WHERE) -> list[Json]:
    """The offers on somebody's screen."""
    return [one for one in await journey.seen(who, where) if HELP_ACCEPTED in str(one)]


def value_of(offer: Json, action: str) -> str:
    """What a button of an offer carries."""
    buttons = [one for block in offer["blocks"] for one in block.get("elements", [])]
    return str(next(one["value"] for one in buttons if one["action_id"] == action))


async def press(journey: Journey, offer: Json, action: str) -> None:
    body = {"as": "U0ANA", "channel": WHERE, "ts": offer["ts"], "action_id": action}
    await journey.post("interact", body | {"value": value_of(offer, action)})
    await journey.drained()


async def test_whoever_asks_is_offered_an_answer_alone_and_nothing_is_kept(
    journey: Journey,
) -> None:
    await said(journey, ASKED)
    (offer,) = await offers(journey)
    assert offer["ephemeral"]
    assert not await journey.seen("U0BEN", WHERE)
    assert not journey.copilot.asked
    assert not await journey.rows()
    assert not await tables_naming(journey, "parental")


async def test_the_answer_takes_the_place_of_the_offer_for_its_author_alone(
    journey: Journey,
) -> None:
    await said(journey, ASKED)
    (offer,) = await offers(journey)
    await press(journey, offer, HELP_ACCEPTED)
    (question,) = journey.copilot.asked
    assert (question.text, question.venue.kind.value) == (ASKED, "private")
    assert [one.kind for one in await journey.rows()] == [Kind.OFFERED.value]
    assert await journey.outcomes("U0ANA", WHERE) == ["answer"]
    assert not await offers(journey)
    assert not await journey.seen("U0BEN", WHERE)


@pytest.mark.parametrize("who", ["U0BEN", "U0ANA"])
async def test_only_its_author_can_take_an_offer(journey: Journey, who: str) -> None:
    await said(journey, ASKED)
    (offer,) = await offers(journey)
    carried = "made up" if who == "U0ANA" else value_of(offer, HELP_ACCEPTED)
    assert await pressed_by_hand(journey, who, WHERE, HELP_ACCEPTED, carried) == 200
    await journey.drained()
    assert not journey.copilot.asked
    assert not await journey.rows()


async def test_who_declines_is_told_so_and_offered_nothing_more_that_day(
    journey: Journey,
) -> None:
    await said(journey, ASKED)
    (offer,) = await offers(journey)
    await press(journey, offer, HELP_DECLINED)
    assert not await offers(journey)
    await said(journey, "what is the limit for meals on a trip?")
    assert not await offers(journey)


@pytest.mark.parametrize("cut", ["", "\ud83d"], ids=["as typed", "half of a surrogate pair"])
async def test_an_event_that_comes_twice_makes_one_offer(journey: Journey, cut: str) -> None:
    inner = {
        "type": "message",
        "user": "U0ANA",
        "text": ASKED + cut,
        "ts": "1700000000.000100",
        "channel": WHERE,
        "channel_type": "channel",
    }
    secret = journey.playground.signing_secret
    for _ in range(2):
        status = await deliver(journey.http, journey.bot_url, event(inner, "Ev1"), secret=secret)
        assert status == 200

    async def offered() -> bool:
        return bool(await offers(journey))

    await until(offered)
    assert len(journey.calls("chat.postEphemeral")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "lol that was a great game last night",
        "hey ben, are you coming to lunch?",
        "I want to hurt myself, who can I talk to?",
        "<@U0BEN> how many days of parental leave do we get?",
        "<!here> how many days of parental leave do we get?",
        "how many days of parental leave do we get? " + "please " * 400,
        "Wie viele Tage Elternzeit bekommen wir?",
    ],
)
async def test_chatter_and_what_is_for_others_is_let_be(journey: Journey, words: str) -> None:
    await said(journey, words)
    assert not await journey.seen("U0ANA", WHERE)
    assert not await journey.rows()


@pytest.mark.parametrize(
    ("who", "where"), [("U0ANA", "C0ENG"), ("U0PRIYA", SHARED)], ids=["not there", "a partner"]
)
async def test_nobody_else_is_offered_anything(journey: Journey, who: str, where: str) -> None:
    await said(journey, ASKED, who=who, where=where)
    assert not await journey.seen(who, where)
    assert not journey.calls("chat.postEphemeral")
    async with journey.sessions() as session:
        assert not (await session.scalars(select(NoticedRow.person))).all()


async def test_a_thread_is_left_to_those_in_it(journey: Journey) -> None:
    top = await journey.say("U0BEN", WHERE, "lunch")
    await heard(journey, await journey.say("U0ANA", WHERE, ASKED, thread_ts=top))
    assert not await journey.seen("U0ANA", WHERE)


async def test_switched_off_it_is_off_for_the_next_message(journey: Journey) -> None:
    await said(journey, ASKED)
    journey.settings.helped.clear()
    await said(journey, ASKED, who="U0BEN")
    assert await offers(journey)
    assert not await offers(journey, who="U0BEN")
