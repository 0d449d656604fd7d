"""Words: what of a question and a text carries meaning, comparable across inflections."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from chains.index.stems import Stems
from chains.index.stop_words import IN_ANY_LANGUAGE

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"(?<!\w)[^\W\d_]{3,40}(?!\w)")
_MOST_TELLING = 30
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")

ASKS_WHAT = r"(?:what|when|where|which|whom?|whose|why|how)"
"""A word that a question in English begins with, unless it asks whether something is so."""
AUXILIARY = (
    r"(?:am|is|are|was|were|do|does|did|can|could|shall|should|will|would|may|must|has|have|had)\b"
)
"""The verb that stands behind it."""

_WORDS_OF_ASKING = """
    anybody anyone apply ask bitte bring done explain exactly find get getting give go going got
    happen happened happens hello hey hi how kann know let like long look make many may mean might
    mine much must need nobody often okay one ones ought people please possible question say says
    see shall show somebody someone something supposed sure tell thank thanks thing things use used
    using want way wants what whats whens wheres whos hows wie wieviel hoch lange oft viele within
    wondering work works would bonjour combien danke faire faut guten hallo merci mich muss peux
    puis salut tag votre vorgehen wen wissen wollen weiß
    abt arent cant couldnt didnt doesnt dont gimme gonna gotta havent hve isnt ive lemme pls plz
    shouldnt taht teh theres theyre thx waht wanna wasnt wich wont wouldnt youre"""
_ASKING = frozenset(_WORDS_OF_ASKING.split())
"""Words of asking, also as they are typed in a hurry; in a document they may carry meaning."""

_OF_PEOPLE = frozenset({"work", "works"})
_SOMEBODY_WORKS = re.compile(
    r"\b(?:i|we|you|they|he|she|people|who|employees|staff)\s+(?:\w+\s+){0,2}work(?:s|ing)?\b", re.I
)
"""Then it is what is asked, and else only how a thing is: *how does the badge work*."""
_ONLY_ASKS = tuple(
    re.compile(rf"\b{like}\b", re.I)
    for like in (
        r"(?:when|wann|quand)\b.*\b(?P<asks>next|nächste[nrs]?|prochaine?s?)",
        r"whom?\s+(?:do|does|should|shall|must|can|could|may|to|would|will)\s+"
        r"(?:(?:i|we|you|one|they|people)\s+)?(?:(?:have|need)\s+to\s+)?"
        r"(?P<asks>call|phone|ring|speak|talk|turn|reach|ping)",
        r"what\s+(?P<asks>counts?)\s+as",
    )
)
"""A word that tells only which sort of answer is wanted, a date, a person or what is meant: what
answers may say it of another thing."""


_ASKED_FOR = re.compile(
    r"""(?ix) \b (?: what | which | welche[rsnm]? | quel(?:le)? | qué | qual | que )
    \s+ (?: (?:week)?day | date | time | month | year | (?:wochen)?tag | datum | monat | jahr | jour
    | heure | mois | année | día | fecha | hora | mes | año | dia | data | mês | ano )
    (?= \W*$ | \s+ (?: is | are | was | were | do | does | did | can | may | must | will | should
    | has | have | ist | sind | war | wird | werden | muss | kann | darf | haben | hat | bekomm\w+
    | est | sont | es | son | está | é | são | fica )\b )
    | \b how \s+ (?: early | late | soon | fast | quick(?:ly)? | far ) \b
    | \b (?: in \s+ advance | beforehand | im \s+ voraus | à \s+ l['’]avance ) \b"""
)
"""The sort of answer that is asked for; an answer says *the 25th*, and not that it is a day."""

_REMEMBERED = 2_048
"""Texts whose stems are kept: a question asks for those of the same passages several times."""
_COMPOUNDING = frozenset({"de", "nl"})
_NO_PART = 2
"""Letters that are neither a joint nor a word: *Zahltag* has nothing of *zählt*."""
_LEAST_PART = 5
"""Letters of a word that tells what the compound it is part of is about."""


class Words:
    """Stems of questions and texts; one per thread, because Snowball's stemmers keep state."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._known = lru_cache(_REMEMBERED)(self._stemmed)
        self._telling = lru_cache(_REMEMBERED)(self._stemmed_of_question)

    def of(self, text: str, language: str) -> frozenset[str]:
        """The stems of a text."""
        return self._known(text, language)

    def _stemmed(self, text: str, language: str) -> frozenset[str]:
        return frozenset(self._stems.each_of(text, language))

    def of_question(self, text: str, language: str) -> frozenset[str]:
        """The stems a passage in this language has to hold, words of asking left out.

        A question of such words only keeps them.
        """
        return self._telling(text, language)

    def _stemmed_of_question(self, text: str, language: str) -> frozenset[str]:
        asking = _ASKING - _OF_PEOPLE if _SOMEBODY_WORKS.search(text) else _ASKING
        telling = _ASKED_FOR.sub(" ", text)
        for like in _ONLY_ASKS:
            if found := like.search(telling):
                telling = telling[: found.start("asks")] + telling[found.end("asks") :]
        kept = " ".join(word for word in _WORD.findall(telling) if word.casefold() not in asking)
        return self.of(kept, language) or self.of(text, language) or self.of(text, "")


def telling_words(text: str) -> tuple[str, ...]:
    """The words that tell a topic, each once in alphabetical order: no words of asking, no words
    that every text has, in any language; nothing with a digit in it, and at most 30."""
    found = {word.casefold() for word in _LETTERS.findall(text)}
    return tuple(sorted(found - IN_ANY_LANGUAGE - _ASKING))[:_MOST_TELLING]


def with_compounds(stems: frozenset[str], wanted: Collection[str], language: str) -> frozenset[str]:
    """The stems, and those wanted that are a compound of one of them or a part of one.

    German writes compounds in one word: *Urlaubstag* is asked for where *Urlaub* is written.
    """
    if language not in _COMPOUNDING:
        return stems
    return stems | {one for one in wanted if any(_is_compound(one, stem) for stem in stems)}


def _is_compound(one: str, other: str) -> bool:
    long, short = (one, other) if len(one) > len(other) else (other, one)
    if len(long) - len(short) == _NO_PART:
        return False
    large_part = len(short) >= max(_LEAST_PART, len(long) / 2)
    return large_part and (long.startswith(short) or long.endswith(short))


def has_words(text: str) -> bool:
    """Whether a text holds a letter or digit of any script to search for."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text, written alike: ``78,400`` and ``78.400`` are one."""
    return frozenset(re.sub(r"[.,:](?=\d)", ".", found) for found in _NUMBER.findall(text))
