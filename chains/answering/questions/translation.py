"""Whether a sentence in another language states what a verified one states, as far as words tell.

The verified sentence has been held to its passages. Of its translation, everything that can be
compared without knowing both languages has to be equal: numbers, dates, names, links, marks of
money and share, and whether it denies something. A form that is not known here differs, and the
verified sentence is shown instead.
"""

import re
from collections import Counter
from collections.abc import Iterable

from chains.answering.passages.naming import base_of, identifiers
from chains.answering.passages.plainness import hosts, is_plain
from chains.answering.passages.sentences import split_sentences
from chains.answering.passages.steering import steers
from chains.answering.questions.calendar_words import (
    LANGUAGE_NAMES,
    days_and_months,
    months,
    number_words,
    weekdays,
)
from chains.index.stems import language_of

_JAPANESE = re.compile(r"[\u3040-\u30ff]")
_NO_CAPITALS = frozenset({"de", "ja"})
"""Languages in which a capital letter tells no name."""

_GROUPED = re.compile(r"(?<=\d)[.,'’\u00a0\u202f ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,:h]\d+)*")
_WORD = re.compile(r"\w[\w’'-]*")
_MARKS = {
    "eur": r"€|\b(?:eur|euros?)\b|ユーロ",
    "usd": r"\$|\b(?:usd|dollars?|dólar(?:es)?)\b|ドル",
    "gbp": r"£|\bgbp\b",
    "jpy": r"¥|\b(?:jpy|yens?|ienes?)\b|円",
    "%": r"%|\b(?:per ?cent|prozent|pour ?cent|por ?ciento|por ?cento)\b|パーセント",
}
_NEGATIONS = {
    "en": r"\b(?:not?|cannot|never|nobody|none|nothing|neither|nor|without|unless|except)\b|n['’]t",
    "de": r"\b(?:nicht|nichts|kein\w*|nie|niemals|niemand\w*|weder|ohne|außer|es sei denn)\b",
    "fr": r"\b(?:ne|pas|non|jamais|rien|aucune?|personne|sans|sauf|ni)\b|\bn['’]",
    "es": r"\b(?:no|nunca|jamás|nadie|nada|ning\w+|sin|salvo|excepto|ni|tampoco)\b",
    "pt": r"\b(?:não|nunca|jamais|ninguém|nada|nenhum\w*|sem|salvo|exceto|nem)\b",
    "ja": r"ない|ません|なし|ず(?:に|、|。)|以外|除",
}
_MOST_LONGER = 2.0
"""Times as many characters as the verified sentence has; German and French need 1.4 at most."""
_SPARE = 20
_LEAST = 0.3
"""Of its characters: Japanese needs half as many."""


def seems(text: str) -> str | None:
    """The language a text is in, where that is clear."""
    return "ja" if _JAPANESE.search(text) else language_of(text)


def says_the_same(shown: str, verified: str, language: str, strange: Iterable[str] = ()) -> bool:
    """Whether ``shown``, in this language, can stand for the verified sentence.

    ``strange`` are names around the sentence that it does not have: its translation may not either.
    """
    source = seems(verified) or "en"
    if language not in LANGUAGE_NAMES or source not in LANGUAGE_NAMES or source == language:
        return False
    return (
        seems(shown) in {None, language}
        and _has_its_length(shown, verified)
        and is_plain(shown)
        and not steers(shown)
        and len(split_sentences(shown, language)) == len(split_sentences(verified, source))
        and hosts(shown) == hosts(verified)
        and shown.count("(link)") == verified.count("(link)")
        and _identifiers(shown) == _identifiers(verified)
        and _figures(shown, language) == _figures(verified, source)
        and _marks(shown) == _marks(verified)
        and denies(shown, language) == denies(verified, source)
        and _names_stand(verified, source, shown)
        and _names_stand(shown, language, verified)
        and not {one.casefold() for one in strange} & _folded(shown)
    )


def names(text: str, language: str) -> frozenset[str]:
    """Capitalised words inside its sentences, months and days aside; none where nouns are so."""
    if language in _NO_CAPITALS:
        return frozenset()
    known = language if language in LANGUAGE_NAMES else "en"
    calendar = re.compile(days_and_months(known))
    found = {
        word.group()
        for sentence in split_sentences(text, language)
        for word in _WORD.finditer(sentence)
        if word.start() > 0 and word.group()[0].isupper() and word.group() != "I"
    }
    return frozenset(one for one in found if not calendar.fullmatch(one))


def _has_its_length(shown: str, verified: str) -> bool:
    most = _MOST_LONGER * len(verified) + _SPARE
    return _LEAST * len(verified) <= len(shown) <= most


def _figures(text: str, language: str) -> Counter[str]:
    """Its numbers, months and days of the week, however they are written."""
    found: Counter[str] = Counter()
    rest = text
    for kind, patterns in (("month", months(language)), ("day", weekdays(language))):
        for place, pattern in enumerate(patterns, start=1):
            edges = r"(?<!\d)(?:{})" if language == "ja" else r"(?<!\w)(?:{})(?!\w)"
            rest, times = re.subn(edges.format(pattern), " ", rest)
            found[f"{kind} {place}"] += times
    worth = number_words(language)
    rest = _GROUPED.sub("", rest)
    for number in _NUMBER.findall(rest):
        found[re.sub(r"[,:h]", ".", number)] += 1
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", rest):
        if (value := worth.get(word.casefold())) is not None:
            found[str(value)] += 1
    return +found


def _identifiers(text: str) -> frozenset[str]:
    """Those in Latin letters: Japanese runs on from a number into a word."""
    return identifiers(re.sub(r"[^\x00-\u024f]", " ", text))


def _marks(text: str) -> frozenset[str]:
    return frozenset(name for name, mark in _MARKS.items() if re.search(mark, text, re.I))


def denies(text: str, language: str) -> bool:
    """Whether a text in one of the languages of the interface says that something is not so."""
    words = _NEGATIONS.get(language)
    return words is not None and re.search(words, text, re.I) is not None


def _names_stand(text: str, language: str, other: str) -> bool:
    """Whether every name of the text is in the other one, inflected or not."""
    held = other.casefold()
    return all(base_of(name) in held for name in names(text, language))


def _folded(text: str) -> set[str]:
    return {base_of(word) for word in _WORD.findall(text)}
