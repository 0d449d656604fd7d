"""Tells once a day why nothing is said in a conversation that others read, or offers help."""

from datetime import date
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.conversation.tables import NoticedRow
from bot.directory.mirror import Clock
from bot.errors import reaching_postgres
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions


class About(StrEnum):
    """What is told at most once a day."""

    CLOSED = "closed"
    HELP = "help"


class Notices:
    """The notices of today, by conversation and person. Every method raises `StoreUnavailable`."""

    def __init__(
        self,
        sessions: Sessions,
        workspace: WorkspaceId,
        clock: Clock,
        about: About = About.CLOSED,
    ) -> None:
        self._about = about
        self._sessions = sessions
        self._workspace = workspace
        self._clock = clock

    async def given(self, channel: str, person: str) -> bool:
        """Whether this person was told today."""
        return await self._holder(channel, person) is not None

    async def claim(self, channel: str, person: str, request: str) -> bool:
        """Whether this request is the one that tells them today; a retry of it tells again."""
        row = self._key(channel, person) | {"request": request}
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(insert(NoticedRow).values(row).on_conflict_do_nothing())
                await session.execute(
                    delete(NoticedRow).where(
                        NoticedRow.workspace == self._workspace, NoticedRow.day < self._today()
                    )
                )
        return await self._holder(channel, person) == request

    async def _holder(self, channel: str, person: str) -> str | None:
        with reaching_postgres():
            async with self._sessions() as session:
                found: str | None = await session.scalar(
                    select(NoticedRow.request).filter_by(**self._key(channel, person))
                )
        return found

    def _key(self, channel: str, person: str) -> dict[str, str | date]:
        where = {"workspace": self._workspace, "channel": channel, "person": person}
        return {**where, "day": self._today(), "about": self._about.value}

    def _today(self) -> date:
        return self._clock().date()
