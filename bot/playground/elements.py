"""Elements a person can use: finding them in blocks, and what using one tells the app."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.rules import Json

REQUIRED = "Please complete this required field."
# What each element calls its value, whether in an action or in a view's state.
_PLAIN = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
_CHOICE = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
_CHOICES = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
_INITIAL = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}


def give_ids(blocks: list[Json]) -> None:
    """Name every block and element that has no id, as Slack does."""
    for block in blocks:
        block.setdefault("block_id", secrets.token_hex(3))
        row = block.get("elements") if block["type"] in ("actions", "context_actions") else None
        beside = [block.get("accessory"), block.get("element"), *(row or [])]
        for element in beside:
            if isinstance(element, dict) and element["type"] != "image":
                element.setdefault("action_id", secrets.token_hex(3))


def elements_in(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Every element with an action id, with the id of its block."""
    for block in blocks:
        for element in _within(block):
            yield block["block_id"], element


def find_element(blocks: list[Json], action_id: str, value: Any = None) -> tuple[str, Json] | None:
    """The element of that action id; its value tells apart several."""
    found = [one for one in elements_in(blocks) if one[1]["action_id"] == action_id]
    exact = [one for one in found if value is not None and _offers(one[1], value)]
    return next(iter(exact or found), None)


def used(block_id: str, element: Json, value: Any, at: str) -> Json:
    """The `actions` entry of an element that somebody used."""
    kind = element["type"]
    action: Json = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": block_id,
        "action_ts": at,
    }
    if kind == "feedback_buttons":
        button = _thumb(element, value)
        return action | {"value": button["value"], "text": button["text"]}
    if kind in ("button", "icon_button", "workflow_button"):
        action["text"] = element["text"]
        if "value" in element:
            action["value"] = element["value"]
        return action
    return action | filled(element, value)


def filled(element: Json, value: Any) -> Json:
    """What a field holds once somebody chose or wrote this value."""
    kind = element["type"]
    if kind in _CHOICE:
        return {"selected_option": _option(element, value)}
    if kind in _CHOICES:
        values = value if isinstance(value, list) else [value] if value else []
        options = [_option(element, one) for one in values]
        return {"selected_options": [one for one in options if one is not None]}
    name = _PLAIN.get(kind, "value")
    if kind.startswith("multi_") and not isinstance(value, list):
        value = [value] if value else []
    return {name: value if value != "" else None}


def untouched(element: Json) -> Json:
    """What a field holds before anybody touched it."""
    kind = element["type"]
    if kind in _CHOICE:
        return {"selected_option": element.get("initial_option")}
    if kind in _CHOICES:
        return {"selected_options": element.get("initial_options") or []}
    name = _PLAIN.get(kind, "value")
    empty: Any = [] if kind.startswith("multi_") else None
    return {name: element.get(_INITIAL.get(name, ""), empty)}


def state_of(view: Json, values: Mapping[str, Any]) -> Json:
    """A view's `state.values` from what a person put in, by block and action id."""
    state: Json = {}
    for block_id, element in elements_in(view["blocks"]):
        if element["type"] in ("button", "overflow", "icon_button", "feedback_buttons"):
            continue
        given = values.get(block_id)
        action_id = element["action_id"]
        if isinstance(given, Mapping) and action_id in given:
            held = filled(element, given[action_id])
        else:
            held = view["state"]["values"].get(block_id, {}).get(action_id) or untouched(element)
        state.setdefault(block_id, {})[action_id] = {"type": element["type"], **held}
    return state


def missing(view: Json, state: Json) -> dict[str, str]:
    """Required inputs that are empty, by block id; Slack's client stops the submission itself."""
    errors = {}
    for block in view["blocks"]:
        if block["type"] != "input" or block.get("optional"):
            continue
        held = state.get(block["block_id"], {}).get(block["element"].get("action_id"), {})
        if not any(value for name, value in held.items() if name != "type"):
            errors[block["block_id"]] = REQUIRED
    return errors


def _within(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if "action_id" in value and "type" in value:
            yield value
        for inner in value.values():
            yield from _within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _within(inner)


def _offers(element: Json, value: Any) -> bool:
    """Whether using this element can mean that value: a button's own, or one of a menu's."""
    if element["type"] == "overflow":
        return _option(element, value) is not None
    return bool(element.get("value") == value)


def _thumb(element: Json, value: Any) -> Json:
    negative: Json = element["negative_button"]
    if value in ("negative", "negative_button", negative["value"]):
        return negative
    positive: Json = element["positive_button"]
    return positive


def _option(element: Json, value: Any) -> Json | None:
    groups = [group["options"] for group in element.get("option_groups") or []]
    options: list[Json] = [
        *(element.get("options") or []),
        *(one for group in groups for one in group),
    ]
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in options:
        if option["value"] == wanted:
            return option
    if element["type"].endswith("external_select") and isinstance(value, dict):
        return value
    return None
