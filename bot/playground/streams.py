"""Streamed messages: what was appended so far, and how long a stream lives."""

import copy
from dataclasses import dataclass, field
from typing import Any

from bot.playground.messages import Message
from bot.playground.rules import Clock, Json, Rules

STREAMED = "streamed."


@dataclass
class Stream:
    """A message that is still being written."""

    message: Message
    ends: float
    appended: int = 0
    stopped_by: str | None = None
    tasks: dict[str, Json] = field(default_factory=dict)
    dropped: bool = False


class Streams:
    """Streams by channel and timestamp; a stopped or dead one is no longer among them."""

    def __init__(self, clock: Clock, rules: Rules) -> None:
        self._clock = clock
        self._seconds = rules.stream_seconds
        self._open: dict[tuple[str, str], Stream] = {}

    def start(self, message: Message) -> Stream:
        """Begin to stream a message."""
        message.streaming = True
        stream = Stream(message, self._clock.now() + self._seconds)
        self._open[message.channel, message.ts] = stream
        return stream

    def find(self, channel: str, ts: str) -> Stream | None:
        """The stream of that message if it is alive; Slack ends one after about five minutes."""
        stream = self._open.get((channel, ts))
        if stream is None:
            return None
        if stream.dropped or self._clock.now() >= stream.ends:
            self.end(stream)
            return None
        return stream

    def in_thread(self, channel: str, thread_ts: str) -> list[Stream]:
        """Live streams of a thread."""
        alive = [self.find(*key) for key in list(self._open) if key[0] == channel]
        return [one for one in alive if one is not None and one.message.thread_ts == thread_ts]

    def end(self, stream: Stream) -> None:
        """Close a stream."""
        stream.message.streaming = False
        self._open.pop((stream.message.channel, stream.message.ts), None)


def extend(stream: Stream, chunks: list[Json]) -> None:
    """Put chunks at the end of a streamed message, tasks in place of their earlier state."""
    for chunk in chunks:
        _add(stream, chunk)
    stream.appended += 1


def _add(stream: Stream, chunk: Json) -> None:
    blocks = stream.message.blocks
    match chunk["type"]:
        case "markdown_text":
            stream.message.text += chunk["text"]
            if blocks and str(blocks[-1].get("block_id", "")).startswith(STREAMED):
                blocks[-1]["text"] += chunk["text"]
            else:
                piece = {"type": "markdown", "text": chunk["text"]}
                blocks.append({"block_id": f"{STREAMED}{len(blocks)}", **piece})
        case "task_update":
            _update_task(stream, chunk)
        case "plan_update":
            _update_plan(stream, chunk["title"])
        case "blocks":
            blocks.extend(copy.deepcopy(chunk["blocks"]))
        case _:
            raise ValueError(chunk["type"])


def _update_plan(stream: Stream, title: str) -> None:
    for block in stream.message.blocks:
        if block["type"] == "plan":
            block["title"] = title
            return
    stream.message.blocks.append({"type": "plan", "title": title})


def _update_task(stream: Stream, chunk: Json) -> None:
    card = stream.tasks.get(chunk["id"])
    if card is None:
        card = {"type": "task_card", "task_id": chunk["id"]}
        card["block_id"] = f"task.{chunk['id']}"[:255]
        stream.tasks[chunk["id"]] = card
        stream.message.blocks.append(card)
    for key in ("title", "status", "sources"):
        if chunk.get(key) is not None:
            card[key] = chunk[key]
    for key in ("details", "output"):
        if chunk.get(key):
            card[key] = _longer(card.get(key), chunk[key])


def _longer(before: Any, more: Any) -> Any:
    # Slack appends the details of a task that is updated twice.
    return before + more if isinstance(before, str) and isinstance(more, str) else more
