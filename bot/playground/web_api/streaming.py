"""chat.startStream, chat.appendStream and chat.stopStream."""

from bot.playground.rules import Json
from bot.playground.streams import Stream, extend
from bot.playground.web_api.agents import STATUSES
from bot.playground.web_api.call import ApiError, Call, check, refused
from bot.playground.web_api.chat import as_slack, thread_of
from bot.views.limits import MARKDOWN_CHARACTERS, chunk_verdict


async def start(call: Call) -> Json:
    """Begin a streamed message in a thread; the session becomes `processing`."""
    workspace = call.workspace
    channel = call.joined_channel()
    thread_ts = thread_of(call, channel)
    if thread_ts is None:
        raise ApiError("invalid_thread_ts")
    if not channel.is_dm:
        call.required("recipient_team_id", "missing_recipient_team_id")
        call.required("recipient_user_id", "missing_recipient_user_id")
    chunks = _chunks(call)
    message = workspace.bot_message(channel.id, "", [])
    message.thread_ts = thread_ts
    stream = workspace.streams.start(message)
    extend(stream, chunks)
    workspace.set_status(channel, thread_ts, "processing")
    workspace.post(message)
    return {"channel": channel.id, "ts": message.ts}


async def append(call: Call) -> Json:
    """Put more at the end of a streamed message."""
    channel = call.joined_channel()
    stream = _alive(call, channel.id)
    if stream.stopped_by is not None:
        raise ApiError("stopped_by_user")
    chunks = _chunks(call)
    if not chunks:
        raise ApiError("no_text")
    extend(stream, chunks)
    call.workspace.change(stream.message)
    if "dropped_stream" in call.workspace.faults:
        stream.dropped = True
    return {"channel": channel.id, "ts": stream.message.ts}


async def stop(call: Call) -> Json:
    """Finish a streamed message; blocks given now stand at its end."""
    workspace = call.workspace
    channel = call.joined_channel()
    stream = _alive(call, channel.id)
    chunks, blocks = _chunks(call), call.blocks()
    status = call.text("session_status") or "active"
    if status not in STATUSES:
        raise refused("invalid_arguments", f"[ERROR] {status} is not a session status")
    extend(stream, [*chunks, {"type": "blocks", "blocks": blocks}])
    workspace.streams.end(stream)
    workspace.change(stream.message)
    if stream.message.thread_ts is not None:
        workspace.set_status(channel, stream.message.thread_ts, status)
    seen = as_slack(call, stream.message)
    return {"channel": channel.id, "ts": stream.message.ts, "message": seen}


def _alive(call: Call, channel: str) -> Stream:
    ts = call.required("ts", "message_not_found")
    if call.workspace.messages.find(channel, ts) is None:
        raise ApiError("message_not_found")
    stream = call.workspace.streams.find(channel, ts)
    if stream is None:
        raise ApiError("message_not_in_streaming_state")
    return stream


def _chunks(call: Call) -> list[Json]:
    text = call.text("markdown_text")
    if len(text) > MARKDOWN_CHARACTERS:
        raise refused("msg_too_long", "[ERROR] markdown_text is longer than 12000 characters")
    chunks = call.objects("chunks")
    check(chunk_verdict(chunks), "invalid_chunks")
    return [{"type": "markdown_text", "text": text}, *chunks] if text else chunks
