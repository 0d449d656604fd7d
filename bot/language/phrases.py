"""Interface texts as they stand in the code: English, and marked for translation.

A phrase is no `str`: mypy finds a text that is shown without being said in a language, and one that
is said without being marked.
"""

from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True)
class Phrase:
    """A marked text. Values stand in it as `{name}`, without a format of their own."""

    english: str

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError("A phrase is said in a language before it is put into a text.")


@dataclass(frozen=True)
class Phrases:
    """A text that differs with a number, which stands in it as `{count}`."""

    one: str
    many: str


def phrase(english: str) -> Phrase:
    """Mark a text. It has to be written out here: the catalogues are made from the source."""
    return Phrase(english)


def phrases(one: str, many: str) -> Phrases:
    """Mark a text that differs with a number."""
    return Phrases(one, many)
