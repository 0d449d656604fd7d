"""What a follow-up brings in has to stand where it is answered from.

"And for contractors?" is not answered by what holds for employees.
"""

from collections.abc import Sequence
from dataclasses import replace

from chains.answering.evidence import Evidence
from chains.answering.scoring import Candidate, in_and_over
from chains.answering.words import Words, with_compounds

_NEAR = (
    "contractor freelancer external externe freiberufler prestataire",
    "employee staff mitarbeiter beschäftigte angestellte salarié employé",
    "intern trainee apprentice praktikant auszubildende azubi stagiaire apprenti",
    "teilzeit parttime parttimer",
    "manager supervisor lead vorgesetzte responsable",
    "guest visitor gast besucher visiteur",
    "germany german deutschland allemagne",
    "france french frankreich",
    "portugal portuguese portugais",
    "spain spanish spanien espagne",
    "italy italian italien italie",
)
"""Words that say nearly the same of people and countries, which rules are made for."""
_LEAST_BROUGHT, _LEAST_KEPT = 2 / 3, 0.5
"""Shares of the new words, and of those of the earlier question, that have to stand there."""


class Continued:
    """Tells sentences about what a follow-up brings in from those about what was asked before."""

    def __init__(self) -> None:
        self._words = Words()

    def told(
        self,
        question: str,
        brought: str,
        candidates: Sequence[Candidate],
        evidence: Sequence[Evidence],
    ) -> tuple[Candidate, ...]:
        """The candidates, unfit where the new words or most others of the question stand neither in
        them nor over them; ``brought`` is empty of a question that stands by itself."""
        if not brought:
            return tuple(candidates)
        return tuple(
            one
            if self._bears(question, brought, one, evidence[one.passage])
            else replace(one, fits=False)
            for one in candidates
        )

    def _bears(self, question: str, brought: str, one: Candidate, evidence: Evidence) -> bool:
        language = evidence.document.language
        new = self._words.of_question(brought, language)
        kept = self._words.of_question(question, language) - new
        held = self._words.of(in_and_over(one, evidence), language)
        held = with_compounds(held, new | kept, language)
        named = sum(bool(self._near(stem, language) & held) for stem in new)
        return named >= _LEAST_BROUGHT * len(new) and len(kept & held) >= _LEAST_KEPT * len(kept)

    def _near(self, stem: str, language: str) -> frozenset[str]:
        groups = (self._words.of(group, language) for group in _NEAR)
        return frozenset({stem}).union(*(group for group in groups if stem in group))
