"""A question's vector, begun while it is decided what the message is."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Embeds = Callable[[str], Coroutine[Any, Any, list[float]]]


class HeadStart:
    """Has a model on this machine embed a message that is probably a question.

    The model remembers the vector for the search. Nothing is looked at, kept or sent to anybody, so
    that it is no loss where nothing is searched for in the end.
    """

    def __init__(self, embed: Embeds | None = None) -> None:
        """``embed``: None where a provider embeds, which is sent what is searched for alone."""
        self._embed = embed
        self._running: set[asyncio.Task[list[float]]] = set()

    def begin(self, text: str) -> None:
        """Begin it, whatever becomes of the message."""
        if self._embed is None:
            return
        task = asyncio.create_task(self._embed(text))
        # The event loop alone keeps no task alive.
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[list[float]]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # the search, if there is one, meets it again and tells
