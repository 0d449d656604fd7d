"""Words of one class, which are asked about in each other's place."""

import re
from collections.abc import Iterator
from functools import cache

from chains.answering.questions.calendar_words import LANGUAGE_NAMES, months, weekdays
from chains.answering.questions.places import countries

_BOUNDED = r"(?<![\w-])(?:{})(?![\w-])"
_WEEKEND = r"weekdays?|weekends?|wochenenden?|werktags?|week-ends?|fins? de semana"
_MAY_BE_OTHERS = r"mai|mar|march|may|mars|mär|sept|jan"
"""Months that are other words where nothing stands before them that says when."""
_YEAR = re.compile(r"(?<![\w.,-])(?:19|20)\d\d(?![\w.,-])")
_CODE = re.compile(r"(?<![\w-])(?P<letters>[^\W\d_]{1,5})-?\d{1,4}(?![\w-])")
_GROUPS = (
    r"juniors?|seniors?|principals?|trainees?|graduates?|apprentices?",
    r"buy|rent|lease|hire|borrow|kaufen|mieten|leihen|acheter|louer|comprar|alquilar|alugar",
    r"employees|contractors|freelancers|interns|managers|apprentices|students|trainees"
    r"|mitarbeiter|freiberufler|praktikanten|werkstudenten|salariés|prestataires|stagiaires",
    r"guests?|visitors?|members?",
    r"adults|children|pensioners|erwachsene|kinder|adultes|enfants",
    r"spring|summer|autumn|winter|frühling|sommer|herbst|printemps|été|automne|hiver",
    r"morning|afternoon|evening|night",
    r"today|tomorrow|yesterday|heute|morgen|gestern",
    r"breakfast|lunch|dinner|frühstück|mittagessen|abendessen",
    r"trains?|planes?|flights?|cars?|bus(?:es)?|taxis?|bicycles?|bikes?|ferry|ferries",
    r"full-time|part-time|vollzeit|teilzeit",
    r"paid|unpaid|bezahlt\w*|unbezahlt\w*",
)
"""Words that stand for each other's opposite or neighbour in any company."""


def spans_like(own: str, text: str) -> list[tuple[int, int]] | None:
    """Where a text has something of the class that these words are of; None of no class."""
    for pattern in _patterns():
        if pattern.fullmatch(own):
            return [one.span() for one in pattern.finditer(text)]
    if new := _CODE.fullmatch(own):
        return [one.span() for one in _CODE.finditer(text) if _same_shape(new, one)]
    return None


def is_time(words: str) -> bool:
    """Whether it is a day of the week, a month or a year."""
    return any(one.fullmatch(words) for one in (_days(), _months(), _YEAR))


def country_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names countries."""
    return (one.span() for one in countries().finditer(text.lower()))


def _same_shape(one: re.Match[str], other: re.Match[str]) -> bool:
    """*X2* is like *X3* and *E4*; *SEV1* is like *SEV2*, and no *INC3*."""
    letters, others = one["letters"].casefold(), other["letters"].casefold()
    return letters == others or len(letters) == len(others) == 1


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    groups = (re.compile(_BOUNDED.format(words), re.I) for words in _GROUPS)
    return (_days(), _months(), _YEAR, *groups)


@cache
def _days() -> re.Pattern[str]:
    each = (one for code in LANGUAGE_NAMES for one in weekdays(code))
    return re.compile(_BOUNDED.format("|".join((*each, _WEEKEND))), re.I)


@cache
def _months() -> re.Pattern[str]:
    each = [
        one for code in LANGUAGE_NAMES for pattern in months(code) for one in pattern.split("|")
    ]
    sure = "|".join(one for one in each if not re.fullmatch(_MAY_BE_OTHERS, one, re.I))
    capital = "May|March|Mai|Mars"
    before = "|".join(rf"(?<=\b{one} )" for one in ("in", "im", "en", "em", "by", "since", "until"))
    return re.compile(
        rf"(?<![\w-])(?:(?i:{sure})|{capital}|(?:{before})(?i:{_MAY_BE_OTHERS}))(?![\w-])"
    )
