"""Somebody signs in with the company's provider, and what they had asked is answered again."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.linking.tables import LinkTokenRow
from chains.access.audience import Standing, Strength, VenueKind
from chains.database.engine import Sessions
from tests.journeys.conftest import travelling
from tests.journeys.linking.conftest import ASKED, SECRET, Office, configured_for
from tests.journeys.linking.signing import PUBLIC_URL, query_of, running_provider

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
