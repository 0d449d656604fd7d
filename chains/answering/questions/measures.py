"""Words that tell what is asked for without being its topic."""

import re

_MEASURE = re.compile(
    r"(?:price|cost|fee|salary|wage|pay|amount|number|maximum|minimum|size|length|period|time|hour"
    r"|date|day|duration|frequency|deadline|minute|week|month|year|people|person)s?|preise?|kosten"
    r"|gebühr|gehalt|betrag|anzahl|dauer|minuten|stunden|tage|wochen|monate|jahre|termin|prix|tarif"
    r"|coût|montant|nombre|durée|heures?|jours?|semaines?|mois|années?|horaires?"
    r"|names?|kind|type|sort|reason|purpose|meaning|difference|way|process|procedure|colour|color"
    r"|kostet|coûte|coûtent|cuestan?|custam?"
    r"|address|place|location|grund|zweck|unterschied|adresse|ort|noms?|raison|but|différence|lieu",
    re.I,
)
_KIND_OF_PAGE = re.compile(r"polic(?:y|ies)|guidelines?|richtlinien?|politique", re.I)


def is_kind_of_page(word: str) -> bool:
    """Whether a word says what a page is that says how something is held: *the travel policy*."""
    return _KIND_OF_PAGE.fullmatch(word) is not None


def is_measure(word: str) -> bool:
    """Whether a word tells what is asked for without being its topic: a price, a name, *costs*."""
    return _MEASURE.fullmatch(word) is not None or is_kind_of_page(word)
