"""Several questions in one message, each of which stands by itself: by rules, in five languages.

What is not surely a question of its own stays with the one before it: a question that is cut
wrongly finds worse than one that is too long.
"""

import re

from chains.answering.follow_up import points_back
from chains.answering.words import telling_words

MOST_PARTS = 3
"""Questions that are searched for one by one; a message with more is taken as one."""

_ASKING = (
    r"(?:what|when|where|which|whom?|whose|why|how|is there|are there|can i|may i|do i|do we|does"
    r"|was|wann|wo|welche[rsnm]?|wer|wen|wem|wessen|warum|wie|gibt es|darf ich|kann ich"
    r"|quand|où|quel(?:le)?s?|qui|pourquoi|comment|combien|est-ce"
    r"|qué|cuándo|cuánt[oa]s?|dónde|cuál|quién|cómo|quando|quant[oa]s?|onde|qual|quem|como)\b"
)
_END = re.compile(r"(?<=[?？])\s*|\n+")
_AND = re.compile(
    rf"[,;]?\s+(?:and|und|et|y|e)\s+(?:(?:also|auch|aussi|también|também)\s+)?(?={_ASKING})", re.I
)
_BEGINS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|hallo|bonjour|hola|olá|and|und|et|y|e|also|please|bitte)\W+)*"
    rf"(?:{_ASKING}|¿|(?:(?:can|could) you )?tell me\b)",
    re.I,
)
_IS = re.compile(
    rf"^\W*{_ASKING}(?:['’]s|\s+(?:is|are|was|were|ist|sind|est|sont|es|son|está|é|são|fica))\s",
    re.I,
)
_NAMES_A_THING = re.compile(
    r"^\W*(?:how (?:many|much)|wie ?viele?|combien d(?:e\b|['’])|cuánt[oa]s?|quant[oa]s?)\s*\w"
    r"|\b(?:my|our|mein\w*|unser\w*|mon|ma|mes|notre|nos|mi|mis|nuestr[oa]s?|meu|minha|noss[oa])\s",
    re.I,
)
_THERE = re.compile(r"\b(?:is|are) there\b", re.I)
_OF_SOMETHING = re.compile(
    r"\b(?:price|cost|fee|deadline|limit|maximum|minimum|amount|rate|process|procedure|contact"
    r"|owner|reason|address|form|date|time|exceptions?|requirements?|conditions?|difference|steps?"
    r"|names?|number|rules?|preis|kosten|frist|grenze|ablauf|grund|adresse|termin|regeln?"
    r"|prix|coût|délai|limite|adresse|raison|règles?|precio|plazo|límite|motivo|preço|prazo)\b",
    re.I,
)
"""What is of something that the question before names: *the deadline*."""


def parts_of(message: str) -> tuple[str, ...]:
    """Its questions, two or three; else the message alone."""
    sentences = [one for one in _END.split(message.strip()) if one and telling_words(one)]
    found = [part.strip() for one in sentences for part in _AND.split(one)]
    whole = 1 < len(found) <= MOST_PARTS and all(map(_stands_alone, found))
    return tuple(found) if whole else (message,)


def _stands_alone(part: str) -> bool:
    if not _BEGINS.match(part) or points_back(_THERE.sub(" ", part)):
        return False
    words = telling_words(part)
    if len(words) != 1:
        return bool(words)
    # "Who approves?" is of what was asked before, "when is payday?" is not.
    named = _IS.match(part) or _NAMES_A_THING.search(part)
    return bool(named) and not _OF_SOMETHING.search(part)
