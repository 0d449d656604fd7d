"""Countries in a text, which people write in small letters, too."""

import re
from functools import cache

from babel import Locale

_SPOKEN = ("en", "de", "fr", "es", "pt")
_OF_THE_UNION = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
"""The members of the European Union since 2020 (its founding treaties, article 52)."""


@cache
def countries() -> re.Pattern[str]:
    """The countries, in lower case, as English and the other languages with pages call them."""
    known = {
        name.casefold()
        for language in _SPOKEN
        for code, name in Locale(language).territories.items()
        if code.isalpha()  # others are of continents
    }
    each = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)")


@cache
def countries_of_the_union() -> frozenset[str]:
    """The names, in lower case, of the members of the European Union."""
    return frozenset(
        Locale(language).territories[code].casefold()
        for language in _SPOKEN
        for code in _OF_THE_UNION.split()
    )
