"""The read audit: who was shown which document, in which answer, where and when."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from chains.access.principals import WorkspaceId
from chains.database.answers import AnswerRow
from chains.database.engine import Sessions, reaching_database


class ReadAudit:
    """Answers that were shown, with the documents in them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def forget(self, workspace: WorkspaceId, days: int) -> int:
        """Delete the records of answers older than so many days; how many. Raises
        `StoreUnavailable`."""
        old = AnswerRow.asked_at < datetime.now(UTC) - timedelta(days=days)
        with reaching_database("read_audit"):
            async with self._sessions.begin() as session:
                done = await session.execute(
                    delete(AnswerRow).where(AnswerRow.workspace == workspace, old)
                )
        return int(getattr(done, "rowcount", 0))
