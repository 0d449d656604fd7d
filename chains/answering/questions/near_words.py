"""Words that say nearly the same, in the languages of the interface."""

from functools import lru_cache

from chains.answering.questions.words import Words

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


class Near:
    """Knows the words near one; per thread, because of its stemmers."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._groups = lru_cache(self._groups_of)

    def of(self, stem: str, language: str) -> frozenset[str]:
        """The stem, and those of words near it, in a language."""
        groups = self._groups(language)
        return frozenset({stem}).union(*(group for group in groups if stem in group))

    def _groups_of(self, language: str) -> tuple[frozenset[str], ...]:
        return tuple(self._words.of(group, language) for group in _NEAR)
