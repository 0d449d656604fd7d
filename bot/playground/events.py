"""Payloads of Slack's Events API, slash commands and interactions, built from the workspace."""

import secrets
from dataclasses import dataclass, field
from typing import Literal

from bot.playground.company import APP_ID, BOT_ID, BOT_USER, Person
from bot.playground.directory import Channel
from bot.playground.messages import Message
from bot.playground.rules import Json
from bot.playground.tickets import ResponseUrl
from bot.playground.workspace import Workspace

CHANNEL_TYPES = {
    "dm": "im",
    "group": "mpim",
    "public": "channel",
    "private": "group",
    "shared": "channel",
}


@dataclass(frozen=True)
class Delivery:
    """Something Slack sends to the app.

    `question` is the channel and timestamp of the words that caused it, for `settled`.
    """

    kind: Literal["events_api", "slash_commands", "interactive"]
    name: str
    payload: Json
    channel: str | None = None
    question: tuple[str, str] | None = field(default=None, compare=False)


def event(
    workspace: Workspace, inner: Json, *, channel: Channel | None = None, team: str | None = None
) -> Delivery:
    """An Events API delivery around an inner event; `team` is where it came from."""
    token = secrets.token_hex(5).upper()
    # The outer team is the one the event came from; the app's own is in `authorizations`.
    payload: Json = {
        "token": "playground",
        "team_id": team or workspace.team,
        "context_team_id": workspace.team,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev0{token}",
        "event_time": int(workspace.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": channel is not None and channel.shared,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }
    where = channel.id if channel is not None else None
    return Delivery("events_api", inner["type"], payload, where)


def said(workspace: Workspace, message: Message, kind: str) -> Delivery:
    """A person's message as an `app_mention` or `message` event."""
    channel = workspace.directory.channels[message.channel]
    team = workspace.directory.team_of(message.user)
    inner = message.as_slack(team) | {
        "type": kind,
        "channel": channel.id,
        "event_ts": message.ts,
        "client_msg_id": secrets.token_hex(16),
        "user_team": team,
        "source_team": team,
        "user_profile": _short_profile(workspace.directory.people[message.user]),
    }
    if kind == "message":
        inner["channel_type"] = CHANNEL_TYPES[channel.kind]
    if message.thread_ts is not None:
        root = workspace.messages.find(channel.id, message.thread_ts)
        inner["parent_user_id"] = root.user if root is not None else BOT_USER
    made = event(workspace, inner, channel=channel, team=team)
    question = (message.channel, message.ts)
    return Delivery(made.kind, made.name, made.payload, made.channel, question)


def altered(
    workspace: Workspace, subtype: str, message: Message, previous: Json, at: str
) -> Delivery:
    """A `message_changed` or `message_deleted` event in a direct conversation."""
    channel = workspace.directory.channels[message.channel]
    inner: Json = {
        "type": "message",
        "subtype": subtype,
        "channel": channel.id,
        "channel_type": CHANNEL_TYPES[channel.kind],
        "hidden": True,
        "ts": at,
        "event_ts": at,
        "previous_message": previous,
    }
    if subtype == "message_deleted":
        inner["deleted_ts"] = message.ts
    else:
        inner["message"] = message.as_slack(workspace.directory.team_of(message.user))
    return event(workspace, inner, channel=channel)


def home_opened(workspace: Workspace, person: str, dm: Channel, tab: str) -> Delivery:
    """A person opened a tab of the app; the messages tab is the conversation with it."""
    inner: Json = {
        "type": "app_home_opened",
        "user": person,
        "channel": dm.id,
        "tab": tab,
        "event_ts": workspace.timestamps.next(),
    }
    view = workspace.modals.home(person)
    if tab == "home" and view is not None:
        inner["view"] = view
    return event(workspace, inner, channel=dm)


def command(workspace: Workspace, said_by: Json, url: ResponseUrl, trigger_id: str) -> Delivery:
    """A slash command; `said_by` has user_id, command and text."""
    channel = workspace.directory.channels[url.channel]
    person = workspace.directory.people[said_by["user_id"]]
    names = {"dm": "directmessage", "private": "privategroup", "group": f"mpdm-{channel.name}"}
    payload: Json = {
        "token": "playground",
        "team_id": workspace.team,
        "team_domain": workspace.company.workspace.domain,
        "channel_id": channel.id,
        "channel_name": names.get(channel.kind, channel.name),
        "user_name": handle_of(person),
        **said_by,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": f"{workspace.url}/response/{url.secret}",
        "trigger_id": trigger_id,
    }
    question = (channel.id, url.answers)
    return Delivery("slash_commands", said_by["command"], payload, channel.id, question)


def interaction(
    workspace: Workspace, kind: str, person: str, extra: Json, channel: str | None = None
) -> Delivery:
    """A `block_actions`, `view_submission` or `view_closed` payload by a person."""
    known = workspace.directory.people[person]
    team = workspace.directory.team_of(person)
    payload: Json = {
        "type": kind,
        "token": "playground",
        "team": {"id": workspace.team, "domain": workspace.company.workspace.domain},
        "user": {
            "id": person,
            "username": handle_of(known),
            "name": handle_of(known),
            "team_id": team,
        },
        "api_app_id": APP_ID,
        "enterprise": None,
        "is_enterprise_install": False,
        **extra,
    }
    actions = extra.get("actions") or [{}]
    view = extra.get("view") or {}
    detail = actions[0].get("action_id") or view.get("callback_id") or ""
    return Delivery("interactive", f"{kind} {detail}".strip(), payload, channel)


def stopped(
    workspace: Workspace, channel: Channel, thread_ts: str, person: str, streams: list[str]
) -> Delivery:
    """A person pressed Stop on a session."""
    inner: Json = {
        "type": "agent_session_stopped",
        "channel": channel.id,
        "thread_ts": thread_ts,
        "user": person,
        "event_ts": workspace.timestamps.next(),
        "streaming_message_ts": streams,
    }
    return event(workspace, inner, channel=channel)


def handle_of(person: Person) -> str:
    """The user name Slack derives from a person's name."""
    return person.name.lower().replace(" ", ".")


def bot_profile() -> Json:
    """What identifies the bot in payloads that name it."""
    return {"id": BOT_ID, "app_id": APP_ID, "user_id": BOT_USER}


def _short_profile(person: Person) -> Json:
    return {
        "real_name": person.name,
        "display_name": person.name,
        "is_restricted": person.guest,
        "is_ultra_restricted": person.single_channel_guest,
    }
