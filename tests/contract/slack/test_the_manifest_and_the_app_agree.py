"""What the manifest declares, the app handles; what the app calls, the manifest allows."""

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.language.say import ENGLISH
from bot.listeners import register
from bot.views.guide import prompts

ROOT = Path(__file__).parents[3]
MANIFEST: dict[str, Any] = json.loads((ROOT / "infra/slack/manifest.json").read_text())
SCOPES = frozenset(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = frozenset(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
COMMANDS = {one["command"] for one in MANIFEST["features"]["slash_commands"]}

# docs.slack.dev, "Method scopes": a bot token needs all of a row.
SCOPES_OF_METHODS = {
    "agents.sessions.setStatus": {"chat:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "auth.test": set(),
    "chat.appendStream": {"chat:write"},
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.startStream": {"chat:write"},
    "chat.stopStream": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {
        "channels:history",
        "groups:history",
        "im:history",
        "mpim:history",
    },
    "conversations.info": {"channels:read", "groups:read", "im:read", "mpim:read"},
    "conversations.members": {"channels:read", "groups:read", "im:read", "mpim:read"},
    "conversations.replies": {
        "channels:history",
        "groups:history",
        "im:history",
        "mpim:history",
    },
    "usergroups.list": {"usergroups:read"},
    # Over public and private channels and group DMs; ours are never asked for by this way.
    "users.conversations": {"channels:read", "groups:read", "mpim:read"},
    "users.info": {"users:read", "users:read.email"},
    "users.list": {"users:read", "users:read.email"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
# docs.slack.dev, "Events": what a subscription needs.
SCOPES_OF_EVENTS = {
    "agent_session_stopped": {"assistant:write"},
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "channel_id_changed": {"channels:read", "groups:read"},
    "channel_left": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_shared": {"channels:read", "groups:read"},
    "channel_unshared": {"channels:read", "groups:read"},
    "group_left": {"groups:read"},
    "group_rename": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.im": {"im:history"},
    "subteam_created": {"usergroups:read"},
    "subteam_members_changed": {"usergroups:read"},
    "subteam_updated": {"usergroups:read"},
    "team_join": {"users:read"},
    "user_change": {"users:read"},
}


def test_every_event_of_the_manifest_has_a_listener() -> None:
    wanted = {event.partition(".")[0] for event in EVENTS}
    handled = {name for kind, name in _registered() if kind == "event"}
    assert wanted == handled


def test_every_command_of_the_manifest_has_a_listener() -> None:
    assert {name for kind, name in _registered() if kind == "command"} == COMMANDS


def test_no_shortcut_is_declared_that_nothing_handles() -> None:
    declared = {one["callback_id"] for one in MANIFEST["features"].get("shortcuts", [])}
    assert {name for kind, name in _registered() if kind == "shortcut"} == declared


@pytest.mark.parametrize("method", sorted(SCOPES_OF_METHODS))
def test_every_method_we_call_has_its_scopes(method: str) -> None:
    assert method in set(_methods_called()), "no longer called: take it off the table"
    assert SCOPES_OF_METHODS[method] <= SCOPES


def test_the_table_of_methods_is_complete() -> None:
    assert set(_methods_called()) == set(SCOPES_OF_METHODS)


def test_every_event_has_its_scopes() -> None:
    assert set(SCOPES_OF_EVENTS) == EVENTS
    assert {scope for event in EVENTS for scope in SCOPES_OF_EVENTS[event]} <= SCOPES


def test_no_scope_is_asked_for_in_vain() -> None:
    needed = {scope for scopes in SCOPES_OF_METHODS.values() for scope in scopes}
    needed |= {scope for scopes in SCOPES_OF_EVENTS.values() for scope in scopes}
    assert needed | {"commands"} == SCOPES


def test_it_is_an_agent_of_today_and_no_legacy_assistant() -> None:
    features = MANIFEST["features"]
    assert "agent_view" in features
    assert "assistant_view" not in features
    assert features["agent_view"]["suggested_prompts"] == prompts(ENGLISH)


def test_it_keeps_to_slacks_lengths() -> None:
    shown, features = MANIFEST["display_information"], MANIFEST["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert all(re.fullmatch(r"/[a-z]{1,31}", one) for one in COMMANDS)


class _Recorder:
    """Stands where Bolt's app would be, and writes down what is bound to what."""

    def __init__(self) -> None:
        self.bound: list[tuple[str, object]] = []

    def __getattr__(self, kind: str) -> Any:
        assert hasattr(AsyncApp, kind), kind

        def bind(constraint: object, *_: object) -> Any:
            self.bound.append((kind, constraint))
            return lambda listener: listener

        return bind


class _Anything:
    """Any listener."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: name


def _registered() -> list[tuple[str, str]]:
    """Kinds and names that are bound by name; what takes anything does not count."""
    recorder: Any = _Recorder()
    anything: Any = _Anything()
    register(
        recorder,
        questions=anything,
        commands=anything,
        more=anything,
        meant=anything,
        people=anything,
        settings=anything,
        linking=anything,
        why=anything,
        privacy=anything,
        feedback=anything,
        confiding=anything,
        passive_help=anything,
    )
    return [(kind, name) for kind, name in recorder.bound if isinstance(name, str)]


def _methods_called() -> Iterator[str]:
    """The Web API methods that the package calls on a client, out of its syntax trees."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        if "playground" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and _is_client(node.value):
                method = getattr(AsyncWebClient, node.attr, None)
                if method is not None and inspect.iscoroutinefunction(method):
                    yield _api_name(method)


def _is_client(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name.endswith("client")


def _api_name(method: Any) -> str:
    source = textwrap.dedent(inspect.getsource(method))
    found = re.search(r'api_call\(\s*"([\w.]+)"', source)
    assert found, f"{method} calls no method of Slack"
    return found[1]
