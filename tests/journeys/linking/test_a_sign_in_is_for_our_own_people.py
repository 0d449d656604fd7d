"""Who is offered to sign in and may, and how a sign-in ends."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from bot.linking.tables import LinkedIdentityRow, LinkTokenRow
from chains.access.audience import Strength
from tests.fakes.scripted_copilot import PAYDAY, answer
from tests.journeys.conftest import Journey, until
from tests.journeys.linking.conftest import ASKED, Office
from tests.journeys.signed import deliver

MENTION = "<@U0FOOTNOTE> "
ANA = "ana@tidewater.example"


async def linked(office: Office) -> list[str]:
    """Who is linked."""
    async with office.journey.sessions() as session:
        return list(await session.scalars(select(LinkedIdentityRow.identity)))


async def test_a_sign_in_ends_by_age_by_word_and_by_what_slack_says(office: Office) -> None:
    journey = office.journey
    await office.account("ana-ends", ANA)

    async def again() -> None:
        assert (await office.signs_in("U0ANA", "ana-ends")).status == 200
        assert await office.strength_of("U0ANA") is Strength.LINKED

    await again()
    journey.clock.ahead = timedelta(days=30, minutes=1)
    assert await office.strength_of("U0ANA") is Strength.EMAIL
    await again()

    assert "You are signed out" in await office.told("U0ANA", "unlink")
    assert await office.strength_of("U0ANA") is Strength.EMAIL
    assert "You were not signed in" in await office.told("U0ANA", "unlink")
    await again()

    await journey.post("person", {"as": "U0ANA", "email": "ana.ruiz@tidewater.example"})
    assert await office.strength_of("U0ANA") is Strength.EMAIL
    assert await linked(office) == []
    await journey.post("person", {"as": "U0ANA", "email": ANA})
    assert await office.strength_of("U0ANA") is Strength.EMAIL
    await again()

    await journey.post("person", {"as": "U0ANA", "deactivated": True})

    async def nobody_is_linked() -> bool:
        return await linked(office) == []

    await until(nobody_is_linked)


async def test_a_guest_can_sign_in(office: Office) -> None:
    await office.account("tom", "tom@beck-fitouts.example")
    assert (await office.signs_in("U0TOM", "tom")).status == 200
    assert await office.strength_of("U0TOM") is Strength.LINKED


@pytest.mark.parametrize(
    ("who", "team"),
    [("U0PRIYA", "T0ACME"), ("U0PRIYA", "T0TIDE"), ("U0ANA", "T0ACME"), ("U0FOOTNOTE", "T0TIDE")],
)
async def test_nobody_else_is_given_a_link(office: Office, who: str, team: str) -> None:
    """Slack lets outsiders press buttons of a shared channel, and a payload can say anything."""
    journey, secret = office.journey, office.journey.playground.signing_secret
    click = {
        "type": "block_actions",
        "user": {"id": who, "team_id": team},
        "team": {"id": "T0TIDE"},
        "channel": {"id": "C0ACME"},
        "trigger_id": "1.2.3",
        "response_url": f"{journey.playground.url}/response/none",
        "actions": [{"type": "button", "action_id": "sign_in", "value": "none"}],
    }
    command = {
        "command": "/footnote",
        "text": "link",
        "user_id": who,
        "team_id": team,
        "channel_id": "C0ACME",
        "trigger_id": "1.2.4",
        "response_url": f"{journey.playground.url}/response/none",
    }
    for form in ({"payload": json.dumps(click)}, command):
        body = urlencode(form)
        assert await deliver(journey.http, journey.bot_url, body, secret=secret, form=True) == 200
    async with journey.sessions() as session:
        assert list(await session.scalars(select(LinkTokenRow))) == []


async def test_who_becomes_a_partner_meanwhile_is_refused_at_the_end(office: Office) -> None:
    await office.account("ana-leaves", ANA)
    link = await office.link_for("U0ANA")
    async with office.browser() as browser:
        callback = await browser.authenticate(await browser.depart(link), "ana-leaves")
        people = office.journey.playground.workspace.directory.people
        people["U0ANA"] = people["U0ANA"].model_copy(update={"team": "T0ACME"})
        page = await browser.open(callback)
    assert (page.status, "Only people of this workspace" in page.text) == (403, True)
    assert await linked(office) == []


async def test_the_offer_depends_on_the_person_and_not_on_the_question(office: Office) -> None:
    journey = office.journey
    await office.account("ana-offer", ANA)
    asked = len(await journey.rows())
    found = []
    for script in (journey.copilot.script, lambda _: answer()):
        journey.copilot.script = script
        ts = await journey.say("U0ANA", "D0ANA", ASKED)
        await journey.settled("D0ANA", ts)
        found.append(office.offers((await journey.seen("U0ANA", "D0ANA"))[-1:]))
    assert [len(one) for one in found] == [1, 1]
    # Whoever no source could demand it of is offered nothing, whatever they find.
    journey.settings.sign_in = False
    ts = await journey.say("U0ANA", "D0ANA", ASKED)
    await journey.settled("D0ANA", ts)
    assert office.offers((await journey.seen("U0ANA", "D0ANA"))[-1:]) == []
    assert len(await journey.rows()) == asked + 3


async def test_partners_are_offered_nothing(office: Office) -> None:
    journey = office.journey
    ts = await journey.say("U0PRIYA", "D0PRIYA", ASKED)
    assert await journey.settled("D0PRIYA", ts) == "not_found"
    assert office.offers(await journey.seen("U0PRIYA", "D0PRIYA")) == []


async def test_without_a_provider_nothing_is_offered_and_no_page_is_served(
    journey: Journey,
) -> None:
    journey.settings.sign_in = True
    ts = await journey.say("U0ANA", "D0ANA", "When is payday?")
    assert await journey.settled("D0ANA", ts) == "answer"
    (seen,) = await journey.seen("U0ANA", "D0ANA")
    assert PAYDAY in seen["text"]
    assert "sign_in" not in str(seen["blocks"])
    ts = await journey.command("U0ANA", "D0ANA", "/footnote", "link")
    await journey.settled("D0ANA", ts)
    assert "not set up" in (await journey.seen("U0ANA", "D0ANA"))[-1]["text"]
    async with journey.http.get(f"{journey.bot_url}/link/x") as response:
        assert response.status == 404
