"""Short forms and set phrases that pages write out: *WFH*, *PTO*, *per diem*.

Neither similarity nor words in common find a page that writes none of them, so that the question is
read as its plain words say it. Only what has one meaning in an office stands here; everyday words
that have several are left to `Synonyms`.
"""

import re
from collections.abc import Iterable, Mapping

from chains.index.stems import language_of

_MEANT: Mapping[str, Mapping[str, str]] = {
    r"per[- ]diems?": {
        "en": "daily travel allowance",
        "de": "Verpflegungspauschale am Tag",
        "fr": "indemnité de repas par jour",
        "es": "dieta diaria de viaje",
        "pt": "ajuda de custo diária",
    },
    r"wfh": {
        "en": "work from home",
        "de": "Homeoffice",
        "fr": "télétravail",
        "es": "teletrabajo",
        "pt": "teletrabalho",
    },
    r"pto": {
        "en": "paid time off",
        "de": "bezahlter Urlaub",
        "fr": "congés payés",
        "es": "vacaciones pagadas",
        "pt": "férias pagas",
    },
}
_KNOWN = tuple(
    (re.compile(rf"(?<![\w-]){said}(?![\w-])", re.I), meant) for said, meant in _MEANT.items()
)
_OTHERWISE = "en"
"""Whose words say it in a question of a language that none are known in: the short forms are
English."""


def in_plain_words(question: str, written: Iterable[str]) -> str:
    """The question with plain words for what none of the texts writes as it does.

    >>> in_plain_words("How much PTO do I get?", ["Pilots get 28 days of holiday."])
    'How much paid time off do I get?'
    """
    said = [(pattern, meant) for pattern, meant in _KNOWN if pattern.search(question)]
    if not said:
        return question
    texts, language = tuple(written), language_of(question) or _OTHERWISE
    for pattern, meant in said:
        if not any(map(pattern.search, texts)):
            question = pattern.sub(meant.get(language, meant[_OTHERWISE]), question)
    return question
