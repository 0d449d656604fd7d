"""How much each word of a question tells."""

import math
from collections.abc import Collection, Mapping, Sequence

from chains.answering.questions.synonyms import Alike
from chains.answering.quoting.bounds import asked_ranges

_SYNONYM = 0.7
"""What of a word's weight is left where another word for it is written."""


def weights(
    asked: Collection[str],
    held: Sequence[frozenset[str]],
    written: Mapping[str, frozenset[str]],
    meant: Mapping[frozenset[str], Alike],
) -> Mapping[str, float]:
    """How much each stem of a question tells, from the share of passages that hold it.

    Inverse document frequency as in BM25 (Robertson and Spärck Jones), over the passages found, of
    which ``held`` are the stems. One that none of them holds has a part of its weight only where
    they hold others ``written`` in its place, and so has what several stems are ``meant`` for.
    """
    found: dict[str, float] = {}
    for stem in asked:
        found[stem] = _rarity(sum(stem in one for one in held), len(held))
        alike = Alike(stem, written.get(stem, frozenset()))
        # A passage that writes the word that is asked for is not looked through for another.
        if alike.others and any(alike.is_in(one) and stem not in one for one in held):
            weight = _rarity(sum(map(alike.is_in, held)), len(held))
            found[stem], found[alike] = (1 - _SYNONYM) * weight, _SYNONYM * weight
    for stems, alike in meant.items():
        if holding := sum(map(alike.is_in, held)):
            for stem in (stems - alike.others) & found.keys():
                found[stem] *= 1 - _SYNONYM
            found[alike] = _SYNONYM * _rarity(holding, len(held))
    return found


def measured(question: str, asked: Collection[str]) -> frozenset[str]:
    """Its numbers that have a unit: limits hold them, or do not."""
    values = {one.low[0] for one in asked_ranges(question)}
    return frozenset(stem for stem in asked if stem.isdecimal() and float(stem) in values)


def without(asked: frozenset[str], untold: frozenset[str]) -> frozenset[str]:
    """What is asked without words that an answer need not have, if there are others: its numbers,
    or those that tell which sort of answer is wanted.

    Any price says what a thing costs: "a spouse costs 41 euros" is no more of one than another.
    """
    return asked - untold or asked


def _rarity(holding: int, passages: int) -> float:
    return math.log(1 + (passages + 0.5) / (holding + 0.5))
