"""What is asked for one sort of people is not answered by what is said of another: the guests' wifi
is none for employees, and what employees get contractors may not."""

from collections.abc import Sequence

from chains.answering.passages.any_case import AnyCase
from chains.answering.passages.evidence import Evidence
from chains.answering.quoting.scoring import Candidate, in_and_over, precedence

_SORTS = tuple(
    AnyCase(rf"\b(?:{words})\b")
    for words in (
        r"contractors?|freelancers?|freiberufler\w*|prestataires?",
        r"employees?|mitarbeiter\w*|beschäftigte\w*|angestellte\w*|salariée?s?|employée?s?",
        r"interns?|trainees?|apprentices?|praktikant\w*|auszubildende\w*|azubis?|stagiaires?",
        r"guests?|visitors?|gast|gäste\w*|besucher\w*|visiteurs?|visiteuses?",
    )
)
"""Those that rules are made for, each by itself."""
_ONLY = AnyCase(
    r"\b(?:only|except|other than|nobody else|no one else|nur|außer|seule?s?|seulement|uniquement"
    r"|sauf)\b"
)
"""*For employees only* tells contractors that it is not for them."""


def of_the_people_asked(
    question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Candidate, ...]:
    """The candidates, none of which fits where what would lead is of other people alone.

    What comes next then has fewer words of the question: of six such, four were answered wrongly.
    """
    asked = _named(question)
    best = min(candidates, key=precedence, default=None)
    if not asked or best is None:
        return tuple(candidates)
    if not _is_of_others(asked, in_and_over(best, evidence[best.passage])):
        return tuple(candidates)
    return tuple(one._replace(fits=False) for one in candidates)


def _is_of_others(asked: frozenset[AnyCase], text: str) -> bool:
    named = _named(text)
    return bool(named) and named.isdisjoint(asked) and not _ONLY.in_text(text)


def _named(text: str) -> frozenset[AnyCase]:
    return frozenset(sort for sort in _SORTS if sort.in_text(text))
