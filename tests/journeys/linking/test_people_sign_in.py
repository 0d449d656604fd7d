"""Somebody signs in with the company's provider, and what they had asked is answered again."""

import asyncio
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from bot.linking.tables import LinkedIdentityRow, LinkTokenRow
from chains.access.audience import Standing, Strength, VenueKind
from chains.database.engine import Sessions
from tests.fakes.scripted_copilot import PAYDAY, answer
from tests.journeys.conftest import Journey, travelling
from tests.journeys.linking.conftest import ASKED, SECRET, Office, configured_for
from tests.journeys.linking.signing import PUBLIC_URL, query_of, running_provider
from tests.journeys.signed import deliver

MENTION = "<@U0FOOTNOTE> "
ANA = "ana@tidewater.example"


async def test_a_question_in_a_dm_is_answered_again_in_its_thread(office: Office) -> None:
    journey = office.journey
    await office.account("ana-1", "Ana@Tidewater.example")
    ts = await journey.say("U0ANA", "D0ANA", ASKED)
    assert await journey.settled("D0ANA", ts) == "not_found"
    link = await office.press_offer("U0ANA", "D0ANA")
    async with office.browser() as browser:
        done = await browser.sign_in(link, "ana-1")
    assert done.status == 200
    assert "Your question is being answered again" in done.text
    await journey.drained()
    again = [one for one in await journey.seen("U0ANA", "D0ANA") if SECRET in one["text"]]
    assert [one["thread_ts"] for one in again] == [ts]
    asked = journey.copilot.asked[-1]
    assert (asked.asker.strength, asked.venue.kind) == (Strength.LINKED, VenueKind.PRIVATE)
    assert (asked.text, asked.asker.standing) == (ASKED, Standing.MEMBER)
    assert office.offers(again) == []
    assert [row.kind for row in await journey.rows()] == ["direct", "linked"]


@pytest.mark.parametrize("how", ["command", "mention"])
async def test_a_question_of_a_channel_is_answered_again_in_a_dm(office: Office, how: str) -> None:
    journey = office.journey
    await office.account(f"ana-{how}", ANA)
    if how == "command":
        ts = await journey.command("U0ANA", "C0GENERAL", "/ask", ASKED)
    else:
        ts = await journey.say("U0ANA", "C0GENERAL", f"{MENTION}{ASKED}")
    assert await journey.settled("C0GENERAL", ts) == "not_found"
    await journey.drained()
    link = await office.press_offer("U0ANA", "C0GENERAL")
    async with office.browser() as browser:
        await browser.sign_in(link, f"ana-{how}")
    await journey.drained()
    assert any(SECRET in one["text"] for one in await journey.seen("U0ANA", "D0ANA"))
    for who in ("U0ANA", "U0BEN"):
        assert all(SECRET not in one["text"] for one in await journey.seen(who, "C0GENERAL"))


async def test_the_page_names_whom_it_links_and_lets_nothing_in(office: Office) -> None:
    link = await office.link_for("U0ANA")
    async with office.browser() as browser:
        page = await browser.open(link)
        assert "<strong>Ana Ruiz</strong>" in page.text
        assert "<strong>Tidewater Robotics</strong>" in page.text
        assert '<html lang="en">' in page.text
        assert '<button type="submit">Continue</button>' in page.text
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in policy
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        gone = await browser.open(link, "POST")
        assert gone.headers["Cache-Control"] == "no-store"
        cookie = gone.headers["Set-Cookie"]
        assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/link"))
        sent = query_of(gone.headers["Location"])
        assert (sent["code_challenge_method"], sent["scope"]) == ("S256", "openid email")
        assert sent["redirect_uri"] == f"{PUBLIC_URL}/link/callback"
        assert (await browser.open(link, "PUT")).status == 405
        assert (await browser.open(link, "POST", data=b"x" * 5_000)).status == 413


async def test_a_name_cannot_become_markup(office: Office) -> None:
    people = office.journey.playground.workspace.directory.people
    people["U0ANA"] = people["U0ANA"].model_copy(update={"name": "<script>Ana"})
    async with office.browser() as browser:
        page = await browser.open(await office.link_for("U0ANA"))
    assert "<script>" not in page.text
    assert "&lt;script&gt;Ana" in page.text


async def test_another_address_or_an_unverified_one_proves_nothing(office: Office) -> None:
    await office.account("ben", "ben@tidewater.example")
    await office.account("unverified", ANA, verified=False)
    await office.account("right", ANA)
    link = await office.link_for("U0ANA")
    async with office.browser() as browser:
        other = await browser.sign_in(link, "ben")
        assert (other.status, "has another address" in other.text) == (403, True)
        vague = await browser.sign_in(link, "unverified")
        assert (vague.status, "does not vouch" in vague.text) == (403, True)
        assert await office.strength_of("U0ANA") is Strength.EMAIL
        # The link was not used up by the wrong account.
        assert (await browser.sign_in(link, "right")).status == 200
    assert await office.strength_of("U0ANA") is Strength.LINKED
    assert await office.strength_of("U0BEN") is Strength.EMAIL


async def test_a_used_an_old_and_a_forged_link_open_nothing(office: Office) -> None:
    await office.account("ana-once", ANA)
    link = await office.link_for("U0ANA")
    async with office.browser() as browser:
        assert (await browser.sign_in(link, "ana-once")).status == 200
        old = await office.link_for("U0ANA")
        left = await browser.depart(old)
        office.journey.clock.ahead = timedelta(minutes=11)
        late = await browser.open(await browser.authenticate(left, "ana-once"))
        assert (late.status, "older than ten minutes" in late.text) == (403, True)
        for dead in (link, old, f"{link[:-3]}AAA", f"{PUBLIC_URL}/link/x", f"{link}é"):
            for method in ("GET", "POST"):
                page = await browser.open(dead, method)
                assert page.status == 403
                assert "This link does not work" in page.text
                assert "Ana" not in page.text
    async with office.journey.sessions() as session:
        tokens = list(await session.scalars(select(LinkTokenRow)))
    assert {one.identity for one in tokens} == {"U0ANA"}
    assert all(link.rsplit("/", 1)[1] != one.digest for one in tokens)


async def test_a_callback_is_for_the_browser_that_began(office: Office) -> None:
    await office.account("ana-browser", ANA)
    link = await office.link_for("U0ANA")
    async with office.browser() as first, office.browser() as second:
        callback = await first.authenticate(await first.depart(link), "ana-browser")
        # Without a cookie, and with the cookie of another sign-in.
        assert (await second.open(callback)).status == 403
        await second.depart(link)
        assert (await second.open(callback)).status == 403
        await first.depart(link)
        refused = await first.open(callback)
        assert (refused.status, "did not begin" in refused.text) == (403, True)
        assert (await first.open(f"{PUBLIC_URL}/link/callback")).status == 403
        left = await first.depart(link)
        denied = await first.open(await first.authenticate(left, "ana-browser", action="deny"))
        assert denied.status == 403
    assert await office.strength_of("U0ANA") is Strength.EMAIL


async def test_of_two_browsers_with_one_link_one_wins(office: Office) -> None:
    await office.account("ana-race", ANA)
    link = await office.link_for("U0ANA")
    async with office.browser() as first, office.browser() as second:
        back = [
            (one, await one.authenticate(await one.depart(link), "ana-race"))
            for one in (first, second)
        ]
        pages = await asyncio.gather(*(one.open(address) for one, address in back))
    assert sorted(page.status for page in pages) == [200, 403]


async def test_a_provider_that_is_down_is_said_and_tried_again(
    prepared: str, sessions: Sessions
) -> None:
    account = {"email": ANA, "email_verified": True}
    async with running_provider() as provider:
        port = int(provider.url.rsplit(":", 1)[1])
    async with travelling(prepared, sessions, configured=configured_for(provider)) as journey:
        office = Office(journey, provider)
        link = await office.link_for("U0ANA")
        async with office.browser() as browser:
            assert (await browser.open(link)).status == 200
            page = await browser.open(link, "POST")
            assert (page.status, "Please try again" in page.text) == (503, True)
            assert f'href="/link/{link.rsplit("/", 1)[1]}"' in page.text
            async with running_provider(port) as up:
                await up.knows("ana-late", **account)
                callback = await browser.authenticate(await browser.depart(link), "ana-late")
            # It went away between the sign-in and the callback: nothing is used up.
            assert (await browser.open(callback)).status == 503
            async with running_provider(port) as up:
                await up.knows("ana-late", **account)
                assert (await browser.sign_in(link, "ana-late")).status == 200


async def test_the_answer_of_somebody_else_is_not_repeated(office: Office) -> None:
    """A button's value is data that a person could send changed: U0BEN's question stays his."""
    journey = office.journey
    await office.account("ana-other", ANA)
    ts = await journey.say("U0BEN", "D0BEN", ASKED)
    await journey.settled("D0BEN", ts)
    (bens,) = office.offers(await journey.seen("U0BEN", "D0BEN"))
    ts = await journey.say("U0ANA", "D0ANA", ASKED)
    await journey.settled("D0ANA", ts)
    shown = (await journey.seen("U0ANA", "D0ANA"))[-1]
    message = journey.playground.workspace.messages.find("D0ANA", shown["ts"])
    assert message is not None
    for block in message.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "sign_in":
                element["value"] = bens
    link = await office.press_offer("U0ANA", "D0ANA")
    async with office.browser() as browser:
        page = await browser.sign_in(link, "ana-other")
    assert (page.status, "Ask again there" in page.text) == (200, True)
    assert [row.kind for row in await journey.rows()] == ["direct", "direct"]


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
    await journey.drained()
    assert await linked(office) == []


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
