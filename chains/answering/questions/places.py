"""Countries in a text, which people write in small letters, too."""

import re
from functools import cache

from babel import Locale

_SPOKEN = ("en", "de", "fr", "es", "pt")


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
