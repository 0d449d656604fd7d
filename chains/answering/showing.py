"""What may be shown of what was found and written: decided and recorded right before it is."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from chains.access.audience import Standing
from chains.access.oddities import Oddities
from chains.access.proof import Proof, Proofs
from chains.access.reader import Reader
from chains.answering.drafts.draft import reply_of
from chains.answering.inquiry import Inquiry
from chains.answering.listing import MOST_CANDIDATES, documents, listings, nearest_owned
from chains.answering.outcome import (
    Answer,
    Documents,
    Emptiness,
    NotFound,
    Notice,
    Outcome,
    Reply,
    Silence,
    Unsure,
)
from chains.answering.passages.evidence import Evidence
from chains.answering.question import Question, Wants
from chains.answering.quoting.conflicts import older_sources
from chains.answering.quoting.decision import Verdict
from chains.answering.records import Course, Records
from chains.answering.retrieval import Retrieval
from chains.answering.writing import Written

Shown: TypeAlias = Answer | Documents | Unsure | NotFound
"""What a search can end in."""


class Showing:
    """Shows what its readers may read at this moment, and keeps with its proofs that it does."""

    def __init__(
        self,
        retrieval: Retrieval,
        proofs: Proofs,
        records: Records,
        oddities: Oddities | None = None,
    ) -> None:
        """``oddities`` counts what may be read and has no proof."""
        self._retrieval = retrieval
        self._proofs = proofs
        self._records = records
        self._oddities = oddities

    async def recorded(self, inquiry: Inquiry, written: Written, *, more: bool = False) -> Outcome:
        """What may be shown at this moment, kept with its proofs before anybody sees it.

        Raises:
            StoreUnavailable: Postgres did not answer; nothing may be shown then.
        """
        outcome, proofs, course = await self._checked(inquiry, written)
        shown = fitting(replace(outcome, more=more), inquiry.question)
        await self._records.keep(inquiry.question, inquiry.reader, shown, proofs, course)
        return shown

    async def so_far(self, inquiry: Inquiry, written: Written) -> Reply | None:
        """The reply of what is written so far, kept as an answer; ``None`` where nothing is left.

        Raises:
            StoreUnavailable: Postgres did not answer; nothing may be shown then.
        """
        outcome, proofs, course = await self._checked(inquiry, written)
        if not isinstance(outcome, Answer):
            return None
        await self._records.keep(inquiry.question, inquiry.reader, outcome, proofs, course)
        return outcome.reply

    async def _checked(
        self, inquiry: Inquiry, written: Written
    ) -> tuple[Shown, Mapping[UUID, Proof], Course]:
        course = inquiry.course(written)
        proofs = await self._proved(course.evidence, inquiry.reader)
        return outcome_of(inquiry, written, proofs.keys()), proofs, course

    async def _proved(self, evidence: Sequence[Evidence], reader: Reader) -> Mapping[UUID, Proof]:
        """What may be shown at this moment, by two computations that must agree."""
        documents = {one.document.id for one in evidence}
        current, proofs = await asyncio.gather(
            self._retrieval.still_readable(reader, evidence), self._proofs.prove(reader, documents)
        )
        readable = {one.document.id for one in current}
        if self._oddities is not None and (unproved := readable - proofs.keys()):
            await self._oddities.unproved(reader.workspace, len(unproved))
        return {one: proof for one, proof in proofs.items() if one in readable}


def outcome_of(inquiry: Inquiry, written: Written, readable: Collection[UUID]) -> Shown:
    """The outcome, from what may be read at this moment: revocation wins."""
    question, meaning, found = inquiry.question, inquiry.meaning, inquiry.found
    if not found.scope_known:
        return NotFound(Emptiness.UNKNOWN_SCOPE, question.scopes)
    kept = tuple(
        sentence
        for sentence in written.draft
        if all(written.evidence[place].document.id in readable for place in sentence.passages)
    )
    reply = reply_of(kept, written.evidence)
    if reply is not None:
        note = written.note or meaning.note(kept, written.evidence, by_model=written.by_model)
        if written.verified is not None:
            return Answer(reply, note=note, verified=written.verified)
        older = older_sources(reply, found.selection.overruled, found.evidence, readable)
        return Answer(reply, older=older, note=note)
    if question.wants is not Wants.ANSWER:
        listed = documents(question.wants, found, readable)
        if listed is not None or question.wants is not Wants.PLACE:
            authors = question.wants is Wants.AUTHORS
            why = Emptiness.NO_SOURCES if authors else Emptiness.NO_MATCH
            return listed or NotFound(why, question.scopes)
    near = (
        ()
        if written.draft
        else listings(found.selection, found.evidence, readable, MOST_CANDIDATES)
    )
    if near and found.verdict is not Verdict.NOTHING:
        return Unsure(near)
    nearest = nearest_owned(meaning.text, found.evidence, readable)
    return NotFound(scopes=question.scopes, nearest=nearest)


def fitting(outcome: Outcome, question: Question) -> Outcome:
    """The outcome as this venue gets it: strangers in a shared one hear nothing but answers."""
    if not isinstance(outcome, NotFound | Unsure) or not question.venue.is_shared:
        return outcome
    if question.asker.standing is Standing.PARTNER:
        return Silence()
    no_words = isinstance(outcome, NotFound) and outcome.why is Emptiness.NO_WORDS
    return outcome if no_words else Notice(outcome.more)
