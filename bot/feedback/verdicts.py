"""Keeps what people say of answers, and counts it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.errors import reaching_postgres
from bot.feedback.tables import FeedbackRow
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions

KEEP_WORDS = timedelta(days=7)
COUNTED = timedelta(days=7)
LONGEST_WORDS = 300


class Verdict(StrEnum):
    """Whether an answer helped."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    OUT_OF_DATE = "out_of_date"
    INCOMPLETE = "incomplete"
    NOT_FOR_ME = "not_for_me"
    OTHER = "other"


class Verdicts:
    """One workspace's verdicts. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions, workspace: WorkspaceId) -> None:
        self._sessions = sessions
        self._workspace = workspace

    async def say(
        self,
        request: str,
        person: str,
        verdict: Verdict,
        reason: Reason | None = None,
        words: str | None = None,
    ) -> None:
        """Keep what this person says of an answer, in place of what they said before."""
        said = {
            "verdict": verdict.value,
            "reason": reason.value if reason else None,
            "words": words[:LONGEST_WORDS] if words else None,
            "said_at": datetime.now(UTC),
        }
        row = {"workspace": self._workspace, "request": request, "person": person}
        statement = insert(FeedbackRow).values({**row, **said})
        replacing = statement.on_conflict_do_update(index_elements=list(row), set_=said)
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(replacing)

    async def counts(self) -> Mapping[tuple[Verdict, Reason | None], int]:
        """How often each was said in the last days; no words, nobody's name."""
        wanted = (
            select(FeedbackRow.verdict, FeedbackRow.reason, func.count())
            .where(
                FeedbackRow.workspace == self._workspace,
                FeedbackRow.said_at > datetime.now(UTC) - COUNTED,
            )
            .group_by(FeedbackRow.verdict, FeedbackRow.reason)
        )
        with reaching_postgres():
            async with self._sessions() as session:
                rows = (await session.execute(wanted)).all()
        return {
            (Verdict(verdict), Reason(reason) if reason else None): count
            for verdict, reason, count in rows
        }

    async def forget(self, days: int) -> None:
        """Drop the words of a week ago, and verdicts older than so many days."""
        now, ours = datetime.now(UTC), FeedbackRow.workspace == self._workspace
        old = FeedbackRow.said_at < now - KEEP_WORDS
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    update(FeedbackRow)
                    .where(ours, old, FeedbackRow.words.is_not(None))
                    .values(words=None)
                )
                await session.execute(
                    delete(FeedbackRow).where(
                        ours, FeedbackRow.said_at < now - timedelta(days=days)
                    )
                )
