"""Two sources that contradict each other: the newer one wins."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chains.answering.drafts.draft import source_of
from chains.answering.outcome import Reply, Source
from chains.answering.passages.cutting import Section
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.words import numbers
from chains.answering.quoting.scoring import Candidate
from chains.answering.quoting.siblings import places_of

CONSIDERED = 12
"""Best candidates among which contradictions are looked for."""
_ALIKE = 0.4
"""Share of common stems (Jaccard, numbers aside) from which two sentences speak of one fact."""
_AS_GOOD = 0.85
"""Share of the older sentence's score that the newer one needs to take its place."""
_SAME, _FEWEST_SAME = 0.7, 4
"""Share and number of common stems from which two sentences with the same names say the same but
for their numbers: then the newer one takes the other's place, whatever stands over either."""
_BESIDE_NUMBER = re.compile(r"(?:([^\W\d_]+|[$€£%])\W*)?\d[\d.,:]*(?:\W*?([^\W\d_]+|[$€£%]))?")


@dataclass(frozen=True)
class Contradiction:
    """A sentence that a newer document says otherwise, and that document's sentence."""

    older: Candidate
    newer: Candidate


@dataclass(frozen=True)
class Settled:
    """Candidates without what newer ones say otherwise, and what that was.

    ``outdated``: the documents that the best one's is newer than, and says otherwise.
    """

    ranked: tuple[Candidate, ...]
    overruled: tuple[Contradiction, ...]
    outdated: frozenset[UUID]

    def figures_of(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """The candidates in their order, with the figures that they have among the ranked."""
        known = {one.where: one for one in self.ranked}
        return tuple(known.get(one.where, one) for one in candidates)


def settled(ranked: Sequence[Candidate], evidence: Sequence[Evidence]) -> Settled:
    """At least one candidate, best first, with each newer sentence where its older one stood."""
    overruled = contradictions(ranked, evidence)
    current = _succeeded(ranked, overruled)
    return Settled(current, overruled, _outdated(current[0], overruled, evidence))


def contradictions(
    ranked: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Contradiction, ...]:
    """What newer documents say otherwise; ``ranked`` are candidates, best first.

    Sentences contradict when they share many words, a word beside a number, and no number: an
    extension is not said otherwise by a time of day. The newer one must bear on the
    question as well as the older one, by itself where both say the same but for their numbers; and
    regional siblings ("Leave in Spain", "Leave in Italy") do not contradict each other.
    """
    top = ranked[:CONSIDERED]
    return tuple(
        Contradiction(older, newer)
        for older in top
        for newer in top
        if newer is not older and _overrules(newer, older, evidence)
    )


def _succeeded(
    ranked: Sequence[Candidate], overruled: Sequence[Contradiction]
) -> tuple[Candidate, ...]:
    """The ranked without what is overruled; the newer sentence stands where the first of both did.

    It has the figures of the older one where those are better: it says what that one says.
    """
    newer = {one.older.where: one for one in reversed(overruled)}
    kept: dict[tuple[int, int], Candidate] = {}
    for one in ranked:
        found = one
        while found.where in newer:
            found = _in_place_of(newer[found.where])
        kept.setdefault(found.where, found)
    return tuple(kept.values())


def _in_place_of(one: Contradiction) -> Candidate:
    older, newer = one.older, one.newer
    return newer._replace(
        score=max(newer.score, older.score),
        covered=max(newer.covered, older.covered),
        unnamed=min(newer.unnamed, older.unnamed),
        strange=newer.strange and older.strange,
    )


def _outdated(
    best: Candidate, overruled: Sequence[Contradiction], evidence: Sequence[Evidence]
) -> frozenset[UUID]:
    document = evidence[best.passage].document.id
    return frozenset(
        evidence[one.older.passage].document.id
        for one in overruled
        if evidence[one.newer.passage].document.id == document
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
    found: dict[UUID, tuple[Evidence, Section | None]] = {}
    for one in overruled:
        older, newer = evidence[one.older.passage], evidence[one.newer.passage]
        if str(newer.document.id) in cited and str(older.document.id) not in cited:
            found.setdefault(older.document.id, (older, one.older.segment.section))
    shown = [one for document, one in found.items() if document in readable]
    return tuple(
        source_of(passage, number, section)
        for number, (passage, section) in enumerate(shown, len(reply.sources) + 1)
    )


def _overrules(newer: Candidate, older: Candidate, evidence: Sequence[Evidence]) -> bool:
    ours, theirs = evidence[newer.passage].document, evidence[older.passage].document
    return (
        ours.id != theirs.id
        and _date(ours) > _date(theirs)
        and newer.fits >= older.fits
        and _contradict(newer, older)
        and not _siblings(ours, theirs)
        and (_bears_as_well(newer, older) or _says_the_same(newer, older))
    )


def _bears_as_well(newer: Candidate, older: Candidate) -> bool:
    return newer.score >= _AS_GOOD * older.score and newer.covered >= older.covered - 0.05


def _says_the_same(newer: Candidate, older: Candidate) -> bool:
    ours, theirs = _without_numbers(newer), _without_numbers(older)
    common = len(ours & theirs)
    most = max(_FEWEST_SAME, _SAME * len(ours | theirs))
    if common < most or newer.own < older.own:
        return False
    return places_of(newer.segment.text) == places_of(older.segment.text)


def _date(facts: DocumentFacts) -> date:
    return facts.updated or date.min


def _contradict(one: Candidate, other: Candidate) -> bool:
    first, second = numbers(one.segment.text), numbers(other.segment.text)
    if not first or not second or first & second:
        return False
    if not _beside_numbers(one.segment.text) & _beside_numbers(other.segment.text):
        return False
    ours, theirs = _without_numbers(one), _without_numbers(other)
    return len(ours & theirs) >= _ALIKE * max(1, len(ours | theirs))


def _beside_numbers(text: str) -> frozenset[str]:
    """The words and signs right before and after each number: units, and what it is of."""
    beside = _BESIDE_NUMBER.findall(text.casefold())
    return frozenset(word for pair in beside for word in pair if word)


def _without_numbers(one: Candidate) -> frozenset[str]:
    return frozenset(stem for stem in one.stems if not stem[0].isdigit())


def _siblings(one: DocumentFacts, other: DocumentFacts) -> bool:
    """Titles built alike whose words differ on both sides, years and numbers aside."""
    ours, theirs = _title_words(one), _title_words(other)
    return bool(ours & theirs) and bool(ours - theirs) and bool(theirs - ours)


def _title_words(facts: DocumentFacts) -> frozenset[str]:
    words = "".join(c if c.isalpha() else " " for c in facts.title.casefold()).split()
    return frozenset(word for word in words if len(word) > 2)
