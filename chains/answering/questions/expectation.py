"""What a question asks for.

English, German and French. Where the words of a question do not tell, anything can answer it.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from chains.answering.questions.brackets import read_leaning
from chains.answering.questions.measures import is_measure
from chains.answering.questions.occasions import WHAT_TO_DO, asks_what_to_do, tells_of_trouble
from chains.answering.questions.words import AUXILIARY


class Expected(Enum):
    """The sort of thing that answers; ``NOTICE``: by when, or how long before."""

    AMOUNT = auto()
    MONEY = auto()
    DURATION = auto()
    FREQUENCY = auto()
    TIME = auto()
    NOTICE = auto()
    PERSON = auto()
    PLACE = auto()
    WAY = auto()
    CHOICE = auto()
    YES_NO = auto()
    ANYTHING = auto()


@dataclass(frozen=True)
class Subject:
    """What is asked for by name: *our walk-away price*, and of it the noun *price*.

    ``implied``: an answer need not name it, as "40 euros" names no price.
    """

    phrase: str
    head: str
    implied: bool


BRIEF = frozenset(
    {
        Expected.AMOUNT,
        Expected.MONEY,
        Expected.DURATION,
        Expected.FREQUENCY,
        Expected.TIME,
        Expected.NOTICE,
        Expected.PERSON,
        Expected.PLACE,
        Expected.YES_NO,
    }
)
"""What one sentence or two can answer in full."""
IN_NUMBERS = BRIEF - {Expected.PERSON, Expected.PLACE, Expected.YES_NO}
"""What is told by a number, or a word of time or amount."""

_AUXILIARY = rf"(?:['’]s|\s+(?:exactly\s+)?{AUXILIARY})"
_EMBEDDED = r"(?:know|tell me|say|sure|wonder|wondering|ask|find out)\s+(?:exactly\s+)?"

# Conjunctions ("what happens when …") and relative pronouns ("people who …") do not ask: English
# needs a verb right after the word, or one of knowing right before it.
_ASKING: tuple[tuple[Expected, str], ...] = (
    (
        Expected.NOTICE,
        r"\bhow (?:late|early|soon|quick(?:ly)?)\b|\bhow much (?:advance )?notice\b(?! period)"
        r"|\bhow fast (?:must|should|do|does|can|will) \w+\b"
        r"|\bhow (?:long|far|much time|many \w+)\b[^,;:.?!]{0,60}"
        r"\b(?:before(?:hand)?|(?:in advance|ahead)(?! of))\b"
        r"|\bwie (?:schnell|bald|früh|spät)\b(?! (?:ist|sind|fährt|läuft)\b)"
        r"|\bwie (?:lange|viele? \w+)\b[^,;:.?!]{0,40}\b(?:vorher|davor|im voraus)\b"
        r"|\b(?:dans|sous) quels? délais?\b"
        r"|\bcombien de \w+\b[^,;:.?!]{0,40}\b(?:à l['’]avance|avant)\b",
    ),
    (Expected.FREQUENCY, r"\bhow often\b|\bwie (?:oft|häufig)\b|\bcombien de fois\b|fréquence\b"),
    (
        Expected.TIME,
        r"\bhow long (?:is|are)\b[^,;:.?!]{1,60}\bopen\b"
        r"|\bwie lange (?:ist|sind|hat|haben)\b[^,;:.?!]{1,60}\b(?:offen|auf|geöffnet|besetzt)\b"
        r"|\bjusqu['’]à quelle heure\b",
    ),
    (
        Expected.DURATION,
        r"\bhow long\b|\bhow much time\b|\bwie lange\b|\bcombien de temps\b"
        r"|\bhow many (?:\w+ )?(?:minute|hour|day|week|month|year)s\b"
        r"|\bwie ?viele (?:\w+ )?\w*(?:minuten|stunden|tage|wochen|monate|jahre)\b"
        r"|\bcombien (?:de |d['’])(?:minutes|heures|jours|semaines|mois|années|ans)\b",
    ),
    (
        Expected.TIME,
        rf"\bwhen{_AUXILIARY}|^\W*(?:and\W+)?when\W*$|{_EMBEDDED}when\b"
        r"|\b(?:by|since|until|till) when\b"
        r"|\b(?:what|which) (?:time|date|day|weekday|month|quarter|year|hour)s?\b"
        r"|\bwann\b|\bum wie ?viel uhr\b"
        r"|\bwelche[mnrs]? (?:tag|datum|uhrzeit|monat|wochentag)\w*"
        r"|^\W*(?:(?:depuis|jusqu['’]à|à partir de|pour|dès) )?quand\b"
        r"|\bquel(?:le)?s? (?:heure|date|jour|mois|année)s?\b",
    ),
    (
        Expected.MONEY,
        r"\bhow much\b.{0,80}\b(?:cost|pay|paid|spend|earn|charge|reimburse)\w*"
        r"|\bhow much (?:do|does|did|will|would|can) \w+ (?:get|receive|make)\b"
        r"|\bhow much (?:money|bonus|allowance|salary|rent|deposit)\b|\bhow much is it to\b"
        r"|\bwie ?viel geld\b|\bcombien d['’]argent\b"
        r"|\bwhat (?:do|does|did|will|would) .{1,80}\bcosts?\b"
        r"|\bwie ?viel\b.{0,80}\b(?:kosten|kostet|zahlen|zahlt|bezahlt|verdien\w+|ausgeben)\b"
        r"|\bwas kosten\b|\bwas kostet\b|\bcombien\b.{0,80}\b(?:coût\w+|pay\w+|gagn\w+|dépens\w+)",
    ),
    (
        Expected.AMOUNT,
        r"\bhow (?:much|many|high|large|big|far|fast|tall|heavy|deep|wide|expensive)\b"
        r"|\bwie ?(?:viele?[nmrs]?|hoch|groß|weit|teuer|schnell|schwer)\b|\bcombien\b",
    ),
    (
        Expected.PERSON,
        r"(?:^\W*|[,;:.!?]\s+(?:and |but )?|\b(?:to|for|with|by|from|of|and) |" + _EMBEDDED + r")"
        r"who(?:m|se)?\b|\b(?:wer|wen|wem|wessen)\b"
        r"|^\W*(?:(?:à|de|avec|pour|par|chez) )?qui\b",
    ),
    (
        Expected.PLACE,
        rf"^\W*where\b|\bwhere{_AUXILIARY}|{_EMBEDDED}where\b|\b(?:wo|wohin|woher)\b|\boù\b",
    ),
    (
        Expected.WAY,
        rf"{WHAT_TO_DO}|\bhow{_AUXILIARY}|\bhow to\b|\bsteps\b|\bcommands?\b|\bwie\b|\bcomment\b",
    ),
    (Expected.CHOICE, r"\bwhich\b|\blist\b|\bwhat are\b|\bwelche[rnms]?\b|\bquel(?:le)?s?\b"),
)
_PATTERNS = tuple((expected, re.compile(pattern, re.I)) for expected, pattern in _ASKING)
_WHO_IS_A_NAME = re.compile(r"\b(?:[Ww]ho(?:['’]s| is| are| was)|[Ww]er ist|[Qq]ui est) [A-ZÀ-Þ]")
_YES_NO = re.compile(
    r"^\W*(?:am|is|are|was|were|do|does|did|can|could|shall|should|will|would|may|must|has|have"
    r"|darf|dürfen|kann|können|muss|müssen|soll|ist|sind|gibt|hat|haben|est-ce|puis-je|peut-on"
    r"|dois-je|doit-on|y a-t-il)\b",
    re.I,
)

# "What is our walk-away price for …": the last words of the noun phrase tell what is asked.
_NOUN_PHRASE = re.compile(
    r"\b(?:what(?:['’]s)?|which|welche[rnms]?|was|wie|quel(?:le)?s?)"
    r"(?P<be>['’]s|\s+(?:is|are|was|were|ist|sind|lautet|est|sont))?\s+(?P<phrase>[^,;:.?!]+)",
    re.I,
)
_PHRASE_ENDS = re.compile(
    r"\s(?:of|for|in|at|on|to|do|does|did|is|are|was|were|be|been|had|can|may|must|should|will|with|per|when|if|while"
    r"|from|by|that|we|i|you|they|has|have|had|get|gets|habe|haben|hat|gibt|ai-je|avons|für|von|vom|bei|beim|im|am|auf|zu|zum|zur|des|wenn|gilt|gelten"
    r"|bekommt|de|du|d['’]|pour|à|au|aux|en|sur|chez)(?:\s|\b)",
    re.I,
)
_ARTICLE = re.compile(
    r"^(?:the|our|my|your|a|an|der|die|das|mein\w*|unser\w*|les?|la|l['’])\s+", re.I
)
_COUNTED = re.compile(
    r"\b(?:how many|wie ?viele|(?P<french>combien (?:de\b|d['’])))\s*(?P<phrase>[^,;:.?!]+)", re.I
)
_MEASURED = re.compile(
    r"\b(?:how (?:much|high|large|big|long|far|expensive|heavy|deep|wide)\s+(?:is|are|was|were)"
    r"|wie (?:viel|hoch|lang|groß|teuer|weit|schwer)\s+(?:ist|sind|war|waren))\s+"
    r"(?P<phrase>(?:the|our|my|your|a|an|der|die|das|mein\w*|unser\w*)\s+[^,;:.?!]+)",
    re.I,
)
_EXISTS = re.compile(
    r"^\W*(?:(?:is|are) there|do (?:we|they) have(?! to\b)|have (?:we|you) got|gibt es|haben wir"
    r"|y a-t-il|avons-nous|hay|tenemos)\s+(?:any|some|ein\w*|un[ea]?|des)?\s*"
    r"(?P<phrase>[^,;:.?!]+)",
    re.I,
)
"""Of what is or is not there, it is the thing that is asked for."""
_NUMBER_OF = re.compile(
    r"(?:the |our |a )?(?:\w+ )?number (?:of|for|to) (?:the|our|my|a|an)\b", re.I
)
"""To call, or of a card: *the number of the guard* counts nothing."""
_VERB = re.compile(
    r"\s*(?:do|does|did|is|are|can|may|must|should|will|gilt|gelten|bekommt)\b", re.I
)
_NOUNS: tuple[tuple[Expected, str], ...] = (
    (
        Expected.DURATION,
        r"(?:duration|notice period|retention(?: period| time)?|lead time|waiting time"
        r"|\w*(?:dauer|kündigungsfrist|lieferzeit)|durée|préavis)",
    ),
    (Expected.FREQUENCY, r"(?:frequency|cadence|häufigkeit)"),
    (
        Expected.TIME,
        r"(?:\w*deadline|(?:due|start|end|closing|launch|release|renewal|expiry) date"
        r"|(?:opening|office|business) (?:hours|times)|\w*(?:öffnungszeiten|termin|stichtag)"
        r"|échéance|horaires?(?: \w+)?)",
    ),
    (
        Expected.MONEY,
        r"(?:price|cost|fee|salary|wage|pay|budget|bonus|allowance|deposit|price range"
        r"|(?:salary|pay) (?:band|range)"
        r"|\w*(?:preis|gehalt|budget|zulage|pauschale|kosten|gebühr|tagessatz|stundensatz)"
        r"|prix|tarif|salaire|coût|indemnité|prime)",
    ),
    (
        Expected.AMOUNT,
        r"(?:rate|limit|discount|amount|number|percentage|maximum|minimum|threshold|quota|ceiling"
        r"|cap|size|length|distance|weight|temperature"
        r"|\w*(?:rabatt|betrag|anzahl|höhe|höchstgrenze|obergrenze|prozentsatz)"
        r"|montant|taux|plafond|remise|rabais|limite|nombre)",
    ),
)
_REMEMBERED = 64
"""Questions of which is remembered what they ask for: each step asks it of the same one."""
_HEADS = tuple((sort, re.compile(rf"(?:^|.*[\s-]){noun}$", re.I)) for sort, noun in _NOUNS)
_HEADS_OF_MANY = tuple(
    (sort, re.compile(rf"(?:^|.*[\s-]){noun}(?:s|e|n|en)?$", re.I)) for sort, noun in _NOUNS
)


@lru_cache(_REMEMBERED)
def expected_of(question: str) -> Expected:
    """What a question asks for, as far as its words tell; the word of asking that comes first.

    What it leans on, in brackets, asks for something else.
    """
    question = read_leaning(question).own
    found = [
        (match.start(), place, expected)
        for place, (expected, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(question))
    ]
    noun = _by_noun(question)
    if noun is not None:
        found.append((*noun[:1], -1, noun[1]))
    if not found and tells_of_trouble(question):
        return Expected.WAY
    if not found:
        return Expected.YES_NO if _YES_NO.search(question) else Expected.ANYTHING
    expected = min(found, key=lambda one: one[:2])[2]
    if expected is Expected.PERSON and _WHO_IS_A_NAME.search(question):
        return Expected.ANYTHING
    return expected


def _by_noun(question: str) -> tuple[int, Expected] | None:
    for asked in _NOUN_PHRASE.finditer(question):
        phrase = _cut(asked["phrase"])
        heads = _HEADS_OF_MANY if asked["be"] else _HEADS
        for sort, head in heads:
            if head.match(phrase):
                named = _NUMBER_OF.match(asked["phrase"])
                return None if named else (asked.start(), sort)
    return None


def subject_of(question: str) -> Subject:
    """The noun phrase a question asks for; empty where its words do not tell."""
    if asks_what_to_do(question):
        return Subject("", "", implied=True)
    counted = _COUNTED.search(question)
    if counted:
        return _subject(_cut(counted["phrase"]), french=counted["french"] is not None)
    measured = _MEASURED.search(question)
    if measured:
        return _subject(_cut(measured["phrase"]), french=False)
    exists = _EXISTS.search(question)
    if exists:
        return _subject(_cut(exists["phrase"]), french=False)
    for asked in _NOUN_PHRASE.finditer(question):
        phrase = _cut(asked["phrase"])
        # "What must be true before a deal?" asks for no thing that it has a name for.
        is_named = phrase and _VERB.match(asked["phrase"]) is None
        if is_named and (asked["be"] or _VERB.match(asked["phrase"][len(phrase) :])):
            return _subject(phrase, french=asked.group().casefold().startswith("quel"))
    return Subject("", "", implied=True)


def _subject(phrase: str, *, french: bool) -> Subject:
    words = _ARTICLE.sub("", phrase).split()
    head = (words[0] if french else words[-1]) if words else ""
    return Subject(phrase, head, implied=not head or is_measure(head))


def _cut(phrase: str) -> str:
    return _PHRASE_ENDS.split(phrase, maxsplit=1)[0].strip()
