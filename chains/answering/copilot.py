"""The path of a question: the steps in order, nothing else."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from uuid import UUID

import structlog

from chains.access.audience import Standing, Venue, VenueKind, audience_for
from chains.access.proof import Proof, Proofs
from chains.access.reader import Reader, Readers
from chains.answering.conflicts import older_sources
from chains.answering.contacts import Contacts
from chains.answering.decision import Verdict
from chains.answering.draft import reply_of
from chains.answering.effort import Efforts
from chains.answering.evidence import Evidence
from chains.answering.finding import Finder, Finding
from chains.answering.listing import MOST_CANDIDATES, listings, named, nearest_owned
from chains.answering.outcome import (
    Answer,
    Documents,
    Emptiness,
    NotFound,
    Notice,
    Outcome,
    Silence,
    SoFar,
    Stage,
    Step,
    Unsure,
    shown_sources,
)
from chains.answering.question import Question, Wants, asked
from chains.answering.records import Course, Records
from chains.answering.retrieval import Retrieval
from chains.answering.unanswered import Unanswered
from chains.answering.understanding import Meaning, Understanding
from chains.answering.verified import VerifiedAnswers
from chains.answering.words import has_words
from chains.answering.writing import Writing, Written
from chains.models.usage import Account
from chains.spending.accounts import Accounts, Usage

_log = structlog.get_logger(__name__)


class Copilot:
    """Answers questions from what their audience may read."""

    def __init__(
        self,
        readers: Readers,
        retrieval: Retrieval,
        finder: Finder,
        writing: Writing,
        proofs: Proofs,
        records: Records,
        understanding: Understanding,
        *,
        accounts: Accounts,
        verified: VerifiedAnswers | Contacts | None = None,
        efforts: Efforts | None = None,
        unanswered: Unanswered | None = None,
    ) -> None:
        """``verified``: the answers that owners stand for; without them none is shown first.

        ``efforts`` says what an answer took, ``unanswered`` keeps topics; else nothing does.
        """
        self._readers = readers
        self._retrieval = retrieval
        self._finder = finder
        self._writing = writing
        self._proofs = proofs
        self._records = records
        self._understanding = understanding
        self._accounts = accounts
        self._verified = verified
        self._efforts = efforts
        self._unanswered = unanswered

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        """Stages while it works; the last step is the outcome.

        Raises:
            RetryLater: a store or the embedding model did not answer; the question may be asked
                again.
        """
        if question.asker.standing is Standing.NOBODY:
            yield Silence()
            return
        if not has_words(asked(question.text)):
            yield _fitting(NotFound(Emptiness.NO_WORDS, question.scopes), question)
            return
        started = perf_counter()
        yield Stage.SEARCHING
        audience = audience_for(question.asker, question.venue)
        account = self._accounts.of(question.workspace, question.asker, question.venue)
        question, meaning = await self._understanding.of(question, audience, account)
        # Now: what follows it may come while a model still writes, and end this one.
        await self._understanding.keep(question, audience, meaning)
        reader = await self._readers.reader_for(question.workspace, audience)
        found = await self._found(question, meaning, reader)
        _tell("question.searched", question, started, passages=len(found.evidence))
        yield Stage.DRAFTING
        written = await self._written(question, meaning, found, reader, account)
        took = _since(started)
        _tell("question.drafted", question, started, sentences=len(written.draft))
        yield Stage.CHECKING
        more = await self._more(question, meaning, reader)
        course = _course(found, written, account.usage, started)
        made = question, meaning, found, written
        if written.by_model and not more:
            so_far = await self._recorded(*made, reader, course)
            if isinstance(so_far, Answer):
                yield SoFar(so_far.reply)
        # Once more, whatever was shown of it meanwhile: revocation wins.
        fitting = await self._recorded(*made, reader, course, more=more)
        _tell("question.decided", question, started, outcome=type(fitting).__name__)
        yield await self._noted(question, meaning, fitting, reader, took, account.usage)

    async def _noted(
        self,
        question: Question,
        meaning: Meaning,
        outcome: Outcome,
        reader: Reader,
        took: float,
        usage: Usage,
    ) -> Outcome:
        """The outcome with what it took; what was asked in vain is kept as a topic.

        ``took``: milliseconds before anything was looked at that its readers may not read.
        """
        if self._unanswered is not None:
            await self._unanswered.keep(question, meaning.text, outcome)
        if self._efforts is None:
            return outcome
        return await self._efforts.told(outcome, reader, question.scopes, took, usage)

    async def readable(self, question: Question, documents: Collection[str]) -> frozenset[str]:
        """Those of the documents that everyone who reads the reply may read at this moment.

        Raises:
            StoreUnavailable: Postgres did not answer; nothing may be shown then.
        """
        audience = audience_for(question.asker, question.venue)
        reader = await self._readers.reader_for(question.workspace, audience)
        found = await self._readers.still_readable(reader, [UUID(one) for one in documents])
        return frozenset(str(one) for one in found)

    async def _recorded(
        self,
        question: Question,
        meaning: Meaning,
        found: Finding,
        written: Written,
        reader: Reader,
        course: Course,
        *,
        more: bool = False,
    ) -> Outcome:
        """What may be shown at this moment, kept with its proofs before anybody sees it."""
        proofs = await self._proved(course.evidence, reader)
        outcome = _outcome(question, meaning, found, written, proofs.keys())
        fitting = _fitting(replace(outcome, more=more), question)
        await self._records.keep(question, reader, fitting, proofs, course)
        return fitting

    async def _found(self, question: Question, meaning: Meaning, reader: Reader) -> Finding:
        match question.wants:
            case Wants.AUTHORS:
                return await self._finder.named(meaning.shown, reader)
            case Wants.DOCUMENTS:
                return await self._finder.list(meaning.text, reader, question.scopes)
            case Wants.ANSWER:
                found = await self._finder.find(meaning.text, reader, question.scopes)
                selection = found.selection
                chosen = selection.brief() if meaning.brief else selection
                return replace(found, selection=chosen)

    async def _written(
        self,
        question: Question,
        meaning: Meaning,
        found: Finding,
        reader: Reader,
        account: Account,
    ) -> Written:
        if self._verified is not None:
            known = await self._verified.written(question, meaning, reader)
            if known is not None:
                return known
        return await self._writing.written(question, meaning, found, reader, account)

    async def _proved(self, evidence: Sequence[Evidence], reader: Reader) -> Mapping[UUID, Proof]:
        """What may be shown at this moment, by two computations that must agree."""
        current = await self._retrieval.still_readable(reader, evidence)
        readable = {one.document.id for one in current}
        return await self._proofs.prove(reader, readable)

    async def _more(self, question: Question, meaning: Meaning, reader: Reader) -> bool:
        """Whether the asker alone would get another outcome, resting on what is closed here.

        Told by quoting, also where a model drafts: nothing is drafted that nobody is shown.
        """
        private = Venue(VenueKind.PRIVATE)
        if question.venue.kind is VenueKind.PRIVATE or question.asker.standing is Standing.PARTNER:
            return False
        own = audience_for(question.asker, private)
        own_reader = await self._readers.reader_for(question.workspace, own)
        if set(own_reader.access_lists) <= set(reader.access_lists):
            return False
        found = await self._found(question, meaning, own_reader)
        draft = self._writing.quoted(found) if question.wants is Wants.ANSWER else ()
        every = frozenset(one.document.id for one in found.evidence)
        outcome = _outcome(question, meaning, found, Written(draft, found.evidence), every)
        documents = {UUID(one.document) for one in shown_sources(outcome)}
        # A venue's outcome names nothing that the venue may not read: what rests on such a
        # document differs from it in its sources at least.
        here = await self._readers.still_readable(reader, documents)
        return bool(await self._readers.still_readable(own_reader, documents - here))


def _outcome(
    question: Question,
    meaning: Meaning,
    found: Finding,
    written: Written,
    readable: Collection[UUID],
) -> Answer | Documents | Unsure | NotFound:
    """The outcome, from what may be read at this moment: revocation wins."""
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
        authors = question.wants is Wants.AUTHORS
        listed = (
            named(found.evidence, readable)
            if authors
            else listings(found.selection, found.evidence, readable)
        )
        return Documents(listed) if listed else NotFound(scopes=question.scopes)
    near = (
        ()
        if written.draft
        else listings(found.selection, found.evidence, readable, MOST_CANDIDATES)
    )
    if near and found.verdict is not Verdict.NOTHING:
        return Unsure(near)
    nearest = nearest_owned(meaning.text, found.evidence, readable)
    return NotFound(scopes=question.scopes, nearest=nearest)


def _course(found: Finding, written: Written, usage: Usage, started: float) -> Course:
    return Course(
        (*found.evidence, *written.evidence),
        passages=len(found.evidence),
        confidence=found.confidence,
        milliseconds=_since(started),
        usage=usage,
    )


def _fitting(outcome: Outcome, question: Question) -> Outcome:
    """The outcome as this venue gets it: strangers in a shared one hear nothing but answers."""
    if not isinstance(outcome, NotFound | Unsure) or not question.venue.is_shared:
        return outcome
    if question.asker.standing is Standing.PARTNER:
        return Silence()
    no_words = isinstance(outcome, NotFound) and outcome.why is Emptiness.NO_WORDS
    return outcome if no_words else Notice(outcome.more)


def _tell(event: str, question: Question, started: float, **counts: int | str) -> None:
    _log.info(event, request_id=question.request, ms=_since(started), **counts)


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)
