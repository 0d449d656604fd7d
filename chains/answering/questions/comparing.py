"""Questions that ask for things beside each other: *sev1 vs sev3*, *the difference between*."""

import re

from chains.answering.questions.counterparts import exchanged
from chains.answering.questions.words import ASKS_WHAT

_ASKED = (
    r"(?:what(?:['’]?s|\s+is|\s+are)\s+(?:the\s+)?(?:main\s+)?|explain\s+(?:the\s+)?"
    r"|(?:was|worin)\s+(?:ist|besteht|liegt)\s+(?:der\s+)?"
    r"|quelle\s+est\s+(?:la\s+)?|cu[aá]l\s+es\s+(?:la\s+)?|qual\s+é\s+(?:a\s+)?)?"
)
_BETWEEN = (
    r"(?:differences?\s+between|unterschied\s+zwischen"
    r"|(?:diff[eé]rence|diferen[cç]i?a)\s+entre)"
)
_BOTH = tuple(
    re.compile(rf"\W*{each}\W*", re.I)
    for each in (
        rf"{_ASKED}{_BETWEEN}\s+(?P<one>.+?)\s+(?:and|und|et|y|e)\s+(?P<other>.+?)",
        r"(?:compare|vergleiche|comparez?|compara)\s+(?P<one>.+?)"
        r"\s+(?:and|with|to|und|mit|et|avec|y|con|com)\s+(?P<other>.+?)",
        r"how\s+(?:does|do|is|are)\s+(?P<one>.+?)\s+(?:compared?|differ(?:ent)?)"
        r"\s+(?:to|with|from)\s+(?P<other>.+?)",
    )
)
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+(?!code\b)", re.I)
"""But not of VS Code, an editor."""
_WHAT_IS = re.compile(r"^(?:what(?:['’]?s|\s+is|\s+are))\s+", re.I)
_ASKS = re.compile(rf"(?:{ASKS_WHAT}|can|may|do|does|is|are)\b", re.I)
_MOST_SIDES, _MOST_OF_A_SIDE = 4, 8
"""Words of a side: more are a sentence that happens to have *vs* in it."""
_LONGEST = 400
"""Characters of a message: the patterns take a time that grows with its square."""
_LAST = re.compile(r"(?P<before>.*\b(?:in|of|for|at|für|de|pour|para)\s+)\S+", re.I)
_AGE = re.compile(r"(?:the\s+)?(?:old|new|current|previous|former|first|second)\b", re.I)


def compared(message: str) -> tuple[str, ...]:
    """All things that it asks to compare, each with what is said of all of them; else nothing.

    >>> compared("maternity leave france vs germany")
    ('maternity leave france', 'maternity leave germany')
    >>> compared("what is the difference between SEV1 and SEV3?")
    ('SEV1', 'SEV3')
    """
    if len(message) > _LONGEST:
        return ()
    found = next((one for each in _BOTH if (one := each.fullmatch(message))), None)
    versus = _VERSUS.split(_WHAT_IS.sub("", message.strip(" ?？.!")))
    sides = found.group("one", "other") if found else versus
    sizes = [len(one.split()) for one in sides]
    if not 1 < len(sides) <= _MOST_SIDES or not 0 < min(sizes) <= max(sizes) <= _MOST_OF_A_SIDE:
        return ()
    if any(map(_ASKS.match, sides)):
        return ()  # what it asks of the one it asks of the other, in words that are not known
    whole = sides[sizes.index(max(sizes))]
    return tuple(one if one is whole else _in_full(one, whole) for one in sides)


def _in_full(side: str, whole: str) -> str:
    """A side with what a longer one says of them all, where it is clear what that is."""
    if len(side.split()) == len(whole.split()):
        return side
    if _AGE.fullmatch(side) and (age := _AGE.match(whole)):
        return side + whole[age.end() :]
    if (told := exchanged(whole, side)) is not None:
        return told
    last = _LAST.fullmatch(whole)
    return f"{last['before']}{side}" if last and len(side.split()) == 1 else side
