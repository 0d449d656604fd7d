"""Remembers what was asked in a conversation, for the same audience only."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from chains.access.audience import Audience
from chains.access.principals import WorkspaceId
from chains.answering.question import Question
from chains.database.answers import ProofRow
from chains.database.engine import Sessions, reaching_database
from chains.database.memory import TurnRow

KEPT = timedelta(days=7)
"""For how long a question is kept."""
FRESH = timedelta(hours=24)
"""How long after a question a message can still follow it."""
MOST_BEFORE = 4
"""Questions before the last one that tell what a message means, however long a thread is."""


@dataclass(frozen=True)
class Turn:
    """An earlier question as it was understood, and the documents that its outcome showed.

    Whether somebody may read these now has to be found out anew. ``before`` are those asked before
    it in the same conversation and for the same audience, `MOST_BEFORE` at most, oldest first.
    """

    question: str
    documents: tuple[UUID, ...] = ()
    before: tuple[str, ...] = ()


class Memory:
    """Questions by conversation and audience. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def last(self, question: Question, audience: Audience) -> Turn | None:
        """What was asked last in the question's conversation, for this audience."""
        place = question.conversation
        if place is None:
            return None
        wanted = select(TurnRow).where(
            TurnRow.workspace == question.workspace,
            TurnRow.channel == place.channel,
            TurnRow.audience == fingerprint(audience),
            TurnRow.asked_at > datetime.now(UTC) - FRESH,
            TurnRow.request != question.request,
        )
        if not place.anywhere:
            wanted = wanted.where(TurnRow.thread == place.thread)
        with reaching_database("memory"):
            async with self._sessions() as session:
                newest = wanted.order_by(TurnRow.asked_at.desc()).limit(1 + MOST_BEFORE)
                rows = list(await session.scalars(newest))
                if not rows:
                    return None
                row, *before = rows
                shown = select(ProofRow.document).where(
                    ProofRow.workspace == row.workspace, ProofRow.request == row.request
                )
                documents = await session.scalars(shown.order_by(ProofRow.number))
                older = tuple(one.question for one in reversed(before))
                return Turn(row.question, tuple(dict.fromkeys(documents)), older)

    async def understood_as(self, workspace: WorkspaceId, request: str) -> str | None:
        """How the words of an earlier request were understood."""
        with reaching_database("memory"):
            async with self._sessions() as session:
                row = await session.get(TurnRow, (workspace, request))
                return None if row is None else row.question

    async def remember(self, question: Question, audience: Audience, understood: str) -> None:
        """Keep what was asked, in the words that stand by themselves."""
        place = question.conversation
        if place is None:
            return
        key = {"workspace": question.workspace, "request": question.request}
        kept = {
            "channel": place.channel,
            "thread": place.thread,
            "audience": fingerprint(audience),
            "asker": question.asker.identity,
            "asked_at": datetime.now(UTC),
            "question": understood,
        }
        statement = insert(TurnRow).values(**key, **kept)
        with reaching_database("memory"):
            async with self._sessions.begin() as session:
                await session.execute(
                    statement.on_conflict_do_update(index_elements=list(key), set_=kept)
                )

    async def forget(self, workspace: WorkspaceId) -> int:
        """Delete what is older than a week; how many questions that were."""
        old = TurnRow.asked_at < datetime.now(UTC) - KEPT
        with reaching_database("memory"):
            async with self._sessions.begin() as session:
                done = await session.execute(
                    delete(TurnRow).where(TurnRow.workspace == workspace, old)
                )
        return int(getattr(done, "rowcount", 0))


def fingerprint(audience: Audience) -> str:
    """The same for the same profiles in any order, and for no other audience: SHA-256, hex."""
    profiles: Collection[object] = [
        [sorted(profile.principals), profile.collective] for profile in set(audience.profiles)
    ]
    plain = json.dumps(sorted(profiles, key=json.dumps))
    return hashlib.sha256(plain.encode()).hexdigest()
