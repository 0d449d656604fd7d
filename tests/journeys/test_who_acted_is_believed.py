"""Whose people acted is read from each delivery; users.info alone makes nobody one of ours."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from chains.access.audience import Standing
from tests.fakes.scripted_copilot import with_more
from tests.journeys.conftest import Journey
from tests.journeys.signed import deliver, mention

MENTION = "<@U0FOOTNOTE> "


async def standing_of(journey: Journey, body: dict[str, Any]) -> Standing:
    """What the copilot is told of the asker of a delivery."""
    secret = journey.playground.signing_secret
    assert await deliver(journey.http, journey.bot_url, body, secret=secret) == 200
    await journey.drained()
    return journey.copilot.asked[-1].asker.standing


@pytest.mark.parametrize(
    ("envelope", "event", "standing"),
    [
        ({}, {}, Standing.MEMBER),
        ({"is_ext_shared_channel": True}, {"user_team": "T0TIDE"}, Standing.MEMBER),
        ({"is_ext_shared_channel": True}, {"team": "T0TIDE"}, Standing.MEMBER),
        ({"is_ext_shared_channel": True}, {"user_team": "T0ACME"}, Standing.PARTNER),
        ({"is_ext_shared_channel": True}, {"user_team": "E0ACME"}, Standing.PARTNER),
        ({"is_ext_shared_channel": True}, {}, Standing.PARTNER),
    ],
)
async def test_a_mention_in_a_shared_channel_says_whose_people_ask(
    journey: Journey, envelope: dict[str, Any], event: dict[str, Any], standing: Standing
) -> None:
    """Slack knows U0ANA as a full member in every one of these."""
    assert await standing_of(journey, mention(**event) | envelope) is standing


@pytest.mark.parametrize(
    ("team", "standing"),
    [("T0TIDE", Standing.MEMBER), ("T0ACME", Standing.PARTNER), (None, Standing.PARTNER)],
)
async def test_a_button_is_pressed_by_the_person_not_by_the_channel(
    journey: Journey, team: str | None, standing: Standing
) -> None:
    journey.copilot.script = with_more
    ts = await journey.say("U0ANA", "C0GENERAL", f"{MENTION}When is payday?")
    assert await journey.settled("C0GENERAL", ts) == "answer"
    await journey.drained()
    click = {
        "type": "block_actions",
        "user": {"id": "U0ANA"} | ({"team_id": team} if team else {}),
        "team": {"id": "T0TIDE"},
        "channel": {"id": "C0GENERAL"},
        "trigger_id": "1.2.3",
        "response_url": f"{journey.playground.url}/response/none",
        "actions": [
            {
                "type": "button",
                "action_id": "show_privately",
                "value": (await journey.rows())[0].request,
            }
        ],
    }
    body, secret = urlencode({"payload": json.dumps(click)}), journey.playground.signing_secret
    assert await deliver(journey.http, journey.bot_url, body, secret=secret, form=True) == 200
    await journey.drained()
    assert journey.copilot.asked[-1].asker.standing is standing


async def test_a_command_is_typed_by_our_own_people(journey: Journey) -> None:
    ts = await journey.command("U0ANA", "C0ACME", "/ask", "When is payday?")
    assert await journey.settled("C0ACME", ts) == "answer"
    assert journey.copilot.asked[-1].asker.standing is Standing.MEMBER
