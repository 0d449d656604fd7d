"""Words as the keyword index holds them: Snowball stems, without the words every text has.

Weaviate's BM25 does not stem, so passages carry a property of stems, and questions are stemmed in
the same way.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain

import Stemmer

from chains.index.stop_words import STOP_WORDS

DEFAULT_LANGUAGE = "en"
_ALGORITHMS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
}
LANGUAGES = tuple(_ALGORITHMS)
"""Those that have a stemmer."""
_WORD = re.compile(r"\w+")
_CAMEL_CASE = re.compile(r"[A-Z]?[a-z]+(?:[A-Z][a-z]+)+")
_CAMEL_PART = re.compile(r"[A-Z]?[a-z]+")
_REMEMBERED = 20_000
"""Words of a language whose stems are kept: a text uses few, again and again."""
_FEWEST = 2
"""Stop words of a language a text must hold before it is taken to be in it."""


class Stems:
    """Stems texts; one per thread, because Snowball's stemmers keep state."""

    def __init__(self) -> None:
        self._stemmed = {
            language: lru_cache(_REMEMBERED)(_stemming(language, Stemmer.Stemmer(name)))
            for language, name in _ALGORITHMS.items()
        }

    def of(self, text: str, language: str) -> str:
        """The stems of a text in its language, in order, separated by spaces.

        A language without a stemmer is treated as English.
        """
        return " ".join(self.each_of(text, language))

    def of_question(self, text: str) -> str:
        """The stems of a question, in the language it seems to be in.

        A question too short to tell is stemmed in every language, each distinct stem once: a
        passage only matches in its own. Empty for a question of stop words only.
        """
        language = language_of(text)
        languages = [language] if language else list(_ALGORITHMS)
        each = (stem for name in languages for stem in self.each_of(text, name))
        return " ".join(dict.fromkeys(each))

    def each_of(self, text: str, language: str) -> Iterator[str]:
        """The same as ``of``, one by one."""
        known = language if language in _ALGORITHMS else DEFAULT_LANGUAGE
        words = _WORD.findall(unicodedata.normalize("NFC", text))
        return chain.from_iterable(map(self._stemmed[known], words))


def language_of(text: str) -> str | None:
    """The language whose stop words the text has most of; None where that is not clear."""
    words = [word.lower() for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    counts = sorted(
        (
            (sum(word in stops for word in words), language)
            for language, stops in STOP_WORDS.items()
        ),
        reverse=True,
    )
    (most, language), (second, _) = counts[:2]
    return language if most >= _FEWEST and most > second else None


def _parts(word: str) -> Iterator[str]:
    """In lower case; an identifier counts as itself and as the words it is made of."""
    yield word.lower()
    if "_" in word:
        yield from (part.lower() for part in word.split("_") if part)
    elif _CAMEL_CASE.fullmatch(word):
        yield from (part.lower() for part in _CAMEL_PART.findall(word))


def _stemming(language: str, stemmer: Stemmer.Stemmer) -> Callable[[str], tuple[str, ...]]:
    """What stands in the index for a word as it is written; nothing for a stop word."""
    stop_words = STOP_WORDS[language]

    def stemmed(word: str) -> tuple[str, ...]:
        kept = (part for part in _parts(word) if part not in stop_words)
        folded = (_fold(stemmer.stemWord(part)) for part in kept)
        return tuple(stem for one in folded for stem in one.split())

    return stemmed


def _fold(word: str) -> str:
    """Without accents: people leave them out when they type a question."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
