"""What a question counts, and whether a text counts that: no age, no price and no share of it."""

import re
from dataclasses import dataclass

from chains.answering.questions.brackets import read_leaning
from chains.answering.questions.quantities import (
    AMOUNT_WORDS,
    NUMBER,
    NUMBER_WORD,
    without_dates,
)
from chains.answering.questions.units import unit_of

_UNITS_ASKED = tuple(
    re.compile(rf"\w*(?:{words})\b", re.I)
    for words in (
        r"days?|tage?n?|jours?|días?|dias?",
        r"weeks?|wochen?|semaines?|semanas?",
        r"months?|monate?n?|mois|mes(?:es)?",
        r"years?|jahre?n?|\bans|années?|\baños?|\banos?",
        r"hours?|hrs?|stunden?|heures?|horas?",
        r"minutes?|mins?|minuten?|minutos?",
    )
)
_HOW_MANY = re.compile(
    r"\b(?:how many|wie ?viele?|combien d(?:es?\b|['’])|cuánt[oa]s|quant[oa]s)\s*"
    r"(?P<counted>(?:[\w-]+\s+)?[\w-]+)",
    re.I,
)
_AGES = re.compile(
    r"\b(?:age[ds]?(?: (?:of|from|under|over))?|(?:younger|older) than|(?:people|persons?|children"
    r"|anyone|anybody|everyone|everybody|those|visitors|guests|adults|all)"
    r" (?:under|over|above|below|from)(?: the age of)?"
    r"|(?:personen|kinder|jugendliche|alle|besucher|gäste) (?:unter|über|ab)|jünger als|älter als"
    r"|(?:moins|plus) de(?= \d+ ans)|âgée?s? de(?: (?:moins|plus) de)?|à partir de(?= \d+ ans)"
    r"|(?:menores|mayores|maiores|menos|mayor|menor) de)\s+\d{1,2}\b(?!\s*%)",
    re.I,
)
_CALLED = re.compile(
    r"\b(?:extension|ext\.?|call|dial|phone|code|port|berth|durchwahl|poste|extensión|ramal)"
    r"\s+\d{2,}\b",
    re.I,
)
_MEASURED = re.compile(
    r"(?:[km]?m|cm|km/h|kg|kw|kwh|[kmgt]b(?:it)?|mbit|°|degrees?|met(?:er|re)s?"
    r"|(?:centi|milli|kilo)met(?:er|re)s?|kilos?|watts?|grad|mètres?|metros?"
    r"|times|mal|fois|veces|vezes)\b",
    re.I,
)
_ONLY_COLUMN = re.compile(r"^(?P<name>[^:\n]{1,60}):\s", re.M)
_OTHER_UNITS = frozenset(
    {"percent", "eur", "usd", "gbp", "chf", "jpy", "money"}
    | {"second", "minute", "hour", "day", "week", "month", "year"}
)
_NEXT = 24
"""Characters after a number in which its unit stands."""


@dataclass(frozen=True)
class Counted:
    """What a question counts: a unit of time, which an answer names, or things or people."""

    unit: re.Pattern[str] | None = None

    def in_text(self, text: str) -> bool:
        """Whether a text counts something that may be this."""
        if self.unit is not None:
            return self.unit.search(text) is not None
        bare = _blanked(without_dates(text))
        if AMOUNT_WORDS.in_text(bare):
            return True
        found = [*NUMBER.finditer(bare), *NUMBER_WORD.finditer(bare)]
        return any(not _has_unit(bare, one) for one in found)


def unit_asked(question: str) -> Counted | None:
    """What a question counts, in any of its languages; None where it counts nothing.

    "How many days" is not answered by two weeks of something else, nor "how many people" by an age.
    """
    asked = _HOW_MANY.search(read_leaning(question).own)
    if asked is None:
        return None
    words = asked["counted"].split()
    units = (unit for word in words for unit in _UNITS_ASKED if unit.fullmatch(word))
    if (unit := next(units, None)) is not None:
        return Counted(unit)
    measured = any(_MEASURED.fullmatch(one) or unit_of(one, known=True) for one in words)
    people = any(unit_of(one, known=True) == "person" for one in words)
    return Counted() if people or not measured else None


def _blanked(text: str) -> str:
    for pattern in (_AGES, _CALLED):
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    return text


def _has_unit(text: str, number: re.Match[str]) -> bool:
    """Whether a number is one of money, time, a share or a measure, by what stands around it."""
    after = text[number.end() : number.end() + _NEXT].split("\n")[0].strip()
    line = text[text.rfind("\n", 0, number.start()) + 1 : number.start()]
    column = _ONLY_COLUMN.match(line)
    named = unit_of(column["name"], known=True) if column else ""
    unit = unit_of(after) if re.match(r"\W*\w|[%€$£¥]", after) else ""
    units = {unit, named, "money" if line.rstrip().endswith(("€", "$", "£", "¥")) else ""}
    return bool(units & _OTHER_UNITS) or _MEASURED.match(after) is not None
