"""Rows that a question picks by comparing all of a table: the largest, those without something.

No cell says *biggest* or *no camera*: the seats of all rooms tell it, and what is listed of each.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chains.answering.outcome import Form
from chains.answering.questions.expectation import Expected, expected_of
from chains.answering.quoting.bounds import value_of
from chains.answering.quoting.scoring import Candidate

_CELL = re.compile(r"^(?P<column>[^:\n]{1,60}): (?P<value>.+)$", re.M)
_NUMBER = re.compile(r"[^\w\n]{0,3}(?P<number>\d+(?:[.,]\d+)*)\s*(?P<unit>\D{0,20})")
_TIME = re.compile(
    r"(?:(?P<days>\d+)\s*d(?:ays?)?)?\s*(?:(?P<hours>\d+)\s*h(?:ours?)?)?\s*"
    r"(?:(?P<minutes>\d+)\s*min(?:utes?)?)?",
    re.I,
)
_IN_MINUTES = {"days": 1440, "hours": 60, "minutes": 1}
_MOST = re.compile(
    r"\b(?:most|largest|biggest|highest|longest|heaviest|deepest|fastest|widest"
    r"|größte\w*|meisten|höchste\w*|längste\w*|schwerste\w*|teuerste\w*)\b",
    re.I,
)
_LEAST = re.compile(
    r"\b(?:least|fewest|smallest|lowest|shortest|lightest|slowest|cheapest"
    r"|kleinste\w*|wenigsten|niedrigste\w*|kürzeste\w*|leichteste\w*|billigste\w*|günstigste\w*)\b",
    re.I,
)
_OF_ANYTHING = re.compile(r"\b(?:most|least|fewest|meisten|wenigsten)\b", re.I)
"""Tell nothing of what is compared: its column has to be named."""
_OF_PRICES = re.compile(r"\b(?:cheapest|expensive|teuerste\w*|billigste\w*|günstigste\w*)\b", re.I)
_MONEY = re.compile(r"[€$£]|\b(?:euros?|eur|usd|price|cost|fee|preis|kosten)\b", re.I)
_LACKED = re.compile(
    r"\b(?:no|without|lacks?|ohne|keine?[nmrs]?|sans|pas de|(?:not|\w+n['’]t)\s+have)\s+"
    r"(?:(?:an?|any|the|einen?|une?)\s+)?(?P<what>[^\W\d_]{3,})",
    re.I,
)
_NONE = re.compile(r"\W*(?:0|no|none|never|keine?[nrs]?|nie|aucune?|-|–|—)(?![\w.,])", re.I)
_PICKING = frozenset({Expected.CHOICE, Expected.PERSON, Expected.PLACE, Expected.ANYTHING})
_PICKED = 0.2
"""What a row gains in score, of 1, that was picked by comparing all: it is the answer, and what
else is said in its words is not (docs/decisions/0029-rows-are-compared.md)."""
_FEWEST = 2
_STEM = 4
"""Letters that a word and the name of its column begin with alike: *leaks*, *leak*."""


@dataclass(frozen=True)
class _Row:
    """A row: its place among the candidates, and its cells by the names of their columns."""

    place: int
    cells: Mapping[str, str]


class _Measured(NamedTuple):
    """A cell that can be compared with others of the same unit; times are in minutes."""

    unit: str
    value: float


def of_the_row_asked(question: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, rows unfit that are less than the extreme asked for, or have what is to lack;
    the others of their table gain in score."""
    direction = -1 if _LEAST.search(question) else int(_MOST.search(question) is not None)
    lacked = _LACKED.search(question)
    if lacked is not None and expected_of(question) not in _PICKING:
        lacked = None
    told = list(candidates)
    for rows in _tables(candidates) if direction or lacked else ():
        picked = (
            _extreme(question, rows, direction)
            if direction or lacked is None
            else _lacking(lacked["what"], rows)
        )
        for row in rows if picked else ():
            one = told[row.place]
            if row.place in picked:
                told[row.place] = one._replace(score=one.score + _PICKED)
            else:
                told[row.place] = one._replace(fits=False)
    return tuple(told)


def _tables(candidates: Sequence[Candidate]) -> Iterator[list[_Row]]:
    """The rows of each table that may answer."""
    found: dict[tuple[int, int], list[_Row]] = {}
    for place, one in enumerate(candidates):
        cells = {cell["column"]: cell["value"] for cell in _CELL.finditer(one.segment.text)}
        if one.segment.form is Form.ROW and one.fits and len(cells) > 1:
            found.setdefault(one.group, []).append(_Row(place, cells))
    return (rows for rows in found.values() if len(rows) >= _FEWEST)


def _extreme(question: str, rows: Sequence[_Row], direction: int) -> set[int]:
    """The places of the rows that have the most, or with -1 the least; empty where that is not to
    be told."""
    values = _compared(question, rows)
    most = max((direction * value for value in values.values()), default=0.0)
    return {place for place, value in values.items() if direction * value == most}


def _compared(question: str, rows: Sequence[_Row]) -> Mapping[int, float]:
    """The numbers of the one column that is asked about, by the places of their rows; of several
    nobody knows which."""
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    told = {column: numbers for column in columns if (numbers := _numbers(column, rows))}
    if _OF_PRICES.search(question):
        asked = [one for one in told if _MONEY.search(f"{one} {rows[0].cells.get(one, '')}")]
    else:
        named = [one for one in told if _is_named(question, one)]
        asked = named or ([] if _OF_ANYTHING.search(question) else list(told))
    return told[asked[0]] if len(asked) == 1 else {}


def _numbers(column: str, rows: Sequence[_Row]) -> Mapping[int, float]:
    """What a column holds, where all its cells with a digit can be compared."""
    cells = {row.place: row.cells.get(column, "") for row in rows}
    found = {place: _measured(one) for place, one in cells.items() if re.search(r"\d", one)}
    known = {place: one for place, one in found.items() if one is not None}
    alike = len({one.unit for one in known.values()}) == 1
    if len(known) < max(_FEWEST, len(found)) or not alike:
        return {}
    return {place: one.value for place, one in known.items()}


def _measured(cell: str) -> _Measured | None:
    if (time := _TIME.fullmatch(cell.strip())) is not None:
        parts = time.groupdict(default="0")
        return _Measured("minutes", sum(_IN_MINUTES[one] * int(parts[one]) for one in parts))
    number = _NUMBER.fullmatch(cell)
    if number is None:
        return None
    unit = number["unit"].strip().casefold().rstrip("s.")
    return _Measured(unit, value_of(number["number"]))


def _lacking(what: str, rows: Sequence[_Row]) -> set[int]:
    """The places of the rows that do not have it, where others have."""
    having = {row.place for row in rows if any(_has(what, *cell) for cell in row.cells.items())}
    return {row.place for row in rows} - having if having else set()


def _has(what: str, column: str, value: str) -> bool:
    """Whether a cell names it, or does not deny it in a column that is called so."""
    return _NONE.match(value) is None if _is_named(what, column) else _is_named(what, value)


def _is_named(one: str, text: str) -> bool:
    """Whether both have a word that begins alike."""
    begun = {word[:_STEM] for word in re.findall(r"\w{3,}", one.casefold())}
    return any(word[:_STEM] in begun for word in re.findall(r"\w{3,}", text.casefold()))
