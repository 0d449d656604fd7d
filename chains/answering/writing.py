"""From what was found to a verified draft: quoted, or written by a chat model where one may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from uuid import UUID

import structlog

from chains.access.reader import Reader
from chains.answering.drafts.draft import Draft, Heard, Writer
from chains.answering.drafts.judging import Judge
from chains.answering.drafts.sending import Clearance, Cleared
from chains.answering.drafts.verification import Graded, Verification, settled
from chains.answering.finding import Finding
from chains.answering.outcome import Note, VerifiedBy
from chains.answering.passages.evidence import Evidence
from chains.answering.question import Question, Wants
from chains.answering.questions.understanding import Meaning
from chains.answering.quoting.decision import Verdict
from chains.answering.retrieval import Retrieval
from chains.errors import ModelUnavailable, OverBudget, TooManyCalls
from chains.models.usage import Account, Rationed

MOST_CALLS = 2
"""Of a model for one answer, its rewriting apart: a draft, and its mending or a judgement."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Written:
    """A verified draft, and the evidence it cites by place.

    The draft is empty where nothing is to be said. ``verified``: they are the words of an owner;
    ``by_model``: a chat model wrote them.
    """

    draft: Draft = ()
    evidence: tuple[Evidence, ...] = ()
    note: Note | None = None
    verified: VerifiedBy | None = None
    by_model: bool = False


WrittenHeard = Callable[[Written], None]
"""Is told of the sentences that are verified while the rest of a draft is being written."""


class Writing:
    """Quotes, or lets a chat model write."""

    def __init__(
        self,
        retrieval: Retrieval,
        verification: Verification,
        clearance: Clearance,
        writer: Writer | None = None,
        judge: Judge | None = None,
    ) -> None:
        """``writer`` drafts with a chat model; without one, sentences are quoted.

        ``judge`` tells of what words alone cannot; without one, such sentences are dropped.
        """
        self._retrieval = retrieval
        self._verification = verification
        self._clearance = clearance
        self._writer = writer
        self._judge = judge

    def quoted(self, found: Finding) -> Draft:
        """The sentences that answer, word for word; none where the verdict is another."""
        quoted = found.selection.draft() if found.verdict is Verdict.ANSWER else ()
        return self._verification.verified(quoted, found.evidence)

    async def written(
        self,
        question: Question,
        meaning: Meaning,
        found: Finding,
        reader: Reader,
        account: Account,
        heard: WrittenHeard | None = None,
    ) -> Written:
        """What is to be said of it; ``account`` pays for what a model does.

        ``heard`` is told of what is sure of a draft before it is whole.

        A model is asked where there is one, today's budgets allow it, and the quotation would draw
        on nothing that may not be sent to it; else sentences are quoted.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        if question.wants is not Wants.ANSWER or found.verdict is Verdict.NOTHING:
            return Written()
        quoted = Written(self.quoted(found), found.evidence)
        if self._writer is None:
            return quoted
        written, note = await self._drafted(self._writer, account, meaning, quoted, reader, heard)
        if note is not None:
            _log.warning("question.not_drafted", request_id=question.request, why=note.value)
        by_model = written is not quoted
        return replace(written, note=note, by_model=by_model)

    async def _drafted(
        self,
        writer: Writer,
        account: Account,
        meaning: Meaning,
        quoted: Written,
        reader: Reader,
        heard: WrittenHeard | None,
    ) -> tuple[Written, Note | None]:
        # A model takes seconds: it is shown nothing that was revoked while we scored sentences.
        shown = await self._retrieval.still_readable(reader, quoted.evidence)
        cleared = await self._clearance.cleared(reader.workspace, shown)
        if not cleared.holds(_drawn_on(quoted)):
            return quoted, None
        paying = Rationed(account, MOST_CALLS)
        hear = None if heard is None else self._hearing(cleared, meaning, heard)
        try:
            draft = await writer.write(meaning.text, cleared, paying, meaning.language, hear)
        except (ModelUnavailable, TooManyCalls):
            return quoted, Note.MODEL_UNAVAILABLE
        except OverBudget:
            return quoted, Note.OVER_BUDGET
        graded = self._verification.graded(draft, cleared.evidence)
        judged = await self._judged(graded, cleared, reader, paying)
        verified = settled(graded, cleared.evidence, meaning.language, judged)
        # A model that finds nothing in a part of what was found has not refuted the rest.
        refuted = not draft and len(cleared.evidence) == len(shown)
        return (Written(verified, cleared.evidence) if verified or refuted else quoted), None

    def _hearing(self, cleared: Cleared, meaning: Meaning, heard: WrittenHeard) -> Heard:
        """What passes on those sentences that nothing but their readers' access can take away."""

        def hear(draft: Draft) -> None:
            graded = self._verification.graded(draft, cleared.evidence)
            if self._judge is not None:
                # What follows a grey one waits with it, so that the answer begins with these.
                graded = tuple(takewhile(lambda one: not one.grey, graded))
            sure = settled(graded, cleared.evidence, meaning.language)
            if sure:
                heard(Written(sure, cleared.evidence, by_model=True))

        return hear

    async def _judged(
        self, graded: Sequence[Graded], cleared: Cleared, reader: Reader, account: Account
    ) -> frozenset[int]:
        claims = tuple(part for one in graded for part in one.grey)
        if self._judge is None or not claims:
            return frozenset()
        # Again a model is shown them, seconds later: they must be the same still.
        shown = await self._retrieval.still_readable(reader, cleared.evidence)
        now = await self._clearance.cleared(reader.workspace, shown)
        if now != cleared:
            return frozenset()
        return await self._judge.supported(claims, now, account)


def _drawn_on(written: Written) -> list[UUID]:
    return [
        written.evidence[place].document.id
        for sentence in written.draft
        for place in sentence.passages
    ]
