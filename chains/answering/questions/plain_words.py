"""Short forms and set phrases that pages write out: *WFH*, *PTO*, *per diem*.

Neither similarity nor words in common find a page that writes none of them, so that the question is
read as its plain words say it. Only what has one meaning in an office stands here; everyday words
that have several are left to `Synonyms`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from chains.answering.questions.places import countries, countries_of_the_union
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
    r"(\d+) ?v": {"en": r"\1 volts", "de": r"\1 Volt"},
    r"13th(?= (?:salary|month|pay|wage))": {"en": "thirteenth"},
    r"14th(?= (?:salary|month|pay|wage))": {"en": "fourteenth"},
}
_KNOWN = tuple(
    (re.compile(rf"(?<![\w-]){said}(?![\w-])", re.I), meant) for said, meant in _MEANT.items()
)
_WORKS_AWAY = re.compile(
    r"\b(?:work|working|stay|live|living|move|moving|relocat(?:e|ing)|arbeiten|leben|ziehen"
    r"|travailler|vivre)\b",
    re.I,
)
_WHERE = re.compile(r"\b(?:from|in|to|out of|aus|von|nach|depuis|de|en|au)\s", re.I)
_UNION = re.compile(r"\bEuropean Union\b|\bEU\b|\bEuropäischen? Union\b|\bUnion européenne\b")
_ABROAD = {"en": "another country", "de": "einem anderen Land", "fr": "un autre pays"}
_IN_THE_UNION = {
    "en": "another country of the European Union",
    "de": "einem anderen Land der Europäischen Union",
    "fr": "un autre pays de l'Union européenne",
}
_OUTSIDE_THE_UNION = {
    "en": "a country outside the European Union",
    "de": "einem Land außerhalb der Europäischen Union",
    "fr": "un pays hors de l'Union européenne",
}
_OTHERWISE = "en"
"""Whose words say it in a question of a language that none are known in: the short forms are
English."""


def in_plain_words(question: str, written: Iterable[str]) -> str:
    """The question with plain words for what none of the texts writes as it does.

    >>> in_plain_words("How much PTO do I get?", ["Pilots get 28 days of holiday."])
    'How much paid time off do I get?'
    >>> in_plain_words("Can I work from Spain in May?", ["Work from home two days a week."])
    'Can I work from another country in May?'
    """
    said = [(pattern, meant) for pattern, meant in _KNOWN if pattern.search(question)]
    country = _worked_from(question)
    if not said and not country:
        return question
    texts, language = tuple(written), language_of(question) or _OTHERWISE
    if country:
        said.append((re.compile(rf"\b{re.escape(country)}\b", re.I), _abroad(country, texts)))
    for pattern, meant in said:
        if not any(map(pattern.search, texts)):
            question = pattern.sub(meant.get(language, meant[_OTHERWISE]), question)
    return question


def _worked_from(question: str) -> str:
    """The country that somebody asks to work from or to live in, in lower case, or nothing.

    What else is asked of a country is another question: its leave is not that of others.
    """
    if _WORKS_AWAY.search(question):
        for where in _WHERE.finditer(question):
            if country := countries().match(question.lower(), where.end()):
                return country.group()
    return ""


def _abroad(country: str, texts: Sequence[str]) -> Mapping[str, str]:
    """What pages call a country without a rule of its own, with the Union where they tell of it."""
    if not any(map(_UNION.search, texts)):
        return _ABROAD
    return _IN_THE_UNION if country in countries_of_the_union() else _OUTSIDE_THE_UNION
