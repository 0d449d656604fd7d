"""What a follow-up brings in has to stand where it is answered from.

"And for contractors?" is not answered by what holds for employees, nor "who approves it?" by how
much it is.
"""

import re
from collections.abc import Collection, Sequence

from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import names
from chains.answering.questions.brackets import read_leaning
from chains.answering.questions.near_words import Near
from chains.answering.questions.synonyms import Synonyms
from chains.answering.questions.words import Words, telling_words, with_compounds
from chains.answering.quoting.scoring import Candidate, in_and_over

_LEAST_BROUGHT, _LEAST_KEPT, _LEAST_ALONE = 2 / 3, 0.5, 2 / 3
"""Shares of the new words, and of those of the earlier question beside them or alone, that have to
stand there."""

_CASE = re.compile(r"\b(?:for|in|at|für|bei|pour|en|au|aux|para|em)\s+(\S.*)$", re.I)
"""Whom or where a question is about, at its end."""


class Continued:
    """Tells sentences about what a follow-up brings in from those about what was asked before."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or Words()
        self._near = Near(self._words)
        self._synonyms = Synonyms(self._words)

    def told(
        self,
        question: str,
        brought: str | None,
        candidates: Sequence[Candidate],
        evidence: Sequence[Evidence],
    ) -> tuple[Candidate, ...]:
        """The candidates, unfit where the new words or most others of the question stand neither in
        them nor over them; ``brought`` is None of a question that stands by itself."""
        if brought is None:
            return tuple(candidates)
        bearing = [self._bears(question, brought, one, evidence[one.passage]) for one in candidates]
        whole = self._of_the_case(read_leaning(question).earlier, candidates, evidence)
        both = [bears and of_it for bears, of_it in zip(bearing, whole, strict=True)]
        wanted = both if any(both) else bearing
        return tuple(
            one if bears else one._replace(fits=False)
            for one, bears in zip(candidates, wanted, strict=True)
        )

    def _of_the_case(
        self, earlier: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
    ) -> list[bool]:
        """Whether each is about whom or where the earlier question was about: *in France*."""
        case = names(earlier) | (
            set(telling_words(found[1])) if (found := _CASE.search(earlier)) else set()
        )
        return [self._holds_all(case, one, evidence[one.passage]) for one in candidates]

    def _holds_all(self, case: Collection[str], one: Candidate, evidence: Evidence) -> bool:
        language = evidence.document.language
        wanted = self._words.of(" ".join(case), language)
        held = with_compounds(
            self._words.of(in_and_over(one, evidence), language), wanted, language
        )
        return all(self._near.of(stem, language) & held for stem in wanted)

    def _bears(self, question: str, brought: str, one: Candidate, evidence: Evidence) -> bool:
        language = evidence.document.language
        new = self._words.of_question(brought, language) if brought else frozenset[str]()
        kept = self._words.of_question(read_leaning(question).earlier or question, language) - new
        held = self._words.of(in_and_over(one, evidence), language)
        held = with_compounds(held, new | kept, language)
        # A word near the new one may be a part of what was asked before: *on call*.
        said = (({stem} | (self._near.of(stem, language) - kept)) & held for stem in new)
        named = sum(map(bool, said))
        written = self._synonyms.of(language)  # what is earned is a salary
        stays = sum(1 for stem in kept if stem in held or held & written.get(stem, frozenset()))
        # Where the sort of answer tells what is new, nothing but these words holds it.
        least = _LEAST_KEPT if new else _LEAST_ALONE
        return named >= _LEAST_BROUGHT * len(new) and stays >= least * len(kept)
