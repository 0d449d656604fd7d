"""Words of a question that nobody wrote in what was found, read as a near one that somebody did.

Only what this reader's passages say is compared, and everyday words that stand for theirs, so that
nothing of a document that they may not read shows in what is understood.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches

from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import names
from chains.answering.questions.synonyms import everyday_words
from chains.answering.questions.translation import seems
from chains.answering.questions.words import Words, telling_words

_WORD = re.compile(r"(?<![\w-])[^\W\d_]{5,40}(?![\w-])")
"""Long enough that another letter rarely makes another word."""
_NEAR = 0.85
"""Of difflib's ratio: a letter too many or too few from five letters on, another one from seven."""
_CAPITALISED = "de"
"""Writes every noun like a name."""


class Spelling:
    """Reads a question by the words of the passages that were found for it."""

    def __init__(self, knows: Callable[[str], bool]) -> None:
        """``knows``: whether a word is one of the language, and therefore what was meant."""
        self._knows = knows
        self._words = Words()

    def corrected(self, question: str, evidence: Sequence[Evidence]) -> str:
        """The question, with words that nobody knows and no passage has put as the nearest it has.

        A name is neither put so nor taken for what was meant: one nearly like it is another's.
        """
        doubted = {one for one in telling_words(question) if _WORD.fullmatch(one)}
        if seems(question) != _CAPITALISED:
            doubted -= names(question)
        unknown = [one for one in doubted if not self._knows(one)]
        if not unknown or not evidence:
            return question
        texts = [f"{one.document.title}. {'. '.join(one.heading)}. {one.text}" for one in evidence]
        joined = "\n".join(texts)
        lowered = joined.casefold()
        strange = [one for one in unknown if one not in lowered]
        if not strange:
            return question
        language = Counter(one.document.language for one in evidence).most_common(1)[0][0]
        edges = {_edges(one) for one in strange}
        known = _common_words(joined, language, edges)
        known.update(one for one in everyday_words(language) if _edges(one) in edges)
        near = {one: found for one in strange if (found := self._nearest(one, known, language))}
        return _WORD.sub(lambda word: near.get(word.group().casefold(), word.group()), question)

    def _nearest(self, word: str, known: Counter[str], language: str) -> str | None:
        """The word most like it that begins and ends as it does, the more frequent of two; one in
        which two letters beside each other have changed places comes first.

        None where that is but another form of it.
        """
        alike = [one for one, _ in known.most_common() if _edges(one) == _edges(word)]
        swapped = [one for one in alike if one in _swapped(word)]
        near = swapped or get_close_matches(word, alike, n=1, cutoff=_NEAR)
        found = near[0] if near else None
        if found is None or self._words.of(found, language) & self._words.of(word, language):
            return None
        return found


def _swapped(word: str) -> frozenset[str]:
    """The word with two letters beside each other in each other's place, wherever they are."""
    pairs = range(len(word) - 1)
    return frozenset(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs)


def _edges(word: str) -> tuple[str, str]:
    """Its first and its last letter, which people rarely miss, whatever its number."""
    return word[0], word.rstrip("s")[-1:]


def _common_words(text: str, language: str, edges: Collection[tuple[str, str]]) -> Counter[str]:
    """How often each of its words with such edges stands in it, but for those that are a name."""
    words = [one for one in _WORD.findall(text) if _edges(one.casefold()) in edges]
    found = Counter(one.casefold() for one in words)
    written = {one for one in words if one[0].islower()}
    if language != _CAPITALISED and (maybe_names := found.keys() - written):
        for one in names(text) & maybe_names:
            del found[one]
    return found
