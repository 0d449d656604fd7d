"""Limits and ranges: whether a sentence speaks of the quantity that a question names.

"Up to 8 percent" does not answer who approves 18 percent, however alike the words are.
"""

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chains.answering.passages.any_case import AnyCase
from chains.answering.questions.calendar_words import LANGUAGE_NAMES, cardinals
from chains.answering.questions.quantities import without_dates
from chains.answering.questions.units import unit_of

_End = tuple[float, int]
"""A value, and 1 or -1 where the range begins right above or ends right below it, else 0."""


@dataclass(frozen=True)
class Range:
    """Values of one unit; ``bounded`` is False of a quantity that is only told.

    ``label`` is the column of a table that it stands in, or empty.
    """

    unit: str
    low: _End
    high: _End
    bounded: bool = True
    label: str = ""

    def holds(self, other: "Range") -> bool:
        """Whether all of the other lies in it."""
        return self.low <= other.low and other.high <= self.high

    def excludes(self, other: "Range") -> bool:
        """Whether nothing of the other lies in it."""
        return self.high < other.low or other.high < self.low


_LOWEST: _End = (-math.inf, 0)
_HIGHEST: _End = (math.inf, 0)

_WORTH = {
    word: value
    for language in LANGUAGE_NAMES
    for word, value in cardinals(language).items()
    if word not in {"once", "sept", "elf"}  # each is another word in another language
}
_TIMES = {"k": 1e3, "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3}
_MILLION = re.compile(r"(?:millions?|millionen|mio|millones|milhões)\b\.?")
_QUANTITY = re.compile(
    r"(?P<before>[$€£¥]|\b(?:eur|usd|gbp|chf)\b)?\s?"
    r"(?<![\w.,])(?<![^\W\d_]-)(?P<number>\d+(?:[.,]\d+)*|"
    + "|".join(sorted(map(re.escape, _WORTH), key=len, reverse=True))
    + r")(?:(?<=\d)\s?(?P<k>k)\b|\s(?P<times>thousand|tausend|mille|mil|millions?|millionen|mio\.?)"
    r"(?!\w))?(?!\w)(?P<more>\+|\s(?:or|oder|ou) (?:more|mehr|plus)\b)?"
    r"(?=(?P<after>[\s\u00a0-]{0,2}(?:[%€$£¥]|[^\W\d_]+(?:[\s-][^\W\d_]+)?))?)"
)
_ANY_NUMBER = AnyCase(r"\d|\b(?:" + "|".join(map(re.escape, _WORTH)) + r")\b")

_UPPER = re.compile(
    r"(?:\bup to|\bat most|\bno(?:t)? (?:more|longer|greater|higher) than|\bnot (?:over|above)"
    r"|\b(?:a )?max(?:imum|\.)?(?: of)?|\bbis(?: zu)?|\bhöchstens|\bmaximal|\bnicht mehr als"
    r"|\bjusqu['’]à|\bau (?:plus|maximum)|\bmaximum(?: de)?|\bhasta|\bcomo máximo|\baté|\bno máximo"
    r"|≤|<=)\W*$"
)
_UNDER = re.compile(
    r"(?:\bless than|\bfewer than|\bbelow|\bunder|\bshorter than|\bunter|\bweniger als"
    r"|\bmoins de|\binférieure?s? à|\bmenos de|\bmenos do que|<)\W*$"
)
_LEAST = re.compile(
    r"(?:\bat least|\b(?:a )?min(?:imum|\.)?(?: of)?|\bno(?:t)? (?:less|fewer) than|\bfrom|\bab"
    r"|\bmindestens|\bau moins|\bminimum(?: de)?|\bà partir de|\bal menos|\ba partir de"
    r"|\bpelo menos|≥|>=)\W*$"
)
_OVER = re.compile(
    r"(?:\b(?:more|longer|greater|higher|larger) than|\babove|\bover|\bbeyond|\bexceed(?:s|ing)?"
    r"|\büber|\bmehr als|\bplus de|\bau[- ]delà de|\bsupérieure?s? à|\bmás de|\bmais de"
    r"|\bacima de|>)\W*$"
)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\W*$")
_TO = re.compile(r"^\s*(?:[-–—]|to|till|until|through|bis|à|a|hasta|até)\s*$")
_AND = re.compile(r"^\s*(?:and|und|et|y|e)\s*$")
_AND_MORE = re.compile(
    r"^\s*(?:(?:and|or|und|oder|et|ou|y|o|e) (?:more|above|over|up|longer|mehr|darüber|länger"
    r"|plus|más|mais)\b)"
)
_AND_LESS = re.compile(
    r"^\s*(?:or|oder|ou|o) (?:less|fewer|below|under|shorter|weniger|moins|menos)\b"
)
_FIRST_WORD = re.compile(r"^[\s-]*(?:[%€$£¥]|[^\W\d_]+)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_POINT = re.compile(r"[.,]")
_UP_TO_COLUMN = re.compile(
    r"\b(?:limit|up to|max(?:imum)?|bis|höchst\w*|obergrenze|plafond|jusqu\w*|límite|limite)\b"
)
_REST_ABOVE = re.compile(
    r"(?:(?:any|every)thing )?(?:more|above|over|higher|beyond)(?: (?:that|this))?|mehr|darüber"
    r"|alles darüber|höher|plus|au[- ]delà|davantage|más|mais|acima"
)


def ranges(text: str) -> tuple[Range, ...]:
    """The quantities of a text that have a unit, with the limits that stand around them.

    It is read in lower case, labels too. Dates, times of day, years and ordinals are none.
    """
    if not _ANY_NUMBER.in_text(text):
        return ()
    return tuple(found for line in text.split("\n") for found in _of_line(without_dates(line)))


def asked_ranges(question: str) -> tuple[Range, ...]:
    """The quantities of a question, one of each unit; those without a unit are none."""
    first: dict[str, Range] = {}
    for one in ranges(question):
        first.setdefault(one.unit, one)
    return tuple(first.values())


def holds(asked: Collection[Range], told: Sequence[Range]) -> bool | None:
    """True where limits of the same unit hold what is asked, False where they exclude it, else
    None."""
    found: list[bool] = []
    for wanted in asked:
        limits = [one for one in told if one.bounded and one.unit == wanted.unit]
        if any(one.holds(wanted) for one in limits):
            found.append(True)
        elif limits and all(one.excludes(wanted) for one in limits):
            found.append(False)
    return all(found) if found else None


def as_ladder(texts: Sequence[str]) -> list[tuple[Range, ...]]:
    """The ranges of rows that stand together, each limit beginning where the one before ends.

    So that of "up to 8 percent" and "up to 15 percent" the second is 8 to 15; a row that only says
    "more" is what lies above all of them. Only by the first column, which tells rows apart.
    """
    rows = [ranges(text) for text in texts]
    first = [_key(row, text) for row, text in zip(rows, texts, strict=True)]
    keys = [one for one in first if one is not None]
    if len(keys) < 2 or len({(one.unit, one.label) for one in keys}) > 1:
        return rows
    highs = sorted({one.high for one in keys if one.low == _LOWEST})
    lows = sorted({one.low for one in keys if one.high == _HIGHEST})
    return [
        _narrowed(row, key, highs, lows)
        if key is not None
        else _remaining(row, text, keys[0], highs)
        for row, key, text in zip(rows, first, texts, strict=True)
    ]


def _key(row: Sequence[Range], text: str) -> Range | None:
    """The limit that a row begins with."""
    line = ranges(text.split("\n", 1)[0])
    return row[0] if len(line) == 1 and row and row[0].bounded else None


def _narrowed(
    row: Sequence[Range], key: Range, highs: Sequence[_End], lows: Sequence[_End]
) -> tuple[Range, ...]:
    low, high = key.low, key.high
    if low == _LOWEST:
        low = max(((end[0], end[1] + 1) for end in highs if end < high), default=low)
    elif high == _HIGHEST:
        high = min(((end[0], end[1] - 1) for end in lows if end > low), default=high)
    return (replace(key, low=low, high=high), *row[1:])


def _remaining(
    row: tuple[Range, ...], text: str, key: Range, highs: Sequence[_End]
) -> tuple[Range, ...]:
    first = text.split("\n", 1)[0].lower()
    said = first[len(key.label) :].strip(" :.") if first.startswith(key.label) else first
    if not highs or not _REST_ABOVE.fullmatch(said):
        return row
    return (Range(key.unit, (highs[-1][0], highs[-1][1] + 1), _HIGHEST, label=key.label), *row)


def _of_line(line: str) -> Iterator[Range]:
    found = list(_QUANTITY.finditer(line))
    taken: set[int] = set()
    for place, (one, other) in enumerate(pairwise(found)):
        unit = _unit(other, line) or _unit(one, line)
        if place not in taken and unit and _is_range(line, one, other):
            low, high = sorted((_value(one), _value(other)))
            taken |= {place, place + 1}
            yield Range(unit, (low, 0), (high, 0), label=_label(line, one))
    for place, one in enumerate(found):
        if place not in taken and (unit := _unit(one, line)):
            yield _alone(line, one, unit)


def _is_range(line: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = line[one.end("number") : other.start("number")].strip("%$€£¥ \u00a0")
    if other["before"] and between.endswith(other["before"]):
        between = between[: -len(other["before"])]
    plain = _without_unit(between)
    if _TO.match(plain):
        return True
    return bool(_AND.match(plain) and _BETWEEN.search(line[: one.start()]))


def _without_unit(between: str) -> str:
    """What stands between two numbers without the unit of the first."""
    words = between.split()
    if len(words) > 1 and unit_of(" ".join(words[:-1])):
        return words[-1]
    return between


def _alone(line: str, one: re.Match[str], unit: str) -> Range:
    value, label = _value(one), _label(line, one)
    before = line[: one.start()]
    after = _after_unit(line, one)
    low, high = _LOWEST, _HIGHEST
    if _UPPER.search(before) or _AND_LESS.match(after):
        high = (value, 0)
    elif _LEAST.search(before) or one["more"] or _AND_MORE.match(after):
        low = (value, 0)
    elif _UNDER.search(before):
        high = (value, -1)
    elif _OVER.search(before):
        low = (value, 1)
    elif label and _UP_TO_COLUMN.search(label):
        high = (value, 0)
    else:
        return Range(unit, (value, 0), (value, 0), bounded=False, label=label)
    return Range(unit, low, high, label=label)


def _after_unit(line: str, one: re.Match[str]) -> str:
    """What follows a number and the one word of its unit."""
    return _FIRST_WORD.sub("", line[one.end() :], count=1)


def _unit(one: re.Match[str], line: str) -> str:
    told = unit_of(one["before"] or "") or unit_of(one["after"] or "")
    return told or unit_of(_label(line, one), known=True)


def _label(line: str, one: re.Match[str]) -> str:
    end = line.find(": ")
    return line[:end] if 0 <= end < one.start("number") else ""


def value_of(digits: str) -> float:
    """The value of a number as it is written: ``78,400`` and ``78.400`` are one, ``2.5`` is not."""
    if _GROUPED.fullmatch(digits):
        return float(_POINT.sub("", digits))
    *whole, last = _POINT.split(digits)
    return float(f"{''.join(whole)}.{last}") if whole else float(last)


def _value(one: re.Match[str]) -> float:
    number = one["number"]
    value = value_of(number) if number[0].isdigit() else float(_WORTH[number])
    if one["k"]:
        return value * 1e3
    if one["times"]:
        return value * (
            1e6 if _MILLION.fullmatch(one["times"]) else _TIMES[one["times"].casefold()]
        )
    return value
