"""Which words of a question are proper names, whatever their letters: told by the local model.

People type *visitor parking hamburg*. Its vectors of cities and countries and those of everyday
words lie on two sides of a plane, and so do those of other names and of other everyday words.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from functools import cache
from typing import Any

import numpy as np
from babel import Locale
from numpy.typing import NDArray

from chains.answering.questions.synonyms import everyday_words
from chains.answering.questions.words import telling_words

Embeds = Callable[[list[str]], Coroutine[Any, Any, list[list[float]]]]
EmbedsOne = Callable[[str], Coroutine[Any, Any, list[float]]]
_WORD = re.compile(r"[^\W\d_]{3,40}")
_LEAST = 0.15
"""Of 1 for a name and -1 for none. Of 47 cities and states that it was not made with 43 have as
much, of 84 everyday words three."""
_RIDGE = 1.0


class ProperNames:
    """Tells names from other words by their vectors; the plane is made once, when first needed."""

    def __init__(self, embed: Embeds, embed_one: EmbedsOne) -> None:
        """``embed`` may wait behind a source that is read; ``embed_one`` does not."""
        self._embed = embed
        self._embed_one = embed_one
        self._plane: asyncio.Future[tuple[NDArray[np.float64], float]] | None = None

    async def among(self, text: str) -> frozenset[str]:
        """The words of a text that are names, in lower case."""
        words = [one for one in telling_words(text) if _WORD.fullmatch(one)]
        if not words:
            return frozenset()
        normal, offset = await self._between()
        told = np.array([await self._embed_one(one) for one in words]) @ normal + offset
        return frozenset(one for one, much in zip(words, told, strict=True) if much >= _LEAST)

    async def _between(self) -> tuple[NDArray[np.float64], float]:
        """The plane: its normal, and how far it is away."""
        if self._plane is None or _failed(self._plane):
            self._plane = asyncio.ensure_future(self._made())
        return await asyncio.shield(self._plane)

    async def _made(self) -> tuple[NDArray[np.float64], float]:
        called, said = _known_names(), sorted(everyday_words("en"))
        vectors = np.array(await self._embed([*called, *said]))
        wanted = np.array([1.0] * len(called) + [-1.0] * len(said))
        centre = vectors.mean(axis=0)
        around = vectors - centre
        spread = around.T @ around + _RIDGE * np.eye(vectors.shape[1])
        normal = np.linalg.solve(spread, around.T @ (wanted - wanted.mean()))
        return normal, -float(centre @ normal)


def _failed(made: asyncio.Future[Any]) -> bool:
    return made.done() and (made.cancelled() or made.exception() is not None)


@cache
def _known_names() -> Sequence[str]:
    """Cities that give their names to time zones, in lower case."""
    zones = map(str, Locale("en").time_zones)
    continents = ("Africa/", "America/", "Asia/", "Australia/", "Europe/")
    cities = (one.rpartition("/")[2] for one in zones if one.startswith(continents))
    return sorted({one.replace("_", " ").casefold() for one in cities})
