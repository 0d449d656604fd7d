"""Questions that lean on one before them: what they ask anew, and of what they ask it.

"Who approves it?" is asked of what the question before it is about. It is searched for with that
question in brackets, and answered by what says something of approving.
"""

import re

from chains.answering.questions.expectation import IN_NUMBERS, Expected, expected_of
from chains.answering.questions.measures import is_measure
from chains.answering.questions.words import telling_words
from chains.index.stop_words import IN_ANY_LANGUAGE

_POINTS_BACK = re.compile(
    r"\b(?:(?<!\bis )(?<!\bare )there|there(?=\W*$)"  # not of "is there a canteen"
    r"|any(?=\W*$|\s+(?:in|at|for|on|with)\b)"
    r"|it|its|that|this|those|these|they|them|their|then|same|(?<!\bin )one|ones"
    r"|davon|dafür|dazu|dabei|damit|dort|diese[rsmn]?|jene[rsmn]?"
    r"|cela|ça|celui|celle|ceux|celles|eso|esto|ello|isso|isto)\b|それ|これ|その",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_SAID_BY_THE_SORT = re.compile(
    r"tak(?:es?|ing)|lasts?|happens?|due|dauer[nt]n?|braucht|prend|durer?|tarda|dura|demora|leva",
    re.I,
)


def points_back(text: str) -> bool:
    """Whether it has a word that stands for something said before."""
    return _POINTS_BACK.search(text) is not None


def without_pointing(text: str) -> str:
    """The text without such words."""
    return _POINTS_BACK.sub(" ", text)


def asked_anew(own: str) -> str:
    """The words that have to stand where it is answered, empty where its sort of answer tells.

    >>> asked_anew("and who approves it?"), asked_anew("how long does that take?")
    ('approves', '')
    """
    expected, telling = expected_of(own), frozenset(telling_words(own))
    words = [one for one in _WORD.findall(without_pointing(own)) if _tells(one, expected)]
    # Of "who do I ask?" nothing else is left, and it is what is asked.
    all_of_asking = expected is Expected.PERSON and telling.isdisjoint(map(str.casefold, words))
    return " ".join(one for one in words if all_of_asking or one.casefold() in telling)


def _tells(word: str, expected: Expected) -> bool:
    if word.casefold() in IN_ANY_LANGUAGE:
        return False
    return expected not in IN_NUMBERS or not (is_measure(word) or _SAID_BY_THE_SORT.fullmatch(word))
