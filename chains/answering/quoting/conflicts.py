"""Two sources that contradict each other: the newer one wins."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chains.answering.drafts.draft import source_of
from chains.answering.outcome import Reply, Source
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.words import numbers
from chains.answering.quoting.scoring import Candidate

CONSIDERED = 12
"""Best candidates among which contradictions are looked for."""
_ALIKE = 0.4
"""Share of common stems (Jaccard, numbers aside) from which two sentences speak of one fact."""
_AS_GOOD = 0.85
"""Share of the older sentence's score that the newer one needs to take its place."""


@dataclass(frozen=True)
class Contradiction:
    """A sentence that a newer document says otherwise, and that document's sentence."""

    older: Candidate
    newer: Candidate


def contradictions(
    ranked: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Contradiction, ...]:
    """What newer documents say otherwise; ``ranked`` are candidates, best first.

    Sentences contradict when they share most words and no number. The newer one must bear on the
    question as well as the older one, and regional siblings ("Leave in Spain", "Leave in Italy")
    do not contradict each other.
    """
    top = ranked[:CONSIDERED]
    return tuple(
        Contradiction(older, newer)
        for older in top
        for newer in top
        if newer is not older and _overrules(newer, older, evidence)
    )


def older_sources(
    reply: Reply,
    overruled: Sequence[Contradiction],
    evidence: Sequence[Evidence],
    readable: Collection[UUID],
) -> tuple[Source, ...]:
    """The documents that say otherwise than what the reply cites and are older, each once.

    Only readable ones; their numbers go on after the reply's.
    """
    cited = {source.document for source in reply.sources}
    found: dict[UUID, Evidence] = {}
    for one in overruled:
        older, newer = evidence[one.older.passage], evidence[one.newer.passage]
        if str(newer.document.id) in cited and str(older.document.id) not in cited:
            found.setdefault(older.document.id, older)
    shown = [one for one in found.values() if one.document.id in readable]
    return tuple(source_of(one, number) for number, one in enumerate(shown, len(reply.sources) + 1))


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
