"""Whether a text is plain: words that people read, no markup and no run of one word."""

import re

_LONGEST_WORD = 60
_MOST_TIMES = 4
"""A word said more often in a row is no sentence."""
_MARKUP = re.compile(
    r"<\s*[a-z!/?]|!\[|\]\s?[(\[]|\]:|\b(?:java|vb)script:|\bon[a-z]{3,20}\s?=", re.I
)
_HOST = re.compile(r"(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?![a-z0-9])", re.I)


def is_plain(text: str) -> bool:
    """Whether nothing of markup is left in it, no endless word and no repetition.

    >>> is_plain("Badges cost 10 euros."), is_plain("ha ha ha ha ha"), is_plain("a](b")
    (True, False, False)
    """
    words = text.split()
    if any(len(word) > _LONGEST_WORD for word in words) or _MARKUP.search(text):
        return False
    words = [word.strip(".,;:!?").lower() for word in words]
    runs = (words[place : place + _MOST_TIMES + 1] for place in range(len(words) - _MOST_TIMES))
    return not any(len(set(run)) == 1 for run in runs)


def hosts(text: str) -> frozenset[str]:
    """The names of hosts in a text, and whatever is written like one, in lower case.

    >>> sorted(hosts("Go to Docs.example, or mail ana@tide.example."))
    ['docs.example', 'tide.example']
    """
    return frozenset(found.group().lower() for found in _HOST.finditer(text))
