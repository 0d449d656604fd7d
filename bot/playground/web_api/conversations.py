"""conversations.*: what the bot may know of a conversation."""

from bot.playground.company import BOT_USER
from bot.playground.directory import Channel
from bot.playground.messages import Message
from bot.playground.rules import Json
from bot.playground.web_api.call import ApiError, Call, refused
from bot.playground.web_api.permits import TYPES
from bot.playground.workspace import Workspace

MPIM_LEAST = 2


async def info(call: Call) -> Json:
    """One conversation."""
    channel = call.channel()
    body = shown(call.workspace, channel)
    if call.flag("include_num_members"):
        body["num_members"] = len(channel.everyone)
    return {"channel": body}


async def members(call: Call) -> Json:
    """Who is in it, a page at a time."""
    page = call.page(call.channel().everyone, "members")
    page.pop("has_more")
    return page


async def list_all(call: Call) -> Json:
    """Public conversations and those the bot is in."""
    channels = call.workspace.directory.channels.values()
    visible = [one for one in channels if one.bot or one.kind == "public"]
    found = [shown(call.workspace, one) for one in visible if of_types(call, one)]
    page = call.page(found, "channels")
    page.pop("has_more")
    return page


async def history(call: Call) -> Json:
    """Messages of a conversation, newest first, replies left out."""
    channel = call.joined_channel()
    kept = call.workspace.messages.kept(channel.id)
    roots = [one for one in kept if one.thread_ts in (None, one.ts)]
    chosen = [_as_slack(call, one) for one in _between(call, roots)]
    return call.page(chosen[::-1], "messages")


async def replies(call: Call) -> Json:
    """A thread: its root, then its replies, oldest first."""
    channel = call.joined_channel()
    ts = call.required("ts")
    found = call.workspace.messages.find(channel.id, ts)
    if found is None or found.visible_to is not None:
        raise ApiError("thread_not_found")
    thread = call.workspace.messages.thread(channel.id, found.thread_ts or ts)
    return call.page([_as_slack(call, one) for one in _between(call, thread)], "messages")


async def open_(call: Call) -> Json:
    """The direct or group conversation with these people."""
    if call.text("channel"):
        return {"channel": shown(call.workspace, call.joined_channel())}
    given = call.text("users")
    users = [one.strip() for one in given.split(",") if one.strip()]
    directory = call.workspace.directory
    if not users:
        raise refused("invalid_arguments", "[ERROR] missing required field: users")
    if any(one not in directory.people for one in users):
        raise ApiError("user_not_found")
    wanted = {*users} - {BOT_USER}
    kind = "group" if len(wanted) >= MPIM_LEAST else "dm"
    for channel in directory.channels.values():
        if channel.kind == kind and set(channel.members) == wanted:
            return {"channel": {"id": channel.id}, "already_open": True, "no_op": True}
    made = Channel("G0" + "".join(sorted(wanted))[-9:], "group", "group", users, bot=True)
    directory.channels[made.id] = made
    return {"channel": {"id": made.id}}


def shown(workspace: Workspace, channel: Channel) -> Json:
    """A conversation as conversations.info describes it."""
    body: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": channel.is_dm,
        "is_mpim": channel.kind == "group",
        "is_channel": channel.kind in ("public", "shared"),
        "is_group": channel.kind == "private",
        "is_private": channel.kind in ("private", "group", "dm"),
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_member": channel.bot,
        "context_team_id": workspace.team,
        "shared_team_ids": sorted({workspace.team, *channel.teams}),
        "connected_team_ids": sorted(channel.teams),
        "internal_team_ids": [],
        "pending_shared": [],
    }
    if channel.is_dm:
        return body | {"user": channel.members[0], "is_open": True, "is_user_deleted": False}
    return body | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": channel.name == "general",
        "creator": channel.members[0] if channel.members else BOT_USER,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def of_types(call: Call, channel: Channel) -> bool:
    """Whether the call's `types` ask for such a conversation."""
    asked = [one.strip() for one in (call.text("types") or "public_channel").split(",")]
    if not set(asked) <= set(TYPES):
        raise ApiError("invalid_types")
    kind = "public" if channel.kind == "shared" else channel.kind
    return kind in {TYPES[one] for one in asked}


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.text("oldest", "0"), call.text("latest") or "9999999999.999999"
    inclusive = call.flag("inclusive")
    return [
        one
        for one in messages
        if oldest < one.ts < latest or (inclusive and one.ts in (oldest, latest))
    ]


def _as_slack(call: Call, message: Message) -> Json:
    workspace = call.workspace
    body = message.as_slack(workspace.directory.team_of(message.user))
    answers = workspace.messages.thread(message.channel, message.ts)[1:]
    if answers and message.thread_ts in (None, message.ts):
        body["thread_ts"] = message.ts
        body["reply_count"] = len(answers)
        body["reply_users"] = list(dict.fromkeys(one.user for one in answers))
        body["latest_reply"] = answers[-1].ts
    elif message.thread_ts is not None:
        root = workspace.messages.find(message.channel, message.thread_ts)
        body["parent_user_id"] = root.user if root is not None else BOT_USER
    return body
