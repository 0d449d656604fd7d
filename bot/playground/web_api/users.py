"""auth.test, users.* and usergroups.*."""

from typing import Any

from bot.playground.company import APP_ID, BOT_ID, BOT_NAME, BOT_USER, Group, Person
from bot.playground.directory import Channel
from bot.playground.events import handle_of
from bot.playground.rules import Json
from bot.playground.web_api.call import ApiError, Call
from bot.playground.web_api.conversations import of_types, shown
from bot.playground.workspace import Workspace

_UPDATED = 1700000000


async def auth_test(call: Call) -> Json:
    """Who this token is."""
    workspace = call.workspace
    return {
        "url": f"{workspace.url}/",
        "team": workspace.company.workspace.name,
        "user": BOT_NAME.lower(),
        "team_id": workspace.team,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


async def info(call: Call) -> Json:
    """One person in full."""
    user = call.person()
    body = profile(call.workspace, user)
    _without_email(call, body)
    if not call.flag("include_locale"):
        body.pop("locale")
    return {"user": body}


async def list_all(call: Call) -> Json:
    """Everybody of the workspace, those of other companies who share a channel, and the bot."""
    ids = [*call.workspace.directory.people, BOT_USER]
    members = [profile(call.workspace, user) for user in ids]
    for member in members:
        _without_email(call, member)
        if not call.flag("include_locale"):
            member.pop("locale")
    page = call.page(members, "members")
    page.pop("has_more")
    return page | {"cache_ts": int(call.workspace.clock.now())}


async def conversations(call: Call) -> Json:
    """The conversations a person or the bot is in."""
    user = call.person() if call.text("user") else BOT_USER
    directory = call.workspace.directory

    def member(channel: Channel) -> bool:
        return channel.bot if user == BOT_USER else channel.bot and user in channel.members

    found = [one for one in directory.channels.values() if member(one) and of_types(call, one)]
    page = call.page([shown(call.workspace, one) for one in found], "channels")
    page.pop("has_more")
    return page


async def usergroups_list(call: Call) -> Json:
    """Every user group, with its members where they are asked for."""
    groups = call.workspace.directory.groups.values()
    include = call.flag("include_users")
    return {"usergroups": [usergroup(call.workspace, one, users=include) for one in groups]}


async def usergroups_users_list(call: Call) -> Json:
    """The members of one user group."""
    group = call.workspace.directory.groups.get(call.required("usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": list(group.members)}


def profile(workspace: Workspace, user: str) -> Json:
    """A person or the bot as users.info describes them."""
    if user == BOT_USER:
        return _bot(workspace)
    person = workspace.directory.people[user]
    body: Json = {
        "id": user,
        "team_id": workspace.directory.team_of(user),
        "name": handle_of(person),
        "deleted": person.deactivated,
        "real_name": person.name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": 3600,
        "locale": person.locale,
        "profile": _profile_of(person) | {"team": workspace.directory.team_of(user)},
        "is_admin": person.admin or person.owner,
        "is_owner": person.owner,
        "is_primary_owner": person.owner,
        "is_restricted": person.guest or person.single_channel_guest,
        "is_ultra_restricted": person.single_channel_guest,
        "is_bot": False,
        "is_app_user": False,
        "is_stranger": person.team is not None,
        "is_email_confirmed": person.team is None,
        "updated": _UPDATED,
    }
    return body


def _profile_of(person: Person) -> Json:
    first, _, last = person.name.partition(" ")
    return {
        "title": person.role,
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "email": person.email,
    }


def _without_email(call: Call, body: Json) -> None:
    scopes = call.workspace.rules.scopes
    if scopes is not None and "users:read.email" not in scopes:
        body["profile"].pop("email", None)


def _bot(workspace: Workspace) -> Json:
    profile: dict[str, Any] = {"real_name": BOT_NAME, "display_name": "", "bot_id": BOT_ID}
    return {
        "id": BOT_USER,
        "team_id": workspace.team,
        "name": BOT_NAME.lower(),
        "deleted": False,
        "real_name": BOT_NAME,
        "tz": "America/Los_Angeles",
        "tz_offset": -28800,
        "locale": "en-US",
        "profile": profile | {"api_app_id": APP_ID, "team": workspace.team},
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": True,
        "is_app_user": False,
        "is_stranger": False,
        "updated": _UPDATED,
    }


def usergroup(workspace: Workspace, group: Group, *, users: bool) -> Json:
    """A user group as usergroups.list describes it."""
    body: Json = {
        "id": group.id,
        "team_id": workspace.team,
        "is_usergroup": True,
        "is_external": False,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "date_create": _UPDATED,
        "date_update": _UPDATED,
        "date_delete": 0,
        "auto_type": None,
        "user_count": len(group.members),
    }
    return body | {"users": list(group.members)} if users else body
