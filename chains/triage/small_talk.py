"""What is said to small talk: a greeting is returned, and thanks are answered shortly."""

import re

from chains.errors import reason
from chains.triage.labels import POLICIES, Label

GREETED = reason(
    "Hello. I answer questions from your company's connected documents: ask one in your own words."
    " `/footnote help` shows examples."
)
THANKED = reason("You are welcome.")

_THANKS = re.compile(
    r"(?i)\b(?:thanks|thanx|thank\s+(?:you|u)|thx|ty|tysm|cheers|danke|dankeschön|merci|gracias"
    r"|obrigad[oa])\b|ありがと"
)
_NO_THANKS = re.compile(
    r"(?i)\b(?:no|nope|nein|non|não),?\s+(?:thank|danke|merci|gracias|obrigad)|\bfor\s+nothing\b"
)
_GREETING = re.compile(
    r"(?i)^\W*(?:hi|hiya|hello|hey|yo|howdy|greetings|(?:good\s+)?(?:morning|afternoon|evening)"
    r"|good\s+day|wave|hallo|moin|servus|guten\s+(?:tag|morgen|abend)|bonjour|bonsoir|salut|hola"
    r"|buen[oa]s(?:\s+(?:días|tardes|noches))?|olá|oi|bom\s+dia|boa\s+(?:tarde|noite))\b"
    r"|^\W*(?:こんにちは|おはよう|こんばんは)"
)


def is_social(text: str) -> bool:
    """Whether a text thanks, or is a greeting and no more."""
    greeted = _GREETING.match(text)
    return _THANKS.search(text) is not None or (
        greeted is not None and not any(map(str.isalpha, text[greeted.end() :]))
    )


def replied(text: str) -> str:
    """The standard reply to small talk of these words, in English.

    >>> replied("ok, thanks!")
    'You are welcome.'
    """
    if _THANKS.search(text) and not _NO_THANKS.search(text):
        return THANKED
    return GREETED if _GREETING.match(text) else POLICIES[Label.SMALL_TALK].canned
