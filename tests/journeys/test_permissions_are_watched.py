"""Administrators and monitors see how old permission sources are."""

from datetime import timedelta

import pytest
from aiohttp import ClientSession

from bot.config import BotConfig
from bot.language.say import ENGLISH
from bot.serving import serving_metrics
from bot.views.status import PASSED, Kind
from chains.database.engine import Sessions
from tests.journeys.conftest import Journey, travelling


async def status(journey: Journey, who: str) -> str:
    """What `/footnote status` shows to somebody."""
    ts = await journey.command(who, "C0GENERAL", "/footnote", "status")
    assert await journey.settled("C0GENERAL", ts) == "help"
    return str((await journey.seen(who, "C0GENERAL"))[-1]["blocks"])


async def test_an_administrator_is_told_the_age_of_every_list_of_slacks(journey: Journey) -> None:
    said = await status(journey, "U0FINN")
    for line in ("People: confirmed", "User groups: confirmed", "Members of channels: confirmed"):
        assert line in said
    assert ":warning:" not in said


async def test_past_their_limits_the_administrator_is_told_what_happens(
    prepared: str, sessions: Sessions
) -> None:
    # A worker reads the lists anew when it starts: some of them after the clock was set.
    async with travelling(prepared, sessions, worker=False) as journey:
        journey.clock.ahead = timedelta(hours=2)
        said = await status(journey, "U0FINN")
    for kind in (Kind.PEOPLE, Kind.GROUPS, Kind.CHANNELS):
        assert ENGLISH(PASSED[kind]) in said


@pytest.mark.parametrize("who", ["U0ANA", "U0BEN"])
async def test_everybody_else_sees_what_they_saw_before(journey: Journey, who: str) -> None:
    said = await status(journey, who)
    assert "Footnote is running" in said
    assert "Permissions" not in said


async def scraped(journey: Journey) -> dict[str, str]:
    """The samples that a monitor reads."""
    async with (
        serving_metrics(journey.bot, BotConfig(metrics_port=0)) as address,
        ClientSession() as monitor,
        monitor.get(f"{address}/metrics") as response,
    ):
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/plain; version=")
        lines = (await response.text()).splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


async def test_a_monitor_reads_ages_limits_and_outcomes(journey: Journey) -> None:
    ts = await journey.say("U0ANA", "D0ANA", "When is payday?")
    assert await journey.settled("D0ANA", ts) == "answer"
    await journey.drained()
    journey.clock.ahead = timedelta(hours=2)
    samples = await scraped(journey)
    assert samples['footnote_outcomes_total{outcome="answer"}'] == "1.0"
    assert samples["footnote_recheck_drops_total"] == "0.0"
    for kind in (Kind.PEOPLE, Kind.GROUPS, Kind.CHANNELS):
        age = samples[f'footnote_permission_age_seconds{{kind="{kind}",origin=""}}']
        assert float(age) > float(
            samples[f'footnote_permission_age_limit_seconds{{kind="{kind}"}}']
        )


async def test_metrics_are_off_and_never_where_slack_comes_in(journey: Journey) -> None:
    async with serving_metrics(journey.bot, BotConfig()) as address:
        assert address is None
    async with journey.http.get(f"{journey.bot_url}/metrics") as response:
        assert response.status == 404
