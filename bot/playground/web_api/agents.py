"""agents.sessions.* and assistant.threads.*: status, titles and suggested prompts."""

from bot.playground.directory import Channel
from bot.playground.rules import Json
from bot.playground.web_api.call import ApiError, Call, refused
from bot.playground.web_api.chat import thread_of

STATUSES = frozenset({"processing", "active", "suspended", "closed"})
TITLE = 200
PROMPTS = 4


async def set_status(call: Call) -> Json:
    """Say what state a session is in."""
    channel = call.joined_channel("channel_id")
    thread_ts = _thread(call, channel)
    status = call.required("status")
    if status not in STATUSES:
        raise refused("invalid_arguments", f"[ERROR] {status} is not one of {sorted(STATUSES)}")
    if len(call.text("title")) > TITLE:
        raise refused("invalid_arguments", f"[ERROR] title has more than {TITLE} characters")
    call.workspace.set_status(channel, thread_ts, status)
    session = call.workspace.sessions[channel.id, thread_ts]
    session["title"] = session["title"] or call.text("title") or None
    return {}


async def rename(call: Call) -> Json:
    """Give a session another title."""
    channel = call.joined_channel("channel_id")
    title = call.required("title")
    if len(title) > TITLE:
        raise refused("invalid_arguments", f"[ERROR] title has more than {TITLE} characters")
    session = call.workspace.sessions.get((channel.id, _thread(call, channel)))
    if session is None:
        raise ApiError("session_not_found")
    session["title"] = title
    return {}


async def set_thread_status(call: Call) -> Json:
    """The older way to show that the bot works on something; empty text clears it."""
    channel = call.joined_channel("channel_id")
    thread_ts = _thread(call, channel)
    status = "processing" if call.text("status") else "active"
    call.workspace.set_status(channel, thread_ts, status)
    return {}


async def set_prompts(call: Call) -> Json:
    """Offer up to four prompts in a conversation with the bot."""
    channel = call.joined_channel("channel_id")
    prompts = call.objects("prompts")
    if not 1 <= len(prompts) <= PROMPTS:
        raise refused("invalid_arguments", f"[ERROR] prompts must have 1 to {PROMPTS} items")
    if not all(one.get("title") and one.get("message") for one in prompts):
        raise refused("invalid_arguments", "[ERROR] every prompt needs a title and a message")
    call.workspace.prompts[channel.id, call.text("thread_ts") or None] = prompts
    return {}


def _thread(call: Call, channel: Channel) -> str:
    thread_ts = thread_of(call, channel)
    if thread_ts is None:
        raise ApiError("invalid_thread_ts")
    return thread_ts
