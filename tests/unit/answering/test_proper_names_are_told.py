"""Names are told from everyday words by the side on which their vectors lie."""

import numpy as np
import pytest

from chains.answering.questions.proper_names import ProperNames
from chains.answering.questions.synonyms import everyday_words
from chains.errors import ModelUnavailable


class Sides:
    """Everyday words and *parking* lie on one side, all others on the other."""

    def __init__(self, failures: int = 0) -> None:
        self.calls: list[int] = []
        self.asked: list[str] = []
        self._failures = failures
        self._said = everyday_words("en") | {"parking"}

    async def embed(self, texts: list[str]) -> list[list[float]]:
        self.calls.append(len(texts))
        if len(self.calls) <= self._failures:
            raise ModelUnavailable("scripted")
        return [self._vector(one) for one in texts]

    async def embed_one(self, text: str) -> list[float]:
        self.asked.append(text)
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        chance = np.random.default_rng(len(text)).normal(scale=0.1, size=8)
        chance[0] = -1.0 if text in self._said else 1.0
        return [float(one) for one in chance]


async def test_a_word_on_the_side_of_cities_is_a_name() -> None:
    sides = Sides()
    told = await ProperNames(sides.embed, sides.embed_one).among(
        "Visitor parking in Karsund and lyon?"
    )
    assert told == {"visitor", "karsund", "lyon"}  # whatever the model says of a word


async def test_the_plane_is_made_once() -> None:
    sides = Sides()
    names = ProperNames(sides.embed, sides.embed_one)
    await names.among("parking karsund")
    await names.among("parking lyon")
    assert len(sides.calls) == 1
    assert len(sides.asked) == 4


async def test_what_has_no_telling_word_asks_no_model() -> None:
    sides = Sides()
    assert await ProperNames(sides.embed, sides.embed_one).among("and who is it?") == frozenset()
    assert sides.calls == []
    assert sides.asked == []


async def test_a_plane_that_could_not_be_made_is_made_again() -> None:
    sides = Sides(failures=1)
    names = ProperNames(sides.embed, sides.embed_one)
    with pytest.raises(ModelUnavailable):
        await names.among("parking lyon")
    assert await names.among("parking lyon") == {"lyon"}
