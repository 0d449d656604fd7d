"""The path of a question: the steps in order, nothing else."""

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from functools import partial
from time import perf_counter
from uuid import UUID

import structlog

from chains.access.audience import Standing, Venue, VenueKind, audience_for
from chains.access.proof import Proofs
from chains.access.reader import Reader, Readers
from chains.answering.contacts import Contacts
from chains.answering.effort import Efforts
from chains.answering.finding import Finder, Finding
from chains.answering.outcome import (
    Emptiness,
    NotFound,
    Outcome,
    Reply,
    Silence,
    SoFar,
    Stage,
    Step,
    shown_sources,
)
from chains.answering.question import Question, Wants, asked
from chains.answering.records import Course, Records
from chains.answering.retrieval import Retrieval
from chains.answering.showing import Showing, fitting, outcome_of
from chains.answering.unanswered import Unanswered
from chains.answering.understanding import Meaning, Understanding
from chains.answering.underway import Underway
from chains.answering.verified import VerifiedAnswers
from chains.answering.words import has_words
from chains.answering.writing import Writing, Written, WrittenHeard
from chains.errors import RetryLater
from chains.models.usage import Account
from chains.spending.accounts import Accounts, QuestionAccount, Usage

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
        self._finder = finder
        self._writing = writing
        self._showing = Showing(retrieval, proofs, records)
        self._understanding = understanding
        self._accounts = accounts
        self._verified = verified
        self._efforts = efforts
        self._unanswered = unanswered

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        """Stages while it works; the last step is the outcome.

        Raises:
            RetryLater: a store or the embedding model did not answer; it may be asked again.
        """
        if (at_once := _at_once(question)) is not None:
            yield at_once
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
        asked_for = question, meaning, found
        async with Underway(partial(self._written, *asked_for, reader, account)) as underway:
            async for so_far in self._parts(underway, *asked_for, reader, account, started):
                yield so_far
            written = await underway.whole()
        took = _since(started, underway.ended)
        _tell("question.drafted", question, started, sentences=len(written.draft))
        yield Stage.CHECKING
        more = await self._more(question, meaning, reader)
        course = _course(found, written, account.usage, started)
        made = *asked_for, written, reader, course
        if written.by_model and not more:
            reply = await self._showing.so_far(*made)
            if reply is not None:
                yield SoFar(reply)
        # Once more, whatever was shown of it meanwhile: revocation wins.
        outcome = await self._showing.recorded(*made, more=more)
        _tell("question.decided", question, started, outcome=type(outcome).__name__)
        yield await self._noted(question, meaning, outcome, reader, took, account.usage)

    async def _parts(
        self,
        underway: Underway,
        question: Question,
        meaning: Meaning,
        found: Finding,
        reader: Reader,
        account: QuestionAccount,
        started: float,
    ) -> AsyncIterator[SoFar]:
        """What may be shown while the rest is being written; nothing where there is more."""
        more: bool | None = None
        async for part in underway.parts():
            course = _course(found, part, account.usage, started)
            reply: Reply | None = None
            try:
                # Not before there is anything to show: it takes as long as a search.
                if more is None:
                    more = await self._more(question, meaning, reader)
                if not more:
                    made = question, meaning, found, part, reader, course
                    reply = await self._showing.so_far(*made)
            except RetryLater as error:
                # Nothing more is shown of it for now; the outcome asks the stores again.
                _log.info(
                    "question.not_shown", request_id=question.request, error=type(error).__name__
                )
            if reply is not None:
                _tell("question.shown", question, started, sentences=len(reply.sentences))
                yield SoFar(reply)

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

    async def _found(self, question: Question, meaning: Meaning, reader: Reader) -> Finding:
        match question.wants:
            case Wants.AUTHORS:
                return await self._finder.named(meaning.shown, reader)
            case Wants.DOCUMENTS:
                return await self._finder.list(meaning.text, reader, question.scopes)
            case Wants.PLACE:
                return await self._finder.place(meaning.text, reader, question.scopes)
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
        heard: WrittenHeard,
    ) -> Written:
        if self._verified is not None:
            known = await self._verified.written(question, meaning, reader)
            if known is not None:
                return known
        return await self._writing.written(question, meaning, found, reader, account, heard)

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
        outcome = outcome_of(question, meaning, found, Written(draft, found.evidence), every)
        documents = {UUID(one.document) for one in shown_sources(outcome)}
        # A venue's outcome names nothing that the venue may not read: what rests on such a
        # document differs from it in its sources at least.
        here = await self._readers.still_readable(reader, documents)
        return bool(await self._readers.still_readable(own_reader, documents - here))


def _at_once(question: Question) -> Outcome | None:
    """The outcome of what is searched for nowhere."""
    if question.asker.standing is Standing.NOBODY:
        return Silence()
    if not has_words(asked(question.text)):
        return fitting(NotFound(Emptiness.NO_WORDS, question.scopes), question)
    return None


def _course(found: Finding, written: Written, usage: Usage, started: float) -> Course:
    return Course(
        (*found.evidence, *written.evidence),
        passages=len(found.evidence),
        confidence=found.confidence,
        milliseconds=_since(started),
        usage=usage,
    )


def _tell(event: str, question: Question, started: float, **counts: int | str) -> None:
    _log.info(event, request_id=question.request, ms=_since(started), **counts)


def _since(started: float, ended: float | None = None) -> float:
    """Milliseconds, until now where it has not ended."""
    return round(((ended or perf_counter()) - started) * 1000, 1)
