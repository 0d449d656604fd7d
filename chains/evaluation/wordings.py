"""Compares what a reply says with what answers, and with what it cites, word by word."""

import re
from collections.abc import Collection, Mapping

from chains.answering.outcome import Reply
from chains.answering.passages.segments import segments
from chains.answering.questions.words import Words, numbers
from chains.evaluation.labelled_sets import LabelledQuestion
from chains.index.stems import DEFAULT_LANGUAGE, language_of

_LEAST_HELD = 0.6
"""Share of a sentence's stems that the documents it cites must hold to support it."""
_TOKEN = re.compile(r"\w+")


class Wordings:
    """Knows the texts of a set; ``texts`` by the set's ids of documents."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._words = Words()
        self._stems = {name: self._of(text) for name, text in texts.items()}
        self._numbers = {name: numbers(text) for name, text in texts.items()}

    def recall(self, question: LabelledQuestion, reply: Reply) -> float | None:
        """The share of the answer's words that the reply has, 0 to 1.

        Of the question's ``answer``; without one, of the sentence of its ``section`` that the
        reply has most of. ``None`` of a question with neither.
        """
        said = _tokens(" ".join(sentence.text for sentence in reply.sentences))
        language = language_of(question.section) or DEFAULT_LANGUAGE
        wanted = [question.answer] if question.answer else []
        if not wanted and question.section:
            wanted = [one.text for one in segments(question.section, language)]
        shares = [len(said & words) / len(words) for one in wanted if (words := _tokens(one))]
        return max(shares, default=None)

    def unsupported(self, reply: Reply, cited: Collection[str]) -> int:
        """How many sentences the cited documents do not hold: a number that stands in none of
        them, or too few of its words.

        Apart from the product's own verification, which has let these sentences through.
        """
        held = frozenset().union(*(self._stems.get(name, frozenset()) for name in cited))
        figures = frozenset().union(*(self._numbers.get(name, frozenset()) for name in cited))
        return sum(
            not self._is_held(sentence.text, held) or not numbers(sentence.text) <= figures
            for sentence in reply.sentences
        )

    def _is_held(self, text: str, held: frozenset[str]) -> bool:
        said = self._of(text)
        return len(said & held) >= _LEAST_HELD * len(said)

    def _of(self, text: str) -> frozenset[str]:
        return self._words.of(text, language_of(text) or DEFAULT_LANGUAGE)


def _tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.casefold()))
