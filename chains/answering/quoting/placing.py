"""Which candidates speak of the quantity that a question names: their limits hold it or do not."""

import math
import re
from collections.abc import Sequence
from itertools import groupby

from chains.answering.outcome import Form
from chains.answering.questions.expectation import IN_NUMBERS, Expected
from chains.answering.questions.quantities import quantities
from chains.answering.quoting.bounds import as_ladder, asked_ranges, holds, ranges
from chains.answering.quoting.scoring import Candidate

_NUMBER = re.compile(r"(?<![\w.,:-])\d+(?:[.,]\d+)*(?![\w-])")
"""One that stands by itself, and is no part of a name, a date or a time."""
_HELD = 0.15
"""What a sentence whose limits hold the quantity gains in score, of 1."""


def placed(
    question: str, expected: Expected, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The candidates, those that speak of another quantity than the question made unfit.

    A limit that may itself be the answer excludes nothing: "up to ten days" answers how many of
    15 days may be carried over, and whether 15 may be.
    """
    asked, named = asked_ranges(question), frozenset(_NUMBER.findall(question))
    if not named and not asked:
        return tuple(candidates)
    found: list[Candidate] = []
    for _, group in groupby(candidates, key=lambda one: one.group):
        rows = _with_the_numbers(named, list(group))
        listed = all(one.segment.form is not Form.PROSE for one in rows)
        texts = [one.segment.text for one in rows]
        tells = as_ladder(texts) if listed else list(map(ranges, texts))
        within = [holds(asked, told) for told in tells]
        # Beside a row that holds it, one that does not says neither yes nor no.
        settled = expected is not Expected.YES_NO or True in within
        found += [
            _placed(one, expected, settled=settled, holding=holding)
            for one, holding in zip(rows, within, strict=True)
        ]
    return tuple(found)


def _with_the_numbers(named: frozenset[str], rows: list[Candidate]) -> list[Candidate]:
    """The rows of one table, unfit without the numbers of the question where another has them.

    The fields of a record are rows that all tell of one thing.
    """
    if not named or any(
        one.segment.form is not Form.ROW or one.segment.value is not None for one in rows
    ):
        return rows
    has = [named <= set(_NUMBER.findall(one.segment.text)) for one in rows]
    if not any(has):
        return rows
    return [one if held else one._replace(fits=False) for one, held in zip(rows, has, strict=True)]


def _placed(
    one: Candidate, expected: Expected, *, settled: bool, holding: bool | None
) -> Candidate:
    if holding:
        return one._replace(within=True, score=one.score + _HELD)
    if holding is False and settled and not _answers(one, expected):
        return one._replace(within=False, fits=False)
    return one


def _answers(one: Candidate, expected: Expected) -> bool:
    """Whether its limits may be what was asked for, as it has no other number."""
    limits = [limit for limit in ranges(one.segment.text) if limit.bounded]
    ends = sum(math.isfinite(end) for limit in limits for end in (limit.low[0], limit.high[0]))
    return expected in IN_NUMBERS and len(quantities(one.segment.text)) <= ends
