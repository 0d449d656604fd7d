"""chat.*: posting, changing and deleting messages, without streams."""

import copy

from bot.playground.company import BOT_USER
from bot.playground.directory import Channel
from bot.playground.messages import Message
from bot.playground.rules import Json
from bot.playground.web_api.call import ApiError, Call, refused
from bot.views.limits import MARKDOWN_CHARACTERS, TEXT_CHARACTERS, UPDATE_CHARACTERS


async def post(call: Call) -> Json:
    """Post a message for everybody in the conversation."""
    channel = call.joined_channel()
    message = _drafted(call, channel)
    message.thread_ts = thread_of(call, channel)
    metadata = call.json("metadata")
    message.metadata = metadata if isinstance(metadata, dict) else None
    call.workspace.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": as_slack(call, message)}


async def post_ephemeral(call: Call) -> Json:
    """Post a message that one member of the conversation sees."""
    channel = call.channel()
    if not channel.bot:
        raise ApiError("not_in_channel")
    user = call.required("user", "user_not_in_channel")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    message = _drafted(call, channel)
    message.thread_ts = thread_of(call, channel)
    message.visible_to = user
    call.workspace.post(message)
    return {"message_ts": message.ts}


async def update(call: Call) -> Json:
    """Change a message of one's own; blocks that are not given stay."""
    channel = _standing_in(call)
    message = _own(call, channel, "cant_update_message")
    if call.workspace.streams.find(channel.id, message.ts) is not None:
        raise ApiError("streaming_state_conflict")
    text = call.text("markdown_text") or call.text("text")
    blocks = call.blocks()
    given = "blocks" in call.arguments
    if not text and not blocks:
        raise ApiError("no_text")
    if len(text) > UPDATE_CHARACTERS:
        raise refused("msg_too_long", f"[ERROR] text has more than {UPDATE_CHARACTERS} characters")
    message.text = text or message.text
    if given:
        message.blocks = copy.deepcopy(blocks)
    message.edited_ts = call.workspace.timestamps.next()
    call.workspace.change(message)
    seen = as_slack(call, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": seen}


async def delete(call: Call) -> Json:
    """Delete a message of one's own."""
    channel = _standing_in(call)
    message = _own(call, channel, "cant_delete_message")
    call.workspace.delete(message)
    return {"channel": channel.id, "ts": message.ts}


async def permalink(call: Call) -> Json:
    """The address of a message."""
    channel = call.channel()
    ts = call.required("message_ts", "message_not_found")
    message = call.workspace.messages.find(channel.id, ts)
    if message is None or message.visible_to is not None:
        raise ApiError("message_not_found")
    link = f"{call.workspace.url}/archives/{channel.id}/p{ts.replace('.', '')}"
    if message.thread_ts is not None:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


async def add_reaction(call: Call) -> Json:
    """React to a message; the playground checks and forgets it."""
    channel = call.joined_channel()
    call.required("name", "no_reaction")
    if call.workspace.messages.find(channel.id, call.text("timestamp")) is None:
        raise ApiError("message_not_found")
    return {}


def thread_of(call: Call, channel: Channel) -> str | None:
    """The thread a message is meant for, which has to exist."""
    given = call.text("thread_ts")
    if not given:
        return None
    root = call.workspace.messages.find(channel.id, given)
    if root is None or root.visible_to is not None:
        raise ApiError("invalid_thread_ts")
    if root.thread_ts not in (None, root.ts):
        raise ApiError("cannot_reply_to_message")
    return given


def as_slack(call: Call, message: Message) -> Json:
    """A message as Slack answers with it."""
    return message.as_slack(call.workspace.directory.team_of(message.user))


def _drafted(call: Call, channel: Channel) -> Message:
    text, markdown = call.text("text"), call.text("markdown_text")
    blocks = call.blocks()
    if markdown and (text or blocks):
        raise ApiError("markdown_text_conflict")
    if len(markdown) > MARKDOWN_CHARACTERS or len(text) > TEXT_CHARACTERS:
        raise refused("msg_too_long", "[ERROR] text is longer than Slack shows")
    if not (text or markdown or blocks):
        raise ApiError("no_text")
    if markdown:
        blocks = [{"type": "markdown", "text": markdown}]
    return call.workspace.bot_message(channel.id, text or markdown, blocks)


def _own(call: Call, channel: Channel, error: str) -> Message:
    message = call.workspace.messages.find(channel.id, call.required("ts", "message_not_found"))
    # An ephemeral message cannot be reached by its timestamp, only by a response_url.
    if message is None or message.visible_to is not None:
        raise ApiError("message_not_found")
    if message.user != BOT_USER:
        raise ApiError(error)
    return message


def _standing_in(call: Call) -> Channel:
    """The conversation of a message that is there: named by its own id, never by a person's."""
    channel = call.joined_channel()
    if call.required("channel", "channel_not_found") != channel.id:
        raise ApiError("channel_not_found")
    return channel
