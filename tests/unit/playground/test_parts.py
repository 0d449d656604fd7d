"""Signatures, links, fields, streams and rights, each by itself."""

import json
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.signature import Clock, SignatureVerifier

from bot.playground.elements import (
    filled,
    find_element,
    give_ids,
    missing,
    state_of,
    untouched,
    used,
)
from bot.playground.messages import Message, Timestamps, links_in
from bot.playground.rules import Rules, SystemClock
from bot.playground.settled import outcome_of
from bot.playground.signing import signed_headers
from bot.playground.streams import Streams, extend
from bot.playground.tickets import Tickets

Json = dict[str, Any]
MANIFEST = Path(__file__).parents[3] / "infra" / "slack" / "manifest.json"


class Stopped:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = 1000.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


def test_without_a_manifest_the_composer_offers_what_the_manifest_declares() -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    assert Rules().commands == Rules(manifest=manifest).commands


def test_a_signature_is_what_slacks_own_verifier_accepts() -> None:
    verifier = SignatureVerifier("secret", Clock())
    headers = signed_headers("secret", b'{"a": 1}')
    assert verifier.is_valid_request(b'{"a": 1}', headers)
    assert not verifier.is_valid_request(b'{"a": 2}', headers)
    assert not verifier.is_valid_request(b'{"a": 1}', signed_headers("secret", b'{"a": 1}', 1))


def test_timestamps_are_never_the_same_and_always_later() -> None:
    stamps = Timestamps(Stopped())
    made = [stamps.next() for _ in range(3)]
    assert made == ["1000.000000", "1000.000001", "1000.000002"]


def test_a_clock_can_run_faster() -> None:
    clock = SystemClock(pace=1000.0)
    first = clock.now()
    assert clock.now() >= first


def test_links_are_found_once_wherever_they_stand() -> None:
    blocks: list[Json] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "<https://a.example/1|one>"}},
        {"type": "markdown", "text": "see [two](https://a.example/2), https://a.example/1."},
        {"type": "actions", "elements": [{"type": "button", "url": "https://a.example/3"}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "no link"}]},
    ]
    found = links_in("text https://a.example/0", blocks)
    assert found == [f"https://a.example/{number}" for number in (0, 1, 2, 3)]


@pytest.mark.parametrize(
    ("block_id", "outcome"),
    [("outcome.not_found.r-1", ("not_found", "r-1")), ("sources", None), (None, None)],
)
def test_an_outcome_is_read_from_a_block_id(
    block_id: str | None, outcome: tuple[str, str] | None
) -> None:
    blocks: list[Json] = [{"type": "divider"}, {"type": "divider", "block_id": block_id}]
    assert outcome_of(Message("C", "U", "t", "1.0", blocks)) == outcome


OPTIONS = [{"text": {"type": "plain_text", "text": "A"}, "value": "a"}]


@pytest.mark.parametrize(
    ("element", "value", "held"),
    [
        ({"type": "plain_text_input"}, "x", {"value": "x"}),
        ({"type": "plain_text_input"}, "", {"value": None}),
        ({"type": "static_select", "options": OPTIONS}, "a", {"selected_option": OPTIONS[0]}),
        ({"type": "static_select", "options": OPTIONS}, "b", {"selected_option": None}),
        (
            {"type": "static_select", "option_groups": [{"label": {}, "options": OPTIONS}]},
            "a",
            {"selected_option": OPTIONS[0]},
        ),
        ({"type": "checkboxes", "options": OPTIONS}, ["a"], {"selected_options": OPTIONS}),
        ({"type": "checkboxes", "options": OPTIONS}, None, {"selected_options": []}),
        ({"type": "users_select"}, "U0ANA", {"selected_user": "U0ANA"}),
        ({"type": "multi_users_select"}, "U0ANA", {"selected_users": ["U0ANA"]}),
        ({"type": "multi_channels_select"}, None, {"selected_channels": []}),
        ({"type": "datepicker"}, "2026-11-23", {"selected_date": "2026-11-23"}),
    ],
)
def test_a_field_holds_its_value_under_slacks_name(element: Json, value: Any, held: Json) -> None:
    assert filled(element, value) == held


def test_an_untouched_field_holds_its_initial_value() -> None:
    assert untouched({"type": "plain_text_input", "initial_value": "x"}) == {"value": "x"}
    assert untouched({"type": "radio_buttons", "initial_option": OPTIONS[0]}) == {
        "selected_option": OPTIONS[0]
    }
    assert untouched({"type": "multi_users_select"}) == {"selected_users": []}


def test_required_fields_are_missed_and_optional_ones_are_not() -> None:
    field = {"type": "plain_text_input", "action_id": "t"}
    blocks = [
        {"type": "input", "block_id": "must", "element": field},
        {"type": "input", "block_id": "may", "element": field, "optional": True},
    ]
    view: Json = {"blocks": blocks, "state": {"values": {}}}
    assert list(missing(view, state_of(view, {}))) == ["must"]
    assert missing(view, state_of(view, {"must": {"t": "x"}})) == {}


def test_buttons_of_one_action_are_told_apart_by_value() -> None:
    rows = [
        {"type": "actions", "block_id": f"b{n}", "elements": [_button(str(n))]} for n in range(2)
    ]
    found = find_element(rows, "open", "1")
    assert found is not None
    assert used(*found, "1", "9.0")["value"] == "1"
    assert found[0] == "b1"
    assert find_element(rows, "other") is None


def test_menus_of_one_action_are_told_apart_by_the_choice_they_offer() -> None:
    rows: list[Json] = [
        {
            "type": "section",
            "block_id": f"b{n}",
            "accessory": {
                "type": "overflow",
                "action_id": "more",
                "options": [{"text": {}, "value": str(n)}],
            },
        }
        for n in range(2)
    ]
    found = find_element(rows, "more", "1")
    assert found is not None
    assert found[0] == "b1"
    assert used(*found, "1", "9.0")["selected_option"]["value"] == "1"


def test_blocks_and_elements_without_an_id_get_one() -> None:
    blocks: list[Json] = [
        {"type": "actions", "elements": [{"type": "button", "text": {}}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}]},
        {"type": "divider", "block_id": "mine"},
    ]
    give_ids(blocks)
    assert blocks[0]["elements"][0]["action_id"]
    assert "action_id" not in blocks[1]["elements"][0]
    assert blocks[2]["block_id"] == "mine"


def test_a_stream_ends_when_its_time_is_over() -> None:
    clock = Stopped()
    streams = Streams(clock, Rules(stream_seconds=300))
    message = Message("C", "U", "", "1.0", thread_ts="0.5")
    stream = streams.start(message)
    extend(stream, [{"type": "markdown_text", "text": "a"}])
    extend(stream, [{"type": "markdown_text", "text": "b"}])
    extend(stream, [{"type": "plan_update", "title": "P"}, {"type": "plan_update", "title": "Q"}])
    assert [block["type"] for block in message.blocks] == ["markdown", "plan"]
    assert (message.blocks[0]["text"], message.blocks[1]["title"]) == ("ab", "Q")
    assert streams.in_thread("C", "0.5") == [stream]
    clock.time += 300
    assert streams.find("C", "1.0") is None
    assert message.streaming is False


def test_details_of_a_task_are_appended_when_it_is_updated() -> None:
    stream = Streams(Stopped(), Rules()).start(Message("C", "U", "", "1.0"))
    for details in ("one ", "two"):
        extend(stream, [{"type": "task_update", "id": "t", "title": "T", "details": details}])
    assert stream.message.blocks[0]["details"] == "one two"


def test_triggers_and_response_urls_expire_by_the_clock() -> None:
    clock = Stopped()
    tickets = Tickets(clock, Rules())
    trigger = tickets.trigger("U0ANA")
    url = tickets.response_url("U0ANA", "C", "1.0")
    clock.time += 3.1
    assert tickets.expired(trigger)
    assert not tickets.url_expired(url)
    clock.time += 1800
    assert tickets.url_expired(url)


def _button(value: str) -> Json:
    return {"type": "button", "action_id": "open", "text": {}, "value": value}
