"""How probable it is that a sentence follows from passages: a logistic model over their words."""

import itertools
import math
import re
from dataclasses import astuple, dataclass

from chains.answering.passages.naming import base_of
from chains.answering.passages.sentences import split_sentences
from chains.answering.questions.words import Words, numbers

_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_WORD = re.compile(r"\w[\w’'-]*")
_PERSON = re.compile(r"\b(?:i|my|me|mine|we|our|us|you|your|i'm|i've|we're|you're)\b", re.I)
_NEGATION = re.compile(
    r"\b(not|no|never|nobody|none|neither|nor|without|cannot|can't|isn't|aren't|don't|doesn't|won't"
    r"|mustn't|unless|except|nicht|kein\w*|nie|niemals|niemand|ohne|ne|pas|jamais|aucune?|sans)\b",
    re.I,
)
_MOST_COUNTED = 3.0
LEAST_SUPPORT = 0.25
"""Below this a sentence that the rules let through is not shown: one in fifty of such sentences
that people found supported, of those the model was fitted on."""


@dataclass(frozen=True)
class SupportSignals:
    """What the words of a sentence and of its passages say of each other.

    ``shared``: the share of the sentence's stems that its passages hold; ``one``: that one sentence
    of them holds; ``pairs``: of its pairs of neighbouring words. Counts, at most 3:
    ``strange_numbers`` and ``strange_names`` that the passages lack, ``persons``: words such as
    "you" that they lack. ``length`` and ``room`` are the logarithms of both lengths in words, plus
    one. ``negated``: 1 where it says no and the sentence nearest to it does not, or the reverse.
    ``run``: the most words in a row, stop words aside, that the passages lack.
    """

    shared: float
    one: float
    pairs: float
    strange_numbers: float
    strange_names: float
    length: float
    room: float
    persons: float
    negated: float
    run: float


@dataclass(frozen=True)
class Weights:
    """Fitted as docs/decisions/0017-support.md tells, by `chains.evaluation support --fit`."""

    bias: float = -3.183
    of: SupportSignals = SupportSignals(
        shared=2.483,
        one=0.433,
        pairs=2.55,
        strange_numbers=-0.948,
        strange_names=-0.603,
        length=-0.422,
        room=0.527,
        persons=-1.291,
        negated=-0.425,
        run=-0.413,
    )

    def probability(self, signals: SupportSignals) -> float:
        """That a sentence with these signals is supported, 0 to 1."""
        pairs = zip(astuple(self.of), astuple(signals), strict=True)
        return 1 / (1 + math.exp(-self.bias - sum(weight * value for weight, value in pairs)))


class SupportModel:
    """Tells how well passages support a sentence."""

    def __init__(self, words: Words | None = None, weights: Weights | None = None) -> None:
        self._words = words or Words()
        self._weights = weights or Weights()

    def of(self, sentence: str, passages: str, language: str) -> float:
        """The probability that the passages say what the sentence says, 0 to 1."""
        return self._weights.probability(self.signals(sentence, passages, language))

    def signals(self, sentence: str, passages: str, language: str) -> SupportSignals:
        """What the model rests on."""
        said, held = self._words.of(sentence, language), self._words.of(passages, language)
        nearest, one = self._nearest(said, passages, language)
        lacking = {word.casefold() for word in _PERSON.findall(sentence)} - _words(passages)
        total = max(len(said), 1)
        pairs = _pairs(sentence)
        return SupportSignals(
            shared=len(said & held) / total,
            one=one / total,
            pairs=len(pairs & _pairs(passages)) / max(len(pairs), 1),
            strange_numbers=_counted(len(numbers(sentence) - numbers(passages))),
            strange_names=_counted(len(strange_names(sentence, passages))),
            length=math.log1p(len(sentence.split())),
            room=math.log1p(len(passages.split())),
            persons=_counted(len(lacking)),
            negated=float(is_negated(sentence) != is_negated(nearest)),
            run=_counted(self.strange_run(sentence, held, language)),
        )

    def strange_run(self, sentence: str, held: frozenset[str], language: str) -> int:
        """The most words in a row, stop words aside, whose stems are not among those held."""
        run = longest = 0
        for word in re.findall(r"\w+", sentence):
            if stems := self._words.of(word, language):
                run = 0 if stems & held else run + 1
                longest = max(longest, run)
        return longest

    def _nearest(self, said: frozenset[str], passages: str, language: str) -> tuple[str, int]:
        """The sentence of the passages that shares most stems, and how many."""
        lines = (line for line in passages.splitlines() if line.strip())
        pieces = [piece for line in lines for piece in split_sentences(line, language)]
        shared = ((piece, len(said & self._words.of(piece, language))) for piece in pieces)
        return max(shared, key=lambda one: one[1], default=("", 0))


def strange_names(sentence: str, passages: str) -> list[str]:
    """Capitalised words inside a sentence that passages do not hold in any case."""
    inside = [found.group() for found in _NAME.finditer(sentence) if found.start() > 0]
    held = _words(passages)
    return [name for name in inside if not {name.casefold(), base_of(name)} & held]


def is_negated(clause: str) -> bool:
    """Whether a clause says no."""
    return _NEGATION.search(clause) is not None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(itertools.pairwise(words))


def _counted(count: int) -> float:
    return min(float(count), _MOST_COUNTED)
