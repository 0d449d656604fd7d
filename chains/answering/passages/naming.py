"""What a question names exactly, and which documents name it too.

An identifier or a name is never said in other words, so that a document without it is about
something else, however alike it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from chains.answering.passages.evidence import Evidence
from chains.index.stems import language_of

_TOKEN = re.compile(r"\w+(?:[-_]\w+)*")
_NAME = re.compile(r"(?<=[^.!?…\s] )\W?([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ][\w-]*)")
_INSIDE = re.compile(r"[^\W\d_]{2,}")
_WHOSE = re.compile(r"['’]s?$")
_FEWEST_OF_A_TITLE, _CAPITAL = 4, 0.75
_FEWEST_DIGITS = 3
_SHORTEST = 6
_REMEMBERED = 2_048
"""Texts whose words are kept: a question asks several times for those of the same passages."""


@dataclass(frozen=True)
class Naming:
    """Documents by what they name of a question.

    ``identified``: whether each names all its identifiers; empty where it has none. ``strange``
    are those that lack a name that is in it.
    """

    identified: Mapping[UUID, bool]
    strange: frozenset[UUID]


def naming_of(question: str, evidence: Sequence[Evidence]) -> Naming:
    """How the documents of this evidence stand to what a question names."""
    wanted, called = identifiers(question), names(question)
    if not wanted and not called:
        return Naming({}, frozenset())
    words: dict[UUID, frozenset[str]] = {}
    for one in evidence:
        words[one.document.id] = words.get(one.document.id, frozenset()) | _words_of(one)
    return Naming(
        identified={document: wanted <= held for document, held in words.items()} if wanted else {},
        strange=frozenset(document for document, held in words.items() if called - held),
    )


def unheard_of(question: str, evidence: Sequence[Evidence]) -> frozenset[str]:
    """Names in the question, in lower case, that stand in no passage of this evidence."""
    called = names(question)
    return called.difference(*map(_words_of, evidence)) if called else called


def identified_first(question: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same in their order, but first those that name an identifier of the question."""
    wanted = identifiers(question)
    if not wanted:
        return tuple(evidence)
    return tuple(sorted(evidence, key=lambda one: wanted.isdisjoint(_words_of(one))))


def identifiers(text: str) -> frozenset[str]:
    """Words of letters and at least three digits, in lower case.

    >>> sorted(identifiers("Is INC-20481 about emp_0366 in Q3 of 2024?"))
    ['emp_0366', 'inc-20481']
    """
    return frozenset(word for word in _words(text) if _identifies(word))


def names(question: str) -> frozenset[str]:
    """Capitalised words inside a question, in lower case; none in German, where all nouns are, nor
    where nearly all words are, as in a title.

    >>> sorted(names("Where does Ana Quist of Lowland-Ferries live?"))
    ['ana', 'lowland-ferries', 'quist']
    """
    if language_of(question) == "de" or _is_a_title(question):
        return frozenset()
    return frozenset(found.casefold() for found in _NAME.findall(question))


def base_of(name: str) -> str:
    """The name in lower case, without what tells whose something is.

    >>> base_of("Ana's"), base_of("Lucas’")
    ('ana', 'lucas')
    """
    return _WHOSE.sub("", name).casefold()


def _is_a_title(question: str) -> bool:
    inside = _INSIDE.findall(question)[1:]
    capital = sum(word[0].isupper() for word in inside)
    return len(inside) >= _FEWEST_OF_A_TITLE and capital >= _CAPITAL * len(inside)


def _words_of(evidence: Evidence) -> frozenset[str]:
    return _words(" ".join((evidence.document.title, *evidence.heading, evidence.text)))


@lru_cache(_REMEMBERED)
def _words(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, _TOKEN.findall(text)))


def _identifies(word: str) -> bool:
    digits = sum(character.isdigit() for character in word)
    letters = any(character.isalpha() for character in word)
    return letters and digits >= _FEWEST_DIGITS and len(word) >= _SHORTEST
