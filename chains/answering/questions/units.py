"""Units of quantities, the same for every way in which they are written."""

import re

from chains.index.stop_words import IN_ANY_LANGUAGE

_KNOWN = {
    "percent": r"%|per ?cent|prozent|pour ?cent|por ?ciento|por ?cento",
    "eur": r"€|eur|euros?",
    "usd": r"\$|usd|dollars?|dólar(?:es)?",
    "gbp": r"£|gbp|pounds?",
    "chf": r"chf|francs?|franken",
    "jpy": r"¥|jpy|yen",
    "second": r"secs?|seconds?|sekunden?|secondes?|segundos?",
    "minute": r"mins?|minutes?|minuten?|minutos?",
    "hour": r"hrs?|hours?|stunden?|heures?|horas?",
    "day": r"days?|\w*tage?n?|jours?|días?|dias?",
    "week": r"weeks?|\w*wochen?|semaines?|semanas?",
    "month": r"months?|monate?n?|mois|mes(?:es)?|mês",
    "year": r"years?|jahre?n?|ans?|années?|años?|anos?",
    "person": r"people|persons?|personen?|personnes?|personas?|pessoas?|leute",
}
_UNITS = tuple((unit, re.compile(words, re.I)) for unit, words in _KNOWN.items())
_WORD = re.compile(r"[%€$£¥]|[^\W\d_]+")
_PLURAL = re.compile(r"(?<=\w{3})(?:en|es|s|e|n)$")
_RATES = frozenset({"per", "pro", "par", "por", "each", "times", "more", "less", "and", "or"})
_NO_UNIT = IN_ANY_LANGUAGE.union(_RATES)


def unit_of(words: str, *, known: bool = False) -> str:
    """The unit in the words after a number, or in the name of a column; empty where there is none.

    ``known``: only money, shares, times and people, wherever in the words; else the first word may
    be a unit of any kind, with an adjective before one that is known.
    """
    found = _WORD.findall(words.casefold())
    if not found:
        return ""
    joined = "".join(found[:2])  # "per cent"
    if known or found[0] not in _NO_UNIT:
        near = (*found, joined) if known else (found[0], joined, *found[1:2])
    else:
        near = (joined,)
    for word in near:
        for unit, pattern in _UNITS:
            if pattern.fullmatch(word):
                return unit
    return "" if known or found[0] in _NO_UNIT else without_plural(found[0])


def without_plural(word: str) -> str:
    """The word without what may be the ending of a plural, in any of the languages.

    >>> without_plural("crates"), without_plural("Kisten")
    ('crat', 'Kist')
    """
    return _PLURAL.sub("", word)
