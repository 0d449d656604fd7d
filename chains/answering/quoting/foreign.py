"""A question in another language than the passage, or than English, needs words in common with it.

The local embedding model knows English: of other languages it tells which they are rather than what
they say, so that any German sentence is near any German question.
"""

from collections.abc import Sequence

from chains.answering.passages.evidence import Evidence
from chains.answering.questions.measures import is_measure
from chains.answering.questions.translation import seems
from chains.answering.questions.words import Words, telling_words, with_compounds
from chains.answering.quoting.scoring import Candidate, in_and_over

_LEAST = 0.6
"""Share of the telling words of a question that stand in a sentence that answers it, or over it."""
_KNOWN = "en"
_NOT_PARTED = "ja"
"""Written without spaces: its words cannot be compared."""


class Foreign:
    """Compares words where similarity cannot be relied on."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or Words()

    def told(
        self, question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
    ) -> tuple[Candidate, ...]:
        """The candidates, unfit where too few words of the question stand in or over them."""
        language = seems(question)
        if language is None:
            return tuple(candidates)
        doubted = [_is_doubted(language, one.document.language) for one in evidence]
        if not any(doubted):
            return tuple(candidates)
        asked = _topic(question)
        return tuple(
            one._replace(fits=False)
            if doubted[one.passage] and self._share(asked, one, evidence[one.passage]) < _LEAST
            else one
            for one in candidates
        )

    def is_nonsense(self, question: str, best: Candidate, evidence: Sequence[Evidence]) -> bool:
        """Whether the best candidate is in the question's language, and yet has no word of it.

        A chat model may read what is in another one.
        """
        language, passage = seems(question), evidence[best.passage]
        if language != passage.document.language or not _is_doubted(language, language):
            return False
        return not self._share(_topic(question), best, passage)

    def _share(self, asked: Sequence[str], one: Candidate, evidence: Evidence) -> float:
        """Share of the words that stand in a candidate, its headings or its title, from 0 to 1."""
        language = evidence.document.language
        wanted = self._words.of(" ".join(asked), language)
        held = self._words.of(in_and_over(one, evidence), language)
        return len(wanted & with_compounds(held, wanted, language)) / max(1, len(wanted))


def _topic(question: str) -> tuple[str, ...]:
    told = telling_words(question)
    return tuple(one for one in told if not is_measure(one)) or told


def _is_doubted(asked: str, passage: str) -> bool:
    return asked != passage or asked not in {_KNOWN, _NOT_PARTED}
