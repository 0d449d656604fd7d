"""Answers that the owner of all their sources stands for: kept, found again, and expired.

Found for the same question only, for readers of all of its sources, while none of them changed.
"""

import asyncio
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text, any_, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from chains.access.audience import Asker
from chains.access.holdings import FROM_SLACK
from chains.access.principals import WorkspaceId, email, person
from chains.access.reader import Reader, Readers
from chains.answering.drafts.draft import DraftSentence
from chains.answering.explaining.cited import Cited
from chains.answering.library import Library
from chains.answering.outcome import VerifiedBy
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.question import IN_WORDS, Question
from chains.answering.questions.understanding import Meaning
from chains.answering.questions.words import Words
from chains.answering.writing import Written
from chains.database.arrays import ids
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import MembershipRow, PrincipalRow
from chains.database.verified import VerifiedAnswerRow
from chains.index.stems import LANGUAGES

LONGEST_ANSWER = 1_500
"""Characters of an owner's words."""
_NO_DOCUMENT = UUID(int=0)
"""Stands where there is none, so that the same statements run."""
_OF_A_QUESTION = (
    select(VerifiedAnswerRow)
    .where(
        VerifiedAnswerRow.workspace == bindparam("workspace", type_=Text),
        VerifiedAnswerRow.question == any_(bindparam("questions", type_=ARRAY(Text))),
    )
    .order_by(VerifiedAnswerRow.said_at.desc())
)


class VerifiedAnswers:
    """Owners' words for questions. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions, readers: Readers, library: Library) -> None:
        self._sessions = sessions
        self._readers = readers
        self._library = library
        self._words = Words()

    async def may(self, workspace: WorkspaceId, viewer: Asker, cited: Cited) -> bool:
        """Whether this person owns every document of an answer, by their confirmed address."""
        owners = {_alias(one.owner) for one in cited.documents}
        if not cited.whole or not owners or cited.outcome != "Answer":
            return False
        return owners <= await self._aliases(workspace, viewer)

    async def keep(
        self, workspace: WorkspaceId, viewer: Asker, cited: Cited, question: str, text: str
    ) -> bool:
        """Let this person's words answer a question, in place of what stood for the same documents.

        Empty words only take that back. False where they may not, or a document is being read.
        """
        whole = all(one.content_hash for one in cited.documents)
        if not whole or not await self.may(workspace, viewer, cited):
            return False
        language = cited.documents[0].language
        documents = [_kept(one) for one in cited.documents]
        key = _key(self._words, question, language)
        same = (VerifiedAnswerRow.workspace == workspace) & (VerifiedAnswerRow.question == key)
        of_these = VerifiedAnswerRow.documents.contains([{"id": one["id"]} for one in documents])
        row = {
            "workspace": workspace,
            "question": key,
            "documents": documents,
            "text": text[:LONGEST_ANSWER],
            "person": viewer.identity,
            "said_at": datetime.now(UTC),
        }
        with reaching_database("verified"):
            async with self._sessions.begin() as session:
                await session.execute(delete(VerifiedAnswerRow).where(same, of_these))
                if text.strip():
                    await session.execute(insert(VerifiedAnswerRow).values(row))
        return True

    async def written(self, question: Question, meaning: Meaning, reader: Reader) -> Written | None:
        """An owner's words for this question, if this audience may read all that they rest on.

        The same statements run whether there is one for this question or not; where a workspace
        has none to any question, nobody needs to ask (`Arrangement`).
        """
        if question.wants not in IN_WORDS or meaning.brief:
            return None
        keys = [_key(self._words, meaning.text, language) for language in LANGUAGES]
        given = {"workspace": question.workspace, "questions": keys}
        with reaching_database("verified"):
            async with self._sessions() as session:
                rows = (await session.scalars(_OF_A_QUESTION, given)).all()
        facts = await self._current(reader, {one for row in rows for one in _ids(row)})
        for row in rows:
            if _holds(row, facts) and _within(row, facts, question.scopes):
                return _written(row, facts)
        return None

    async def expire(self, workspace: WorkspaceId) -> int:
        """Delete those of which a source is gone or has changed; how many that were."""
        wanted = select(VerifiedAnswerRow).where(VerifiedAnswerRow.workspace == workspace)
        with reaching_database("verified"):
            async with self._sessions() as session:
                rows = list(await session.scalars(wanted))
        facts = await self._library.facts(workspace, {one for row in rows for one in _ids(row)})
        gone = [row.id for row in rows if not _holds(row, facts)]
        if gone:
            with reaching_database("verified"):
                async with self._sessions.begin() as session:
                    await session.execute(
                        delete(VerifiedAnswerRow).where(VerifiedAnswerRow.id == any_(ids(gone)))
                    )
        return len(gone)

    async def _current(
        self, reader: Reader, documents: Collection[UUID]
    ) -> Mapping[UUID, DocumentFacts]:
        """Those that the audience may read now, less those that it may read a newer one of."""
        wanted = documents or {_NO_DOCUMENT}
        known, readable = await asyncio.gather(
            self._library.known(reader.workspace, wanted),
            self._readers.still_readable(reader, wanted, or_newer=True),
        )
        return known.current(readable)

    async def _aliases(self, workspace: WorkspaceId, viewer: Asker) -> frozenset[str]:
        """The addresses that Slack has confirmed for this person, as principals."""
        member = aliased(PrincipalRow)
        wanted = (
            select(PrincipalRow.name)
            .join(MembershipRow, MembershipRow.group_id == PrincipalRow.id)
            .join(member, member.id == MembershipRow.member_id)
            .where(
                PrincipalRow.workspace == workspace,
                PrincipalRow.name.startswith("person:email:", autoescape=True),
                member.workspace == workspace,
                member.name == person(viewer.identity),
                MembershipRow.origin == FROM_SLACK,
            )
        )
        with reaching_database("owner"):
            async with self._sessions() as session:
                return frozenset(await session.scalars(wanted))


def _alias(owner: str | None) -> str:
    """The principal of an owner's address; of anything else one that nobody has."""
    try:
        return email(owner) if owner else ""
    except ValueError:
        return ""


def _key(words: Words, question: str, language: str) -> str:
    known = language if language in LANGUAGES else LANGUAGES[0]
    return " ".join([f"{known}:", *sorted(words.of_question(question, known))])


def _kept(facts: DocumentFacts) -> dict[str, str]:
    return {"id": str(facts.id), "hash": facts.content_hash, "owner": facts.owner or ""}


def _ids(row: VerifiedAnswerRow) -> list[UUID]:
    return [UUID(one["id"]) for one in row.documents]


def _holds(row: VerifiedAnswerRow, facts: Mapping[UUID, DocumentFacts]) -> bool:
    """Whether every source is there, as it was, and still its owner's."""
    known = [facts.get(one) for one in _ids(row)]
    now = [_kept(one) for one in known if one is not None]
    return bool(now) and now == list(row.documents)


def _within(
    row: VerifiedAnswerRow, facts: Mapping[UUID, DocumentFacts], scopes: Collection[str]
) -> bool:
    return not scopes or all(facts[one].scope in scopes for one in _ids(row))


def _written(row: VerifiedAnswerRow, facts: Mapping[UUID, DocumentFacts]) -> Written:
    """Each line rests on all of the sources."""
    evidence = tuple(Evidence(facts[one], row.text) for one in _ids(row))
    places = tuple(range(len(evidence)))
    lines = (line.strip() for line in row.text.splitlines())
    draft = tuple(DraftSentence(line, places) for line in lines if line)
    return Written(draft, evidence, verified=VerifiedBy(row.person, row.said_at.date()))
