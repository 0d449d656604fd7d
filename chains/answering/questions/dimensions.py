"""Questions how deep, wide, heavy, fast or long a thing is: only such a measure answers them.

"How long" asks for a time as often as for a length, and its words do not tell which. A thing called
by a name has a length, unless a sentence says that it lasts; of others the pages tell.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chains.answering.passages.naming import names
from chains.answering.questions.brackets import read_leaning
from chains.answering.questions.quantities import NUMBER_WORD, UNIT_OF_TIME
from chains.answering.questions.units import without_plural
from chains.answering.questions.words import telling_words

_NUMBER = rf"(?:\d|\b(?:an?|half an?|ein(?:en?)?|une?|uma?)\b|{NUMBER_WORD.pattern})"
_LENGTHS = (
    r"(?:[kcdm]?m|ft|(?:centi|milli|kilo)?met(?:er|re)s?|feet|foot|inch(?:es)?|yards?|miles?"
    r"|(?:centi|milli|kilo|centí|quiló)?m(?:ètres?|etern?|etros?)|fuß|zoll|meilen?|pieds?|pouces?|pies?"
    r"|pulgadas?|pés?|polegadas?)"
)
_WEIGHTS = (
    r"(?:[km]?g|t|lbs?|oz|(?:kilo|milli)?gramm?(?:e?s)?|kilos?|tonn?e?[sn]?|pounds?|ounces?|pfund"
    r"|livres?|(?:quilo|kilo)?(?:gram[oa]s?)|quilos?|toneladas?|libras?)"
)
_SIGNS = r"(?:characters?|letters?|digits?|words?|lines?|pages?|zeichen|buchstaben|seiten)"


def _measure(units: str) -> str:
    """The pattern of a number with one of these units, or of a column in one of them."""
    return (
        rf"{_NUMBER}[\s-]*{units}(?!\w)"
        rf"|^[^:\n]{{0,50}}(?:\(|\b(?:in|en|em) ){units}\)?:\s*\W?\d"
    )


_SPEEDS = (
    r"(?:km/h|kph|mph|m/s|kn|knots?|knoten|nœuds?|rpm|[kmg]bit(?:/s|ps)?|[kmg]bps"
    r"|\w+\s+(?:an?|per|pro|par|por|each|in der)\s+(?:hour|minute|second|stunde|sekunde|heure"
    r"|seconde|hora|minuto|segundo))"
)
_FLAGS = re.I | re.M
_IS = r"(?:is|are|was|were|can|may|must|do|does|did|will|should|has|have)\b"
_ASKED = (
    (
        re.compile(
            rf"\bhow (?:deep|wide|tall|thick|broad)\s+{_IS}"
            r"|\b(?:what|which)(?:['’]s|\s+(?:is|are))?\s+(?:the |our )?(?:\w+ )?"
            r"(?:depth|width|height|thickness|diameter)\b|\bwie (?:tief|breit|dick)\b"
            r"|\bwelche (?:\w+ )?(?:tiefe|breite|dicke)\b"
            r"|\bquelle(?: est la)? (?:profondeur|largeur|hauteur|épaisseur)\b"
            r"|\b(?:qué|cuál es la) (?:profundidad|anchura|altura)\b"
            r"|\b(?:que|qual é a) (?:profundidade|largura|altura)\b",
            re.I,
        ),
        re.compile(_measure(_LENGTHS), _FLAGS),
    ),
    (
        re.compile(
            rf"\bhow heavy\s+{_IS}|\bhow much\b.{{1,60}}\bweigh\w*"
            r"|\bwie schwer\b|\bwie ?viel wieg\w+"
            r"|\bcombien pès\w+|\bcuánto pesa\w*|\bquanto pesa\w*",
            re.I,
        ),
        re.compile(_measure(_WEIGHTS), _FLAGS),
    ),
    (
        re.compile(
            r"\bhow fast\s+(?:is|are)\b|\bhow fast\s+(?:can|does|do|may)\b.{1,40}"
            r"\b(?:go|drive|dive|swim|fly|travel|move|run|sail)\b"
            r"|\bwie schnell\s+(?:ist|sind|fährt)\b|\bà quelle vitesse\b"
            r"|\b(?:a qué|cuál es la) velocidad\b|\b(?:a que|qual é a) velocidade\b",
            re.I,
        ),
        re.compile(_measure(_SPEEDS), _FLAGS),
    ),
)
_HOW_LONG = re.compile(
    r"\b(?:how long (?:is|are|must|should)|wie lange? (?:ist|sind|muss)"
    r"|quelle est la longueur d\w+|cuánto mide\w*|quanto mede\w*)\s+"
    r"(?:(?:an?|the|our|one|ein|eine|der|die|das|une?|la|le|una|el|uma?|o)\s+)?(?P<thing>[\w-]+)",
    re.I,
)
_LONG = rf"(?:{_measure(rf'(?:{_LENGTHS}|{_SIGNS})')})"
_TELLS_LENGTH = re.compile(
    rf"{_LONG}\s+(?:long\b|in length\b|lang\b|de long\b|de largo\b|de comprimento\b)"
    rf"|\b(?:length|länge|longueur|longitud|comprimento)\b.{{0,30}}{_LONG}",
    _FLAGS,
)
_HAS_LENGTH = re.compile(_LONG, _FLAGS)
_LASTS = re.compile(
    r"\b(?:lasts?|lasted|lasting|takes?|took|runs?|duration|long|dauert?|läuft|lang|dure|durée|dura"
    r"|duración|duração)\b",
    re.I,
)
_MEASURING = re.compile(
    r"\b(?:deep|wide|tall|thick|broad|heavy|fast|speed|schnell|depth|width|height"
    r"|thickness|diameter|maximum|minimum|most|least|weigh\w*|dives?|tief|breit|dick|schwer|tiefe|breite|dicke|maximal\w*|wieg\w*"
    r"|profond\w*|larg\w*|hauteur|épaisseur|longueur|pès\w*|profund\w*|anch\w*|altura|longitud"
    r"|comprimento|pesa\w*|mide\w*|mede\w*)\b",
    re.I,
)
_DIVES = re.compile(r"dives?", re.I)
"""What a thing does, of which a measure is asked."""


@dataclass(frozen=True)
class Measure:
    """What answers a question for a measure: a number with such a unit, said of that very thing.

    ``things``: words for it, in lower case, of which a text or what stands over it has one.
    ``lasting``: a time answers, too, of which it is said that something lasts it.
    """

    unit: re.Pattern[str]
    things: frozenset[str]
    lasting: bool = False

    def in_text(self, text: str, over: str = "") -> bool:
        """Whether a text tells it."""
        if self.unit.search(text) is None and not (
            self.lasting and _LASTS.search(text) and UNIT_OF_TIME.in_text(text)
        ):
            return False
        said = f"{over} {text}".casefold()
        return not self.things or any(one in said for one in self.things)


def measuring_words(question: str) -> str:
    """The words by which a question asks for a measure; empty where it asks for none.

    "60 m" says how deep a thing can dive, and need not say *deep*.
    """
    own = read_leaning(question).own
    if not any(asked.search(own) for asked, _ in _ASKED):
        return ""
    return " ".join(one for one in _MEASURING.findall(own) if _DIVES.fullmatch(one) is None)


def measure_asked(question: str, texts: Iterable[str]) -> Measure | None:
    """What an answer has to hold where a question asks for a measure; else None.

    ``texts`` are the sentences that may answer: they tell whether *how long* asks for a length.
    """
    own = read_leaning(question).own
    things = frozenset(without_plural(one) for one in telling_words(_MEASURING.sub(" ", own)))
    for asked, unit in _ASKED:
        if asked.search(own):
            return Measure(unit, things)
    found = _HOW_LONG.search(own)
    if found is None:
        return None
    thing = found["thing"].casefold()
    if any(thing in one.casefold() and _TELLS_LENGTH.search(one) for one in texts):
        return Measure(_HAS_LENGTH, things)
    return Measure(_HAS_LENGTH, things, lasting=True) if thing in names(question) else None
