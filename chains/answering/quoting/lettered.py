"""Things that are told apart by a letter: *supplier B*, *plan A*.

Their letter is no word that a search compares, and all else of what is written about them is alike.
"""

import re
from collections.abc import Sequence

from chains.answering.passages.evidence import Evidence
from chains.answering.quoting.scoring import Candidate
from chains.index.stop_words import IN_ANY_LANGUAGE

_LETTERED = re.compile(
    r"(?<![\w-])(?P<noun>[^\W\d_]{3,})[ -](?P<letters>[A-Za-z](?:(?:, ?|/| and | or | und | et )"
    r"[A-Za-z])*)(?![\w'’.-]*\w)"
)
_ARTICLE = re.compile(r"[ai](?!\W*$)")
"""A small letter that is a word, but at the end."""


def of_the_letter_asked(
    question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Candidate, ...]:
    """The candidates, unfit where they, or else what stands over them, name another letter."""
    asked = _asked(question)
    if not asked:
        return tuple(candidates)
    return tuple(
        one._replace(fits=False) if _is_of_another(one, asked, evidence[one.passage]) else one
        for one in candidates
    )


def _is_of_another(one: Candidate, asked: dict[str, set[str]], evidence: Evidence) -> bool:
    over = " . ".join((evidence.document.title, *evidence.heading, one.segment.heading))
    for text in (one.segment.text, over):
        named = _named(text)
        if same := asked.keys() & named.keys():
            return all(asked[noun].isdisjoint(named[noun]) for noun in same)
    return False


def _asked(question: str) -> dict[str, set[str]]:
    return _named(
        _LETTERED.sub(
            lambda one: "" if _ARTICLE.match(question, one.start("letters")) else one.group(),
            question,
        )
    )


def _named(text: str) -> dict[str, set[str]]:
    """The letters of each noun, in lower case and without the s of a plural."""
    found: dict[str, set[str]] = {}
    for one in _LETTERED.finditer(text):
        noun = one["noun"].casefold()
        if noun not in IN_ANY_LANGUAGE:
            letters = re.findall(r"\b[a-z]\b", one["letters"].casefold())
            found.setdefault(noun.removesuffix("s"), set()).update(letters)
    return found
