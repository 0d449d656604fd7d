"""Months, days of the week and numbers written as words, in the languages replies are shown in.

Forms that mean something else in running text stand as they are told apart there: English and
German write months with a capital, abbreviations elsewhere end with a full stop.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

_MONTHS = {
    "en": """January|Jan February|Feb March|Mar April|Apr May June|Jun July|Jul August|Aug
        September|Sept|Sep October|Oct November|Nov December|Dec""",
    "de": """Januar|Jänner|Jan Februar|Feb März|Mär April|Apr Mai Juni|Jun Juli|Jul August|Aug
        September|Sept|Sep Oktober|Okt November|Nov Dezember|Dez""",
    "fr": """janvier|janv. février|févr. mars avril|avr. mai juin juillet|juil. août
        septembre|sept. octobre|oct. novembre|nov. décembre|déc.""",
    "es": """enero|ene. febrero|feb. marzo|mar. abril|abr. mayo junio|jun. julio|jul. agosto|ago.
        septiembre|setiembre|sept. octubre|oct. noviembre|nov. diciembre|dic.""",
    "pt": """janeiro|jan. fevereiro|fev. março|mar. abril|abr. maio|mai. junho|jun. julho|jul.
        agosto|ago. setembro|set. outubro|out. novembro|nov. dezembro|dez.""",
    "ja": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
}
_WEEKDAYS = {
    "en": "Mondays? Tuesdays? Wednesdays? Thursdays? Fridays? Saturdays? Sundays?",
    "de": """(?:M|m)ontags? (?:D|d)ienstags? (?:M|m)ittwochs? (?:D|d)onnerstags? (?:F|f)reitags?
        (?:S|s)amstags?|(?:S|s)onnabends? (?:S|s)onntags?""",
    "fr": "lundis? mardis? mercredis? jeudis? vendredis? samedis? dimanches?",
    "es": "lunes martes miércoles jueves viernes sábados? domingos?",
    "pt": """segundas?-feiras? terças?-feiras? quartas?-feiras? quintas?-feiras? sextas?-feiras?
        sábados? domingos?""",
    "ja": "月曜 火曜 水曜 木曜 金曜 土曜 日曜",
}
_NUMBERS = {
    "en": """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty""",
    "de": """zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
        sechzehn siebzehn achtzehn neunzehn zwanzig""",
    "fr": """deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
        dix-sept dix-huit dix-neuf vingt""",
    "es": """dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
        dieciséis diecisiete dieciocho diecinueve veinte""",
    "pt": """dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze
        quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte""",
    "ja": "",
}
_TENS = {
    "en": "thirty forty fifty sixty seventy eighty ninety hundred thousand",
    "de": "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend",
    "fr": """trente quarante cinquante soixante soixante-dix quatre-vingts|quatre-vingt
        quatre-vingt-dix cent mille""",
    "es": "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien|ciento mil",
    "pt": "trinta quarenta cinquenta sessenta setenta oitenta noventa cem|cento mil",
    "ja": "",
}
_ORDINALS = {
    "en": "third fourth fifth sixth seventh eighth ninth tenth",
    "de": "dritt viert fünft sechst siebt|siebent acht neunt zehnt",
    "fr": "troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "es": """tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta séptimo|séptima
        octavo|octava noveno|novena décimo|décima""",
    "pt": """terceiro|terceira quarto|quarta quinto|quinta sexto|sexta sétimo|sétima
        oitavo|oitava nono|nona décimo|décima""",
    "ja": "",
}
_ENDINGS = {"de": ("e", "en", "er", "es", "em")}
_VALUES = (*range(2, 21), *range(30, 100, 10), 100, 1_000)

LANGUAGE_NAMES: Mapping[str, str] = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "ja": "Japanese",
}
"""The languages replies are shown in, by ISO 639-1 code."""


def months(language: str) -> tuple[str, ...]:
    """A pattern for each month, from January, case-sensitive."""
    return tuple(one.replace(".", r"\.") for one in _MONTHS[language].split())


def weekdays(language: str) -> tuple[str, ...]:
    """A pattern for each day of the week, from Monday, case-sensitive."""
    return tuple(_WEEKDAYS[language].split())


def days_and_months(*languages: str) -> str:
    """A pattern for any day of the week or month of these languages, case-sensitive."""
    each = (one for code in languages for one in (*months(code), *weekdays(code)))
    return "|".join(each)


def is_day_or_month(word: str) -> bool:
    """Whether English calls a day of the week or a month so, in any case."""
    return re.fullmatch(days_and_months("en"), word, re.I) is not None


def number_words(language: str) -> dict[str, int]:
    """What each word is worth, from two on: *one* is an article in most of them.

    Ordinals from the third on are worth their number, as with a point or letters behind digits.
    """
    worth = cardinals(language)
    for form, value in _forms(_ORDINALS[language].split(), range(3, 11)):
        worth |= {f"{form}{ending}": value for ending in _ENDINGS.get(language, ("",))}
    return worth


def cardinals(language: str) -> dict[str, int]:
    """The same without ordinals."""
    words = [*_NUMBERS[language].split(), *_TENS[language].split()]
    return dict(_forms(words, _VALUES))


def _forms(words: Sequence[str], values: Sequence[int]) -> Iterator[tuple[str, int]]:
    for word, value in zip(words, values, strict=False):
        yield from ((form, value) for form in word.split("|"))
