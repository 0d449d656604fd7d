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
    r"onboarding": {
        "en": "first day and first week",
        "de": "Einarbeitung in der ersten Woche",
        "fr": "première semaine des nouveaux",
        "es": "primera semana de los nuevos",
        "pt": "primeira semana dos novos",
    },
    r"(?:2|two[- ]?|m)fa": {
        "en": "two-factor authentication",
        "de": "Zwei-Faktor-Authentisierung",
        "fr": "authentification à deux facteurs",
        "es": "autenticación de dos factores",
        "pt": "autenticação de dois fatores",
    },
    r"sso": {"en": "single sign-on"},
    r"toil": {"en": "time off in lieu of overtime"},
    r"byod": {"en": "own private devices"},
    r"when (?:do|will|are) (?:i|we|you|they|people|employees) (?:get |be )?pa(?:id|yed)(?=\W*$)"
    r"|when (?:is|are|does|do|will) (?:my|our|the) (?:salar(?:y|ies)|pay|wages?|paychecks?|money)"
    r" (?:be )?(?:paid|come|arrive|due|land)(?: in| out)?(?=\W*$)": {"en": "when is payday"},
    r"(?:(?<=% )|(?<=%)|(?<=per cent )|(?<=percent ))off": {"en": "discount"},
    r"13th(?= (?:salary|month|pay|wage))": {"en": "thirteenth"},
    r"14th(?= (?:salary|month|pay|wage))": {"en": "fourteenth"},
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
