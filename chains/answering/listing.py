"""Lists of documents: the best passage of each, and one line of it as the reason."""

from collections.abc import Collection, Sequence
from uuid import UUID

from chains.answering.drafts.draft import source_of
from chains.answering.finding import Finding
from chains.answering.outcome import Documents, Listing, Source
from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import unheard_of
from chains.answering.question import Wants
from chains.answering.questions.translation import seems
from chains.answering.quoting.decision import Verdict
from chains.answering.quoting.extractive import Selection
from chains.answering.quoting.scoring import Candidate
from chains.triage.labels import POLICIES, Label

MOST_LISTED = 10
MOST_CANDIDATES = 3
_MOST_PLACES = POLICIES[Label.FIND_DOCUMENT].items
LONGEST_REASON = 200
LEAST_COSINE = 0.7
"""Cosine of bge-small from which a passage is about what is asked, whatever its words.

Of 176 documents that answer (questions of the demo company and of a handbook, the same as a few
words, and headings of three handbooks) 0.97 have a passage from here on; of 546 such texts asked of
another company, 0.08 find one. From 0.6 on those were 1.00 and 0.50.
"""
LEAST_COVERED = 0.5
"""Share of the words asked for, weighed by rarity, from which a document is about it: in its best
sentence, the headings above and its title."""
_LEAST_SHARED, _LEAST_OF_BEST, LEAST_NEAR = 0.2, 0.7, 0.6
"""Less is enough where its words are 0.7 of those of the best and its cosine is 0.6: the rarest
word may stand in no document.

With all three, the 176 are listed, and of 8,579 documents of other companies 0.02; with one word,
or a cosine of 0.6, it was 0.30. In their own company 2.6 documents a text are listed, not 8.4.
"""


def listings(
    selection: Selection,
    evidence: Sequence[Evidence],
    readable: Collection[UUID],
    most: int = MOST_LISTED,
    *,
    related: bool = False,
) -> tuple[Listing, ...]:
    """The readable documents that bear on the question, best first, each with its best sentence.

    Only the ``related`` ones, or all that are near, where it is decided that something is.
    """
    found = [
        one
        for one in selection.best_of_each_document(evidence)
        if evidence[one.passage].document.id in readable
    ]
    best = max((one.covered for one in found), default=0.0)
    listed = [
        one
        for one in found
        if (_is_related(one, evidence, best) if related else _is_near(one, evidence))
    ]
    return tuple(
        Listing(
            source_of(evidence[one.passage], number, one.segment.section),
            shortened(one.segment.text),
        )
        for number, one in enumerate(listed[:most], start=1)
    )


def _is_near(one: Candidate, evidence: Sequence[Evidence]) -> bool:
    return one.covered > 0 or _cosine(evidence[one.passage]) >= LEAST_NEAR


def _is_related(one: Candidate, evidence: Sequence[Evidence], best: float) -> bool:
    cosine = _cosine(evidence[one.passage])
    shared = one.covered >= max(_LEAST_SHARED, _LEAST_OF_BEST * best)
    return one.covered >= LEAST_COVERED or cosine >= (LEAST_NEAR if shared else LEAST_COSINE)


def _cosine(evidence: Evidence) -> float:
    return evidence.cosine or 0.0


def documents(wants: Wants, found: Finding, readable: Collection[UUID]) -> Documents | None:
    """The list that is wanted, of what may be read at this moment; ``None`` where it is empty."""
    listed: tuple[Listing, ...] = ()
    if wants is Wants.AUTHORS:
        listed = named(found.evidence, readable)
    elif wants is Wants.DOCUMENTS:
        listed = listings(found.selection, found.evidence, readable, related=True)
    elif found.verdict is not Verdict.NOTHING and found.selection.best is None:
        listed = named(found.evidence, readable)[:_MOST_PLACES]
    elif found.verdict is not Verdict.NOTHING:
        listed = listings(found.selection, found.evidence, readable, _MOST_PLACES, related=True)
    if not listed:
        return None
    return Documents(listed, instead=wants is Wants.PLACE, kept=wants is Wants.AUTHORS)


def named(evidence: Sequence[Evidence], readable: Collection[UUID]) -> tuple[Listing, ...]:
    """The readable documents as they are, in their order, without a reason."""
    shown = [one for one in evidence if one.document.id in readable][:MOST_LISTED]
    return tuple(Listing(source_of(one, number), "") for number, one in enumerate(shown, 1))


def nearest_owned(
    question: str, evidence: Sequence[Evidence], readable: Collection[UUID]
) -> Source | None:
    """The readable document most like the question that says who owns it, if any is like it.

    None is where the question names something that no passage does: what is near is not about it.
    Nor is what is in another language, as far as similarity tells.
    """
    if unheard_of(question, evidence):
        return None
    language = seems(question)
    owned = [
        one
        for one in evidence
        if one.document.owner
        and one.document.id in readable
        and _cosine(one) >= LEAST_COSINE
        and language in {None, one.document.language}
    ]
    best = max(owned, key=lambda one: one.cosine or 0, default=None)
    return None if best is None else source_of(best, 1)


def shortened(text: str) -> str:
    """One line of at most 200 characters, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST_REASON:
        return flat
    cut = flat.rfind(" ", 0, LONGEST_REASON)
    return flat[: cut if cut > 0 else LONGEST_REASON].rstrip(" ,;:") + "…"
