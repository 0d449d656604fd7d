"""The path of a question: the steps in order, nothing else."""

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from functools import partial
from time import perf_counter
from uuid import UUID

import structlog

from chains.access.audience import Audience, Standing, Venue, VenueKind, audience_for
from chains.access.oddities import Oddities
from chains.access.principals import WorkspaceId
from chains.access.proof import Proofs
from chains.access.reader import Reader, Readers
from chains.answering.arrangements import Arrangement, Arrangements
from chains.answering.contacts import Contacts
from chains.answering.effort import Efforts
from chains.answering.finding import Finder, Finding
from chains.answering.inquiry import Inquiry
from chains.answering.languages import Languages, in_languages
from chains.answering.outcome import (
    Emptiness,
    NotFound,
    Outcome,
    Reply,
    Silence,
    SoFar,
    Stage,
    Step,
)
from chains.answering.question import Question, Wants, asked
from chains.answering.questions.understanding import Meaning, Understanding
from chains.answering.questions.words import has_words
from chains.answering.quoting.decision import Verdict
from chains.answering.records import Records
from chains.answering.retrieval import Retrieval
from chains.answering.showing import Showing, fitting, outcome_of
from chains.answering.shown_sources import shown_sources
from chains.answering.unanswered import Unanswered
from chains.answering.underway import Underway
from chains.answering.writing import Writing, Written, WrittenHeard
from chains.errors import RetryLater
from chains.spending.accounts import Accounts

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
        arrangements: Arrangements | None = None,
        contacts: Contacts | None = None,
        oddities: Oddities | None = None,
        efforts: Efforts | None = None,
        unanswered: Unanswered | None = None,
        languages: Languages | None = None,
    ) -> None:
        """``arrangements``: those of workspaces; without them none has arranged anything.

        ``contacts`` know answers that owners stand for, ``oddities`` counts what guards caught,
        ``efforts`` says what an answer took, ``unanswered`` keeps topics, ``languages`` in which
        there is anything where nothing was found; else nothing does.
        """
        self._readers = readers
        self._finder = finder
        self._writing = writing
        self._showing = Showing(retrieval, proofs, records, oddities)
        self._understanding = understanding
        self._accounts = accounts
        self._arrangements = arrangements
        self._contacts = contacts
        self._efforts = efforts
        self._unanswered = unanswered
        self._languages = languages

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
        reader, arranged = await self._readied(question, audience, meaning)
        found, known = await asyncio.gather(
            self._found(question, meaning, reader),
            self._known(question, meaning, reader, arranged),
        )
        inquiry = Inquiry(question, meaning, reader, found, account, started, arranged)
        _tell("question.searched", inquiry, passages=len(found.evidence))
        yield Stage.DRAFTING
        async with Underway(partial(self._written, inquiry, known)) as underway:
            async for so_far in self._parts(underway, inquiry):
                yield so_far
            written = await underway.whole()
        took = inquiry.took(underway.ended)
        _tell("question.drafted", inquiry, sentences=len(written.draft))
        yield Stage.CHECKING
        more = await self._more(inquiry)
        if written.by_model and not more:
            reply = await self._showing.so_far(inquiry, written)
            if reply is not None:
                yield SoFar(reply)
        yield await self._decided(inquiry, written, took, more=more)

    async def _parts(self, underway: Underway, inquiry: Inquiry) -> AsyncIterator[SoFar]:
        """What may be shown while the rest is being written; nothing where there is more."""
        more: bool | None = None
        async for part in underway.parts():
            reply: Reply | None = None
            try:
                # Not before there is anything to show: it takes as long as a search.
                if more is None:
                    more = await self._more(inquiry)
                if not more:
                    reply = await self._showing.so_far(inquiry, part)
            except RetryLater as error:
                # Nothing more is shown of it for now; the outcome asks the stores again.
                request = inquiry.question.request
                _log.info("question.not_shown", request_id=request, error=type(error).__name__)
            if reply is not None:
                _tell("question.shown", inquiry, sentences=len(reply.sentences))
                yield SoFar(reply)

    async def _decided(
        self, inquiry: Inquiry, written: Written, took: float, *, more: bool
    ) -> Outcome:
        """The outcome, kept before anybody is shown it, with what is told beside it.

        ``took``: milliseconds before anything was looked at that its readers may not read.
        """
        # Once more, whatever was shown of it meanwhile: revocation wins.
        recorded, languages = await asyncio.gather(
            self._showing.recorded(inquiry, written, more=more), self._languages_beside(inquiry)
        )
        outcome = inquiry.found.with_missing(recorded, by_model=written.by_model)
        _tell("question.decided", inquiry, outcome=type(outcome).__name__)
        question = inquiry.question
        if self._unanswered is not None:
            await self._unanswered.keep(question, inquiry.meaning.text, outcome)
        outcome = in_languages(outcome, languages)
        if self._efforts is None or not inquiry.arranged.tells_effort:
            return outcome
        usage = inquiry.account.usage
        return await self._efforts.told(outcome, inquiry.reader, question.scopes, took, usage)

    async def _languages_beside(self, inquiry: Inquiry) -> tuple[str, ...]:
        """Those in which there is anything, where what was found does not answer for certain."""
        if self._languages is None or inquiry.found.verdict is Verdict.ANSWER:
            return ()
        asked, scopes = inquiry.meaning.text, inquiry.question.scopes
        return await self._languages.beside(asked, inquiry.reader, scopes)

    async def _readied(
        self, question: Question, audience: Audience, meaning: Meaning
    ) -> tuple[Reader, Arrangement]:
        """Who reads and what is arranged, the question remembered."""
        _, reader, arranged = await asyncio.gather(
            # Now: what follows it may come while a model still writes, and end this one.
            self._understanding.keep(question, audience, meaning),
            self._readers.reader_for(question.workspace, audience),
            self._arranged(question.workspace),
        )
        return reader, arranged

    async def _arranged(self, workspace: WorkspaceId) -> Arrangement:
        if self._arrangements is None:
            return Arrangement()
        return await self._arrangements.of(workspace)

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
                brought = meaning.understood.brought
                found = await self._finder.find(meaning.text, reader, question.scopes, brought)
                selection = found.selection
                chosen = selection.brief() if meaning.brief else selection
                return replace(found, selection=chosen)

    async def _known(
        self, question: Question, meaning: Meaning, reader: Reader, arranged: Arrangement
    ) -> Written | None:
        """What is known without a draft."""
        if self._contacts is None:
            return None
        verified = arranged.has_verified
        return await self._contacts.written(question, meaning, reader, has_verified=verified)

    async def _written(
        self, inquiry: Inquiry, known: Written | None, heard: WrittenHeard
    ) -> Written:
        if known is not None:
            return known
        question, meaning, reader = inquiry.question, inquiry.meaning, inquiry.reader
        return await self._writing.written(
            question, meaning, inquiry.found, reader, inquiry.account, heard
        )

    async def _more(self, inquiry: Inquiry) -> bool:
        """Whether the asker alone would get another outcome, resting on what is closed here.

        Told by quoting, also where a model drafts: nothing is drafted that nobody is shown.
        """
        question, meaning, reader = inquiry.question, inquiry.meaning, inquiry.reader
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
        alone = replace(inquiry, reader=own_reader, found=found)
        outcome = outcome_of(alone, Written(draft, found.evidence), every)
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


def _tell(event: str, inquiry: Inquiry, **counts: int | str) -> None:
    _log.info(event, request_id=inquiry.question.request, ms=inquiry.took(), **counts)
