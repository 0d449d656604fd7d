"""Lists of documents: the best passage of each, and one line of it as the reason."""

from collections.abc import Collection, Sequence
from uuid import UUID

from chains.answering.decision import Verdict
from chains.answering.draft import source_of
from chains.answering.evidence import Evidence
from chains.answering.extractive import Selection
from chains.answering.finding import Finding
from chains.answering.naming import unheard_of
from chains.answering.outcome import Documents, Listing, Source
from chains.answering.question import Wants
from chains.triage.labels import POLICIES, Label

MOST_LISTED = 10
MOST_CANDIDATES = 3
_MOST_PLACES = POLICIES[Label.FIND_DOCUMENT].items
LONGEST_REASON = 200
_LEAST_COSINE = 0.6
"""Below this, passages of bge-small that hold no word of the question are about something else."""


def listings(
    selection: Selection,
    evidence: Sequence[Evidence],
    readable: Collection[UUID],
    most: int = MOST_LISTED,
) -> tuple[Listing, ...]:
    """The readable documents that bear on the question, best first, each with its best sentence."""
    related = [
        candidate
        for candidate in selection.best_of_each_document(evidence)
        if evidence[candidate.passage].document.id in readable
        and (candidate.covered > 0 or (evidence[candidate.passage].cosine or 0) >= _LEAST_COSINE)
    ]
    return tuple(
        Listing(
            source_of(evidence[one.passage], number, one.segment.section),
            shortened(one.segment.text),
        )
        for number, one in enumerate(related[:most], start=1)
    )


def documents(wants: Wants, found: Finding, readable: Collection[UUID]) -> Documents | None:
    """The list that is wanted, of what may be read at this moment; ``None`` where it is empty."""
    listed: tuple[Listing, ...] = ()
    if wants is Wants.AUTHORS:
        listed = named(found.evidence, readable)
    elif wants is Wants.DOCUMENTS:
        listed = listings(found.selection, found.evidence, readable)
    elif found.verdict is not Verdict.NOTHING:
        listed = listings(found.selection, found.evidence, readable, _MOST_PLACES)
    return Documents(listed, instead=wants is Wants.PLACE) if listed else None


def named(evidence: Sequence[Evidence], readable: Collection[UUID]) -> tuple[Listing, ...]:
    """The readable documents as they are, in their order, without a reason."""
    shown = [one for one in evidence if one.document.id in readable][:MOST_LISTED]
    return tuple(Listing(source_of(one, number), "") for number, one in enumerate(shown, 1))


def nearest_owned(
    question: str, evidence: Sequence[Evidence], readable: Collection[UUID]
) -> Source | None:
    """The readable document most like the question that says who owns it, if any is like it.

    None is where the question names something that no passage does: what is near is not about it.
    """
    if unheard_of(question, evidence):
        return None
    owned = [
        one
        for one in evidence
        if one.document.owner and one.document.id in readable and (one.cosine or 0) >= _LEAST_COSINE
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
