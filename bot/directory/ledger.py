"""What the mirror remembers of Slack: aliases, mirrored subjects, when lists were read."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.directory.tables import ConfirmedRow, MirroredRow
from bot.errors import reaching_postgres
from chains.access.principals import Principal, WorkspaceId
from chains.database.engine import Sessions


class Listing(StrEnum):
    """A list that is read from Slack as a whole."""

    PEOPLE = "people"
    GROUPS = "groups"
    CHANNELS = "channels"
    STANDING = "standing"
    """Not a list: when somebody's standing last changed, which every conversation depends on."""


class Ledger:
    """The mirror's memory of one workspace. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions, workspace: WorkspaceId) -> None:
        self._sessions = sessions
        self._workspace = workspace

    async def mirrored(self, prefix: str) -> dict[Principal, Principal | None]:
        """The subjects of one kind that were mirrored, with their aliases."""
        statement = select(MirroredRow.subject, MirroredRow.alias).where(
            MirroredRow.workspace == self._workspace, MirroredRow.subject.startswith(prefix)
        )
        with reaching_postgres():
            async with self._sessions() as session:
                rows = (await session.execute(statement)).all()
        return {Principal(name): Principal(alias) if alias else None for name, alias in rows}

    async def keep(self, aliases: dict[Principal, Principal | None]) -> None:
        """Remember that these were mirrored under these aliases."""
        if not aliases:
            return
        statement = insert(MirroredRow).values(
            [
                {"workspace": self._workspace, "subject": subject, "alias": alias}
                for subject, alias in sorted(aliases.items())
            ]
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    statement.on_conflict_do_update(
                        index_elements=["workspace", "subject"],
                        set_={"alias": statement.excluded.alias},
                    )
                )

    async def drop(self, subjects: set[Principal]) -> None:
        """Forget that these were mirrored."""
        if not subjects:
            return
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    delete(MirroredRow).where(
                        MirroredRow.workspace == self._workspace,
                        MirroredRow.subject.in_(subjects),
                    )
                )

    async def confirmed_at(self, listing: Listing) -> datetime | None:
        """When a list was last read as a whole."""
        with reaching_postgres():
            async with self._sessions() as session:
                row = await session.get(ConfirmedRow, (self._workspace, listing.value))
        return row.at if row is not None else None

    async def confirm(self, listing: Listing, at: datetime) -> None:
        """A list was read as a whole, beginning at this time."""
        statement = insert(ConfirmedRow).values(
            workspace=self._workspace, subject=listing.value, at=at
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    statement.on_conflict_do_update(
                        index_elements=["workspace", "subject"], set_={"at": at}
                    )
                )

    async def doubt(self, listing: Listing) -> None:
        """A list has changed since it was read."""
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    delete(ConfirmedRow).where(
                        ConfirmedRow.workspace == self._workspace,
                        ConfirmedRow.subject == listing.value,
                    )
                )
