"""An auditor asks in Slack and downloads in a browser, once; nobody else gets anything."""

import asyncio
import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientError
from sqlalchemy import select, text

from bot.auditing.asked import NOT_UNDERSTOOD
from bot.auditing.tables import ExportLinkRow
from bot.language.say import ENGLISH
from bot.linking.seals import Seals
from bot.views.audit import NONE_YET, NOT_SET_UP
from chains.administration.exports import AUDITORS_ONLY, BEGUN, ENDED
from tests.journeys.answered import Answered
from tests.journeys.auditing.conftest import AUDITOR, Auditing
from tests.journeys.conftest import Journey, until
from tests.journeys.linking.signing import PUBLIC_URL
from tests.journeys.signed import deliver

TITLE = "Severance of U0ANA"
TERMINATE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'FETCH FORWARD%'"
    " AND datname = current_database() AND state <> 'idle'"
)
SLACKBOT = {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"}


async def test_an_auditor_gets_who_was_shown_what(auditing: Auditing) -> None:
    said, shown, [link] = await auditing.told(AUDITOR)
    assert "all that is kept, as CSV" in said
    assert ENGLISH(NONE_YET) in shown
    assert link.startswith(f"{PUBLIC_URL}/audit/")
    async with auditing.browser() as browser:
        page = await browser.open(link)
        assert (page.status, '<button type="submit">Download</button>' in page.text) == (200, True)
        got = await browser.open(link, "POST")
    assert got.status == 200
    assert got.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert got.headers["Content-Disposition"].startswith('attachment; filename="read-audit-')
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    [row] = csv.DictReader(io.StringIO(got.text, newline=""))
    assert (row["asker"], row["title"], row["request"]) == ("U0ANA", TITLE, "abcd-efgh")
    assert (row["url"], row["source"]) == ("https://docs.example/payroll", "hr")
    began, ended = await auditing.audited()
    assert (began.actor, began.action, began.after) == (
        AUDITOR,
        BEGUN,
        {"form": "csv", "filter": {}},
    )
    assert (ended.action, ended.after) == (ENDED, {"rows": 1, "completed": True})
    _, shown, _ = await auditing.told(AUDITOR)
    assert f"<@{AUDITOR}>" in shown
    assert "all that is kept, as CSV; lines: 1" in shown


async def test_what_was_asked_for_is_what_is_downloaded(auditing: Auditing) -> None:
    await auditing.answered.recorded("jkmn-pqrs", "U0DANA", channel="C0GENERAL")
    today = datetime.now(UTC).date()
    words = f"{today} {today} <@U0DANA|dana> <#C0GENERAL|general> jsonl"
    link = await auditing.link(f"{words} https://docs.example/payroll#when")
    async with auditing.browser() as browser:
        got = await browser.open(link, "POST")
    assert got.headers["Content-Type"] == "application/jsonl; charset=utf-8"
    assert [json.loads(one)["request"] for one in got.text.splitlines()] == ["jkmn-pqrs"]
    link = await auditing.link("1999-01-01 1999-12-31 jsonl")
    async with auditing.browser() as browser:
        got = await browser.open(link, "POST")
    assert (got.status, got.text) == (200, "")


async def test_words_that_mean_nothing_are_told_to_auditors_alone(auditing: Auditing) -> None:
    said, _, links = await auditing.told(AUDITOR, "yesterday")
    assert (said, links) == (NOT_UNDERSTOOD, [])
    said, _, links = await auditing.told("U0ANA", "yesterday")
    assert (said, links) == (AUDITORS_ONLY, [])


@pytest.mark.parametrize("who", ["U0ANA", "U0FINN", "U0TOM"])
async def test_everybody_else_gets_one_sentence_administrators_too(
    auditing: Auditing, who: str
) -> None:
    """The same whether or not there is anything, and whatever they write."""
    heard = set()
    for words in ("", "2026-05-01 jsonl", "https://docs.example/payroll"):
        said, shown, links = await auditing.told(who, words)
        heard.add(said)
        assert links == []
        assert "Latest" not in shown
    await auditing.answered.emptied()
    heard.add((await auditing.told(who))[0])
    assert heard == {AUDITORS_ONLY}
    async with auditing.journey.sessions() as session:
        assert list(await session.scalars(select(ExportLinkRow))) == []
    assert await auditing.audited() == []


async def test_an_auditor_who_acts_for_another_team_is_none(auditing: Auditing) -> None:
    journey = auditing.journey
    body = (
        f"command=%2Ffootnote&text=audit&user_id={AUDITOR}&team_id=T0ACME&channel_id=C0ACME"
        "&trigger_id=1.2.3&response_url=http%3A%2F%2Flocalhost%2Fnone"
    )
    secret = journey.playground.signing_secret
    assert await deliver(journey.http, journey.bot_url, body, secret=secret, form=True) == 200
    async with journey.sessions() as session:
        assert list(await session.scalars(select(ExportLinkRow))) == []


@pytest.mark.parametrize("change", ["role", "deactivated", "guest"])
async def test_the_role_is_asked_for_again_when_it_is_downloaded(
    auditing: Auditing, change: str
) -> None:
    link = await auditing.link()
    people = auditing.journey.playground.workspace.directory.people
    if change == "role":
        await auditing.choose("U0ANA")
    else:
        # Without an event: the mirror still believes what it knew a moment ago.
        people[AUDITOR] = people[AUDITOR].model_copy(update={change: True})
    async with auditing.browser() as browser:
        got = await browser.open(link, "POST")
    assert (got.status, AUDITORS_ONLY in got.text, TITLE in got.text) == (403, True, False)
    assert await auditing.audited() == []


async def test_a_used_an_old_a_replaced_and_a_forged_link_give_nothing(auditing: Auditing) -> None:
    used = await auditing.link()
    async with auditing.browser() as browser:
        assert (await browser.open(used, "POST")).status == 200
        assert (await browser.open(used, "POST")).status == 403
        replaced = await auditing.link()
        old = await auditing.link()
        dead = await browser.open(replaced, "POST")
        assert dead.status == 403
        auditing.journey.clock.ahead = timedelta(minutes=10, seconds=1)
        for link in (used, old, f"{old[:-3]}AAA", f"{PUBLIC_URL}/audit/x", f"{old}é"):
            got = await browser.open(link, "POST")
            assert (got.status, "This link does not work" in got.text) == (403, True)
            assert TITLE not in got.text
        assert (await browser.open(f"{PUBLIC_URL}/audit/x")).status == 403
        assert (await browser.open(old, "POST", data=b"x" * 5_000)).status == 413
        assert (await browser.open(old, "PUT")).status == 405
    assert len(await auditing.audited()) == 2
    async with auditing.journey.sessions() as session:
        kept = list(await session.scalars(select(ExportLinkRow)))
    assert all(used.rsplit("/", 1)[1] not in (one.digest, str(one.filter)) for one in kept)


async def test_a_link_of_a_sign_in_is_none_of_an_export(auditing: Auditing) -> None:
    token = Seals(auditing.journey.knowledge.secret).new_token()
    async with auditing.browser() as browser:
        assert (await browser.open(f"{PUBLIC_URL}/audit/{token.value}")).status == 403


async def test_what_opens_links_before_people_do_uses_nothing_up(auditing: Auditing) -> None:
    links = [await auditing.link(words) for words in ("", "<@U0ANA> jsonl")]
    async with auditing.browser() as browser:
        seen = {(await browser.open(one, headers=SLACKBOT)).text for one in links * 2}
        assert (await browser.open(links[1], "HEAD")).status == 405
        [page] = seen
        for word in ("U0ANA", "U0BEN", "Tidewater", "payroll", TITLE, "og:"):
            assert word not in page
        assert await auditing.audited() == []
        assert (await browser.open(links[1], "POST")).status == 200


async def test_of_two_browsers_with_one_link_one_gets_it(auditing: Auditing) -> None:
    link = await auditing.link()
    async with auditing.browser() as first, auditing.browser() as second:
        pages = await asyncio.gather(*(one.open(link, "POST") for one in (first, second)))
    assert sorted(page.status for page in pages) == [200, 403]
    assert len(await auditing.audited()) == 2


@pytest.mark.parametrize("lost", ["auditor", "store"])
async def test_an_export_that_breaks_off_is_seen_to_be_incomplete(
    auditing: Auditing, lost: str
) -> None:
    journey = auditing.journey
    await auditing.has_many(2_000)
    address = (await auditing.link()).replace(PUBLIC_URL, journey.bot_url)
    response = await journey.http.post(address)
    assert (await response.content.read(1_000)).startswith(b'"asked_at"')
    if lost == "auditor":
        response.close()
    else:
        async with journey.sessions() as session:
            await session.execute(text(TERMINATE))
        with pytest.raises(ClientError):
            await response.read()
    await until(auditing.is_over)
    _, ended = await auditing.audited()
    assert ended.after is not None
    assert ended.after["completed"] is False
    assert 0 < ended.after["rows"] < 2_000
    _, shown, _ = await auditing.told(AUDITOR)
    assert "not completed" in shown


async def test_the_log_and_slack_hear_nothing_of_documents(
    auditing: Auditing, capsys: pytest.CaptureFixture[str]
) -> None:
    link = await auditing.link()
    async with auditing.browser() as browser:
        assert TITLE in (await browser.open(link, "POST")).text
    payloads = str(auditing.journey.playground.workspace.payloads.list())
    logged = "".join(capsys.readouterr())
    for word in (TITLE, "docs.example/payroll"):
        assert word not in payloads
        assert word not in logged
    assert link.rsplit("/", 1)[1] not in logged


async def test_without_an_address_for_browsers_it_says_what_to_set(journey: Journey) -> None:
    made = Auditing(journey, Answered(journey))
    await made.emptied()
    await made.choose(AUDITOR)
    said, _, links = await made.told(AUDITOR)
    assert (said, links) == (ENGLISH(NOT_SET_UP), [])
    async with made.browser() as browser:
        assert (await browser.open(f"{PUBLIC_URL}/audit/x")).status == 404
    await made.emptied()
