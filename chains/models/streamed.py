"""What of an answer is complete while a chat model still writes it."""

import json
import re
from collections.abc import Callable
from typing import Any

from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.ai import add_ai_message_chunks
from langchain_core.runnables import Runnable

# LangChain's parser of partial JSON reads all of it again at each chunk, closes strings in the
# middle of a word, and takes hours over a hundred thousand brackets.
_OPENS = re.compile(r'\{\s*"[^"\\]{1,64}"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_LONGEST_READ = 20_000

Hear = Callable[[str], None]
"""Takes the JSON of what is complete of an answer."""


class Growing:
    """The JSON of an object that begins with a list of objects, as it is written."""

    def __init__(self) -> None:
        self._text = ""
        self._decoder = json.JSONDecoder()
        self._head = ""
        self._place = 0
        self._elements: list[str] = []

    def add(self, written: str) -> str | None:
        """The object as if it ended after the last complete element of its list.

        ``None`` where this adds no element. Elements are objects: each ends with its own brace.
        """
        if len(self._text) > _LONGEST_READ:
            return None
        self._text += written
        if "}" not in written or not self._has_begun():
            return None
        before = len(self._elements)
        while (element := self._next()) is not None:
            self._elements.append(element)
        if len(self._elements) == before:
            return None
        return f"{self._head}{','.join(self._elements)}]}}"

    def _has_begun(self) -> bool:
        if not self._head and (opens := _OPENS.search(self._text)):
            self._head, self._place = opens.group(), opens.end()
        return bool(self._head)

    def _next(self) -> str | None:
        between = _BETWEEN.match(self._text, self._place)
        begins = between.end() if between else self._place
        if not self._text.startswith("{", begins):
            return None
        try:
            _, ends = self._decoder.raw_decode(self._text, begins)
        except (ValueError, RecursionError):
            return None
        self._place = ends
        return self._text[begins:ends]


class Stream:
    """One answer that comes in chunks; ``hear`` takes what is complete of it each time."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._growing = Growing()
        self._chunks: list[BaseMessage] = []

    @property
    def has_begun(self) -> bool:
        """Whether anything came of it."""
        return bool(self._chunks)

    async def read(self, model: Runnable[Any, BaseMessage], messages: list[BaseMessage]) -> None:
        """Ask and read to the end, or to where nothing more of it would be looked at.

        Raises:
            ValueError: it was no stream. Also what the model raises.
        """
        read = 0
        try:
            async for chunk in model.astream(messages):
                self._chunks.append(chunk)
                written = _written(chunk)
                if (part := self._growing.add(written)) is not None:
                    self._hear(part)
                # Clients copy all of it at each chunk: of a book that would take minutes.
                if (read := read + len(written)) > _LONGEST_READ:
                    return
        except AssertionError as error:
            # With which OpenAI's client ends where nothing was sent that it knows.
            raise ValueError("no stream") from error

    def message(self) -> BaseMessage:
        """All of it, with what it used."""
        parts = [one for one in self._chunks if isinstance(one, AIMessageChunk)]
        # All at once: one by one, what a tool is called with would be parsed anew each time.
        return add_ai_message_chunks(*parts) if parts else self._chunks[-1]


def _written(chunk: BaseMessage) -> str:
    """What it adds to the answer, which some providers stream as the call of a tool."""
    called = chunk.tool_call_chunks if isinstance(chunk, AIMessageChunk) else ()
    return "".join([chunk.text, *(one["args"] or "" for one in called)])
