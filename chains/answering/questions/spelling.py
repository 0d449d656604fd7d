"""Words of a question that nobody wrote in what was found, read as a near one that somebody did.

Only what this reader's passages say is compared, and everyday words that stand for theirs, so that
nothing of a document that they may not read shows in what is understood. Where several words are
misspelt, passages may be found that have none of them: then a word of the language is guessed,
which counts where what is found for it writes it.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches

from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import names
from chains.answering.questions.calendar_words import is_day_or_month
from chains.answering.questions.places import countries
from chains.answering.questions.synonyms import everyday_words
from chains.answering.questions.translation import seems
from chains.answering.questions.words import Words, telling_words

_WORD = re.compile(r"(?<![\w-])[^\W\d_]{5,40}(?![\w-])")
"""Long enough that another letter rarely makes another word."""
_NEAR = 0.85
"""Of difflib's ratio: a letter too many or too few from five letters on, another one from seven."""
_GUESSED = "en"
"""That of the model's vocabulary."""
_CAPITALISED = "de"
"""Writes every noun like a name."""


class Spelling:
    """Reads a question by the words of the passages that were found for it."""

    def __init__(self, knows: Callable[[str], bool], guessable: Sequence[str] = ()) -> None:
        """``knows``: whether a word is one of the language, and therefore what was meant.

        ``guessable``: the words that may be guessed, the most frequent first.
        """
        self._knows = knows
        self._guessable = guessable
        self._words = Words()

    def corrected(self, question: str, evidence: Sequence[Evidence]) -> str:
        """The question, with words that nobody knows and no passage has put as the nearest it has.

        A name is neither put so nor taken for what was meant: one nearly like it is another's.
        """
        strange = self._strange(question, evidence)
        if not strange:
            return question
        language = _language(evidence)
        edges = {each for one in strange for each in _possible_edges(one)}
        known = _common_words(_joined(evidence), language, edges)
        known.update(one for one in everyday_words(language) if _edges(one) in edges)
        return _put(question, {one: self._nearest(one, known, language) for one in strange})

    def guessed(self, question: str, evidence: Sequence[Evidence]) -> str:
        """The question, with words that nobody knows and no passage has put as the nearest of
        English, if it is in English."""
        if seems(question) not in {None, _GUESSED}:
            return question
        near: dict[str, str | None] = {}
        for one in self._strange(question, evidence):
            near[one] = self._nearest(one, self._guessable_like(one), _GUESSED)
        return _put(question, near)

    def is_written(self, question: str, guessed: str, evidence: Sequence[Evidence]) -> bool:
        """Whether each word that was guessed stands in what was found for it, and as no name.

        Nobody is called what was not written.
        """
        new = set(telling_words(guessed)) - set(telling_words(question))
        stems = self._words.of(" ".join(new), _language(evidence)) if evidence else frozenset()
        if not stems:
            return False
        edges = {_edges(one) for one in new}
        written = " ".join(_common_words(_joined(evidence), _language(evidence), edges))
        return stems <= self._words.of(written, _language(evidence))

    def _guessable_like(self, word: str) -> Counter[str]:
        """Those that may be guessed and begin and end as the word may, a more frequent one counted
        so that it has more."""
        possible = _possible_edges(word)
        firsts = {first for first, _ in possible}  # few begin so: a millisecond for 20,000 words
        return Counter(
            {
                one: -rank
                for rank, one in enumerate(self._guessable)
                if one[0] in firsts and _edges(one) in possible and _WORD.fullmatch(one)
            }
        )

    def _strange(self, question: str, evidence: Sequence[Evidence]) -> list[str]:
        """Words of the question, no names, that nobody knows and no passage has."""
        doubted = {one for one in telling_words(question) if _WORD.fullmatch(one)}
        if seems(question) != _CAPITALISED:
            doubted -= names(question)
        unknown = [one for one in doubted if not self._knows(one)]
        if not unknown or not evidence:
            return []
        lowered = _joined(evidence).casefold()
        return [one for one in unknown if one not in lowered]

    def _nearest(self, word: str, known: Counter[str], language: str) -> str | None:
        """The word most like it that begins and ends as it does, the more frequent of two; one in
        which two letters beside each other have changed places comes first.

        None where that is but another form of it.
        """
        ranked = [one for one, _ in known.most_common()]
        alike = [one for one in ranked if _edges(one) == _edges(word)]
        swapped = [one for one in ranked if one in _swapped(word)]
        near = swapped or get_close_matches(word, alike, n=1, cutoff=_NEAR)
        found = near[0] if near else None
        if found is None or self._words.of(found, language) & self._words.of(word, language):
            return None
        return found


def _joined(evidence: Sequence[Evidence]) -> str:
    texts = [f"{one.document.title}. {'. '.join(one.heading)}. {one.text}" for one in evidence]
    return "\n".join(texts)


def _language(evidence: Sequence[Evidence]) -> str:
    """That of most of the passages."""
    return Counter(one.document.language for one in evidence).most_common(1)[0][0]


def _put(question: str, near: Mapping[str, str | None]) -> str:
    return _WORD.sub(lambda word: near.get(word.group().casefold()) or word.group(), question)


def _swapped(word: str) -> frozenset[str]:
    """The word with two letters beside each other in each other's place, wherever they are."""
    pairs = range(len(word) - 1)
    return frozenset(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs)


def _edges(word: str) -> tuple[str, str]:
    """Its first and its last letter, which people rarely miss, whatever its number."""
    return word[0], word.rstrip("s")[-1:]


def _possible_edges(word: str) -> frozenset[tuple[str, str]]:
    """Its own, and those with two letters in each other's place."""
    return frozenset(map(_edges, (word, *_swapped(word))))


def _common_words(text: str, language: str, edges: Collection[tuple[str, str]]) -> Counter[str]:
    """How often each of its words with such edges stands in it, but for those that are a name
    that somebody may have."""
    words = [one for one in _WORD.findall(text) if _edges(one.casefold()) in edges]
    found = Counter(one.casefold() for one in words)
    written = {one for one in words if one[0].islower()}
    if language != _CAPITALISED and (maybe_names := found.keys() - written):
        for one in names(text) & maybe_names:
            if not _is_nobodys(one):
                del found[one]
    return found


def _is_nobodys(name: str) -> bool:
    """Whether it is the name of a day, a month or a country."""
    return is_day_or_month(name) or countries().fullmatch(name) is not None
