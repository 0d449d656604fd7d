"""Words and numbers that can answer: how much, how long, when, where."""

import re

from chains.answering.passages.any_case import AnyCase

_MONTHS = (
    r"(?:jan(?:uary|uar|\.|vier)?|feb(?:ruary|ruar|\.)?|f[ée]v(?:rier|r\.)|mar(?:ch|s|\.)|m[äa]rz"
    r"|apr(?:il|\.)?|avril|may|mai|june?|juni|juin|july?|juli|juillet|aug(?:ust|\.)?|ao[ûu]t"
    r"|sept?(?:ember|embre|\.)?|o[ck]t(?:ober|obre|\.)?|nov(?:ember|embre|\.)?"
    r"|de[cz](?:ember|\.)?|d[ée]c(?:embre|\.))"
)
_DATE = (
    r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|\b(?<![$€£¥])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{2,4}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:of\s+)?{_MONTHS}(?!\w)(?:\s+\d{{4}}\b)?"
    rf"|\b{_MONTHS}(?!\w)\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    rf"|\b{_MONTHS}(?!\w)\s+\d{{4}}\b"
)
_MONEY = r"[$€£¥]|\b(?:eur|usd|gbp|chf)\b|\beuros?\b|\bdollars?\b"
_CLOCK = (
    r"\b(?<![$€£¥.,\d])\d{1,2}[:.h][0-5]\d(?!\d)(?:\s*(?:uhr|[ap]\.?m\.?))?"
    rf"(?!\s?(?:{_MONEY}|%|(?:percent|per cent|prozent|k?g|[kmc]?m|m?l|k?w|k?v|[mg]b|gbit)\b))"
    r"|\b\d{1,2}\s*(?:uhr|h|[ap]\.?m\.?)\b"
)
_NO_QUANTITY = re.compile(
    rf"{_DATE}|{_CLOCK}|\b\d+(?:st|nd|rd|th)\b|\b\d+(?:\.\d+){{2,}}\b|\b24/7\b"
    r"|\b(?:section|chapter|step|page|appendix|version|floor|room|jetty|§|abschnitt|kapitel|seite"
    r"|schritt|anhang|étage|chapitre|article|étape)\s*\d+(?:\.\d+)*"
    rf"|(?<![\d.,$€£])\b(?:19|20)\d{{2}}\b(?!\s*(?:{_MONEY}|[.,]\d))"
)
MONEY_MARKS = AnyCase(rf"{_MONEY}|%|\b(?:percent|per cent|prozent|pour cent|cents?)\b")
NUMBER = re.compile(r"(?<![\w-])\d+(?:[.,]\d+)*")
_NUMBER_WORDS = (
    r"\b(?:one(?! (?:of|another|on)\b)(?<!no one)|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|million|dozen|zwei|drei|vier|fünf|sechs|sieben|acht"
    r"|neun|zehn|elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|zwanzig|dreißig|vierzig"
    r"|fünfzig|hundert|tausend|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize"
    r"|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille)\b"
)
NUMBER_WORD = re.compile(_NUMBER_WORDS)
"""In lower case, as `without_dates` gives a text."""

AMOUNT_WORDS = AnyCase(
    r"\b(?:none|nothing|zero|free|unlimited|half|double|twice|triple|single|both|several|at least"
    r"|no (?:limit|cap|maximum|minimum|cost|charge|fee|restriction)s?|not limited|reasonable"
    r"|as (?:much|many) as|kein(?:e|en|er)?|nichts|kostenlos|kostenfrei|unbegrenzt|hälfte"
    r"|doppelt\w*|beide|mindestens|aucune?|rien|gratuit\w*|illimité\w*|moitié|double|au moins)\b"
)
_UNITS = (
    r"(?:second|minute|hour|day|week|month|quarter|year|sekunde|stunde|tag|woche|monat|quartal|jahr"
    r"|seconde|heure|jour|semaine|trimestre|année|an)(?:s|e|n|en)?|mois|hrs?|mins?|secs?"
)
_ORDINALS = (
    r"(?:\d+(?:st|nd|rd|th|\.|e|er|[ºª])|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|(?:erst|zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt)e[nmrs]?"
    r"|premi(?:er|ère)|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième"
    r"|dixième|primer[oa]?|segund[oa]|tercer[oa]?|terceir[oa]|cuart[oa]|quart[oa]|quint[oa])"
)
_FROM_OR_UNTIL = (
    r"\b(?:from|since|until|till|before|after|by|ab|seit|bis(?: zu[mr])?|vor|nach|à partir|dès"
    r"|depuis|jusqu['’]|avant|après|desde|hasta|a partir|até|antes|después|depois)"
    r"\W+(?:the |de[mnr] |du |le |la |el |de |del |do |da |o |au )?"
)
_CALENDAR_UNITS = r"(?:day|week|month|quarter|year|tag|woche|monat|quartal|jahr)(?:s|e|n|en)?"
UNIT_OF_TIME = AnyCase(rf"\b(?:\w*arbeits|\w*werk|\w*urlaubs|\w*kalender)?(?:{_UNITS})\b")
DURATION_WORDS = AnyCase(
    rf"\b(?:a|an|half an?|ein|eine|einen|einem|einer|un|une)\s+(?:\w+\s+)?(?:{_UNITS})\b"
    rf"|{_FROM_OR_UNTIL}{_ORDINALS}\s+(?:\w+\s+)?(?:{_UNITS}|días?|dias?)\b"
    r"|\b(?:until|indefinite(?:ly)?|forever|permanent(?:ly)?|as long as|overnight|unlimited"
    r"|solange|unbefristet|dauerhaft|jusqu\w*|tant que|illimité\w*)\b|\bbis (?:zu|zum|zur|ende)\b"
)
_RHYTHMS = (
    r"(?:bi-?)?(?:hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)|täglich\w*"
    r"|wöchentlich\w*|monatlich\w*|jährlich\w*|vierteljährlich\w*|quotidien\w*|hebdomadaire\w*"
    r"|mensuel\w*|annuel\w*|trimestriel\w*|never|nie|jamais"
)
FREQUENCY_WORDS = AnyCase(
    rf"\b(?:{_RHYTHMS}|every|each|once|twice|times|per|jede\w*|einmal|zweimal|mal|pro|chaque"
    rf"|tou(?:s|tes)|fois|par|a (?:{_UNITS}))\b"
)
_WEEKDAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|(?:mon|diens|donners|frei"
    r"|sams|sonn|werk|feier)tage?s?|mittwochs?|lundis?|mardis?|mercredis?|jeudis?|vendredis?"
    r"|samedis?|dimanches?"
)
TIME_WORDS = AnyCase(
    rf"{_DATE}|{_CLOCK}|\b\d+(?:st|nd|rd|th)\b|\b(?:19|20)\d{{2}}\b|\bq[1-4]\b|\b{_MONTHS}(?!\w)"
    rf"|\b(?:{_WEEKDAYS}|{_CALENDAR_UNITS})\b|\b(?:{_RHYTHMS})\b"
    r"|\b(?:morning|noon|midday|midnight|afternoon|evening|night|today|tomorrow|spring|summer"
    r"|autumn|fall|winter|before|after|until|till|by the|as soon as|once|when|whenever|while|during"
    r"|if|immediately|upon|prior|at the (?:end|start|beginning)|first|last|then|expir\w+"
    r"|morgens?|mittags?|nachmittags?|abends?|nachts?|heute|frühjahr|sommer|herbst|vor|nach|bis|seit"
    r"|sobald|wenn|während|sofort|anfang|ende|matin|midi|minuit|après-midi|soir|demain|printemps"
    r"|été|automne|hiver|avant|après|dès|lorsque?|quand|pendant|fin|début|immédiatement)\b"
)
_COUNT = (
    rf"(?:\d+(?:[.,]\d+)?|{_NUMBER_WORDS}|\b(?:within|in|after|than|half|least|about|innerhalb|binnen"
    r"|dans|sous|en)\s+(?:an?|ein\w{0,2}|une?)\b)"
)
NOTICE_WORDS = AnyCase(
    rf"{_DATE}|{_CLOCK}|\b\d+(?:st|nd|rd|th)\b|\b(?:{_WEEKDAYS}|{_MONTHS})(?!\w)"
    rf"|\b(?:{_UNITS}):\s*\d"
    rf"|\b(?:{_UNITS})\s+(?:ahead|before|in advance|earlier|prior|vorher|davor|zuvor|avant)\b"
    r"|\b(?:noon|midnight|today|tonight|tomorrow|immediately|instantly|at once|same day"
    r"|right away|straight away|without delay|as soon as|mittags?|mitternacht|heute|morgen"
    r"|sofort|umgehend|unverzüglich|midi|minuit|aujourd['’]hui|demain|immédiatement|sans délai"
    r"|dès que)\b"
)
"""By when, or how long before; "before it is rolled out" alone tells neither."""
SPANS = AnyCase(rf"{_COUNT}[\s-]+(?:\w+[\s-]+)?(?:{_UNITS}|días?|dias?|horas?|semanas?)\b")
SPAN_BEFORE = AnyCase(
    r":\s|\b(?:before(?:hand)?|ahead|advance|earlier|prior|notice|within|by|later|latest|until|till"
    r"|after|since|at least|at most|takes?|earliest|vor(?:her)?|voraus|innerhalb|binnen|spätestens"
    r"|frühestens|nach|bis|mindestens|dauert|avant|avance|sous|délai|préavis|après|au moins"
    rf"|antes|dentro|após)\b|\b(?:in|ab|dans|en|em)\s+(?:an?\b|ein|une?\b|{_COUNT})"
)
"""What makes a span of time tell by when: "18 weeks of leave" does not."""
_PLACE_MARKS = re.compile(r"/|#\w|\(link\)|:|\w\W+[A-ZÀ-Þ]\w")
_PLACE_WORDS = AnyCase(
    r"\b(?:in|inside|into|at|on|onto|under|behind|near|next to|beside|opposite|between|above"
    r"|below|through|via|from|to|within|here|there|anywhere|everywhere|upstairs|downstairs|floor"
    r"|im|am|an|auf|bei|beim|unter|hinter|neben|zwischen|vor|über|zu[mr]?|aus|hier|überall"
    r"|dans|au|aux|à|sur|sous|chez|derrière|devant|près|en|entre|ici|partout)\b"
)
_DIGIT = re.compile(r"\d")


def names_a_place(text: str) -> bool:
    """Whether a text has an address, a name or a word of place."""
    return _PLACE_MARKS.search(text) is not None or _PLACE_WORDS.in_text(text)


def quantities(text: str) -> frozenset[str]:
    """The numbers of a text that count or measure, as written; number words too, in lower case.

    Dates, times of day, years, ordinals, versions, parts of names and places in a text do not.
    """
    bare = without_dates(text)
    digits = {re.sub(r"[.,](?=\d)", ".", found) for found in NUMBER.findall(bare)}
    return frozenset(digits.union(NUMBER_WORD.findall(bare)))


def without_dates(text: str) -> str:
    """The text in lower case, with blanks for what is written in digits and counts nothing."""
    lowered = text.lower()
    if not _DIGIT.search(lowered):
        return lowered
    return _NO_QUANTITY.sub(lambda found: " " * len(found.group()), lowered)
