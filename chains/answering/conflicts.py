"""Two sources that contradict each other: the newer one wins."""

from collections.abc import Sequence
from datetime import date

from chains.answering.evidence import DocumentFacts, Evidence
from chains.answering.scoring import Candidate
from chains.answering.words import numbers

CONSIDERED = 12
"""Best candidates among which contradictions are looked for."""
_ALIKE = 0.4
"""Share of common stems (Jaccard, numbers aside) from which two sentences speak of one fact."""
_AS_GOOD = 0.85
"""Share of the older sentence's score that the newer one needs to take its place."""


def without_contradicted(
    ranked: Sequence[Candidate], evidence: Sequence[Evidence]
) -> list[Candidate]:
    """The candidates without those that a newer document says otherwise, best first.

    Sentences contradict when they share most words and no number. The newer one must bear on the
    question as well as the older one, and regional siblings ("Leave in Spain", "Leave in Italy")
    do not contradict each other.
    """
    top = ranked[:CONSIDERED]
    contradicted = [
        older
        for older in top
        if any(_overrules(newer, older, evidence) for newer in top if newer is not older)
    ]
    if not contradicted:
        return list(ranked)
    return [one for one in ranked if one not in contradicted]


def _overrules(newer: Candidate, older: Candidate, evidence: Sequence[Evidence]) -> bool:
    ours, theirs = evidence[newer.passage].document, evidence[older.passage].document
    return (
        ours.id != theirs.id
        and _date(ours) > _date(theirs)
        and newer.score >= _AS_GOOD * older.score
        and newer.covered >= older.covered - 0.05
        and _contradict(newer, older)
        and not _siblings(ours, theirs)
    )


def _date(facts: DocumentFacts) -> date:
    return facts.updated or date.min


def _contradict(one: Candidate, other: Candidate) -> bool:
    first, second = numbers(one.segment.text), numbers(other.segment.text)
    if not first or not second or first & second:
        return False
    ours = {stem for stem in one.stems if not stem[0].isdigit()}
    theirs = {stem for stem in other.stems if not stem[0].isdigit()}
    return len(ours & theirs) >= _ALIKE * max(1, len(ours | theirs))


def _siblings(one: DocumentFacts, other: DocumentFacts) -> bool:
    """Titles built alike whose words differ on both sides, years and numbers aside."""
    ours, theirs = _title_words(one), _title_words(other)
    return bool(ours & theirs) and bool(ours - theirs) and bool(theirs - ours)


def _title_words(facts: DocumentFacts) -> frozenset[str]:
    words = "".join(c if c.isalpha() else " " for c in facts.title.casefold()).split()
    return frozenset(word for word in words if len(word) > 2)
