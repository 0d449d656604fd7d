"""What a follow-up brings in has to stand where it is answered from.

"And for contractors?" is not answered by what holds for employees, nor "who approves it?" by how
much it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from chains.answering.passages.evidence import Evidence
from chains.answering.questions.brackets import read_leaning
from chains.answering.questions.words import Words, with_compounds
from chains.answering.quoting.scoring import Candidate, in_and_over

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
    "approve approval authorise authorize authorisation sign permit consent agree release"
    " genehmigen genehmigt genehmigung freigeben freigabe zustimmen zustimmung"
    " approuver approbation valider autoriser aprobar autorizar aprovar",
    "pay paid cover covered reimburse reimbursed refund zahlen bezahlen zahlt erstatten übernehmen"
    " übernimmt payer rembourser pagar",
    "ask contact call phone write mail email reach question tell told"
    " fragen frage anrufen melden wenden kontakt ansprechpartner contacter appeler demander",
    "change changed edit update replace renew ändern ändert wechseln changer modifier cambiar",
    "keep kept store stored retain held aufbewahren behalten garder conserver",
    "buy bought order ordered purchase kaufen bestellen acheter commander",
    "begin begins began start starts started beginnen beginnt anfang commencer",
    "end ends finish expire enden endet ende finir expirer",
    "choose chosen chose pick select wählen choisir",
    "send sent submit schicken senden einreichen envoyer",
)
"""Words that say nearly the same: of people and countries, which rules are made for, and of what is
asked next about a thing; with those forms of theirs that have another stem."""
_LEAST_BROUGHT, _LEAST_KEPT, _LEAST_ALONE = 2 / 3, 0.5, 2 / 3
"""Shares of the new words, and of those of the earlier question beside them or alone, that have to
stand there."""


class Continued:
    """Tells sentences about what a follow-up brings in from those about what was asked before."""

    def __init__(self) -> None:
        self._words = Words()

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
        return tuple(
            one
            if self._bears(question, brought, one, evidence[one.passage])
            else replace(one, fits=False)
            for one in candidates
        )

    def _bears(self, question: str, brought: str, one: Candidate, evidence: Evidence) -> bool:
        language = evidence.document.language
        new = self._words.of_question(brought, language) if brought else frozenset[str]()
        kept = self._words.of_question(read_leaning(question).earlier or question, language) - new
        held = self._words.of(in_and_over(one, evidence), language)
        held = with_compounds(held, new | kept, language)
        # A word near the new one may be a part of what was asked before: *on call*.
        said = (({stem} | (self._near(stem, language) - kept)) & held for stem in new)
        named = sum(map(bool, said))
        # Where the sort of answer tells what is new, nothing but these words holds it.
        least = _LEAST_KEPT if new else _LEAST_ALONE
        return named >= _LEAST_BROUGHT * len(new) and len(kept & held) >= least * len(kept)

    def _near(self, stem: str, language: str) -> frozenset[str]:
        groups = (self._words.of(group, language) for group in _NEAR)
        return frozenset({stem}).union(*(group for group in groups if stem in group))
