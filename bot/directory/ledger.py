"""What the mirror remembers of Slack: aliases, mirrored subjects, when lists were read."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, any_, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.elements import CollectionAggregate

from bot.directory.tables import ConfirmedRow, MirroredRow
from bot.errors import reaching_postgres
from chains.access.principals import Principal, WorkspaceId
from chains.database.arrays import texts
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
        return await self._mirrored(MirroredRow.subject.startswith(prefix))

    async def aliases(self, subjects: Iterable[Principal]) -> dict[Principal, Principal | None]:
        """Those of the subjects that were mirrored, with their aliases."""
        return await self._mirrored(MirroredRow.subject == _any_of(subjects))

    async def holders(self, aliases: Iterable[Principal]) -> dict[Principal, set[Principal]]:
        """By alias the subjects that were mirrored under it."""
        found: dict[Principal, set[Principal]] = {}
        mirrored = await self._mirrored(MirroredRow.alias == _any_of(aliases))
        for subject, alias in mirrored.items():
            if alias is not None:
                found.setdefault(alias, set()).add(subject)
        return found

    async def _mirrored(self, which: ColumnElement[bool]) -> dict[Principal, Principal | None]:
        statement = select(MirroredRow.subject, MirroredRow.alias).where(
            MirroredRow.workspace == self._workspace, which
        )
        with reaching_postgres():
            async with self._sessions() as session:
                rows = (await session.execute(statement)).all()
        return {Principal(name): Principal(alias) if alias else None for name, alias in rows}

    async def keep(self, aliases: dict[Principal, Principal | None]) -> None:
        """Remember that these were mirrored under these aliases."""
        if not aliases:
            return
        subjects = sorted(aliases)
        given = (
            func.unnest(texts(subjects), cast([aliases[one] for one in subjects], ARRAY(Text)))
            .table_valued("subject", "alias", name="given")
            .render_derived()
        )
        statement = insert(MirroredRow).from_select(
            ["workspace", "subject", "alias"],
            select(literal(self._workspace), given.c.subject, given.c.alias),
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    statement.on_conflict_do_update(
                        index_elements=["workspace", "subject"],
                        set_={"alias": statement.excluded.alias},
                    )
                )

    async def keep_locales(self, locales: dict[Principal, str]) -> None:
        """Remember in which locales people use Slack, of those that were mirrored."""
        if not locales:
            return
        subjects = sorted(locales)
        given = (
            func.unnest(texts(subjects), texts([locales[one] for one in subjects]))
            .table_valued("subject", "locale", name="given")
            .render_derived()
        )
        statement = (
            update(MirroredRow)
            .where(
                MirroredRow.workspace == self._workspace,
                MirroredRow.subject == given.c.subject,
                MirroredRow.locale.is_distinct_from(given.c.locale),
            )
            .values(locale=given.c.locale)
            .execution_options(synchronize_session=False)
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(statement)

    async def locale(self, subject: Principal) -> str | None:
        """The locale in which a person uses Slack, where it is known."""
        with reaching_postgres():
            async with self._sessions() as session:
                row = await session.get(MirroredRow, (self._workspace, subject))
        return row.locale if row is not None else None

    async def drop(self, subjects: set[Principal]) -> None:
        """Forget that these were mirrored."""
        if not subjects:
            return
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    delete(MirroredRow).where(
                        MirroredRow.workspace == self._workspace,
                        MirroredRow.subject == _any_of(subjects),
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


def _any_of(words: Iterable[str]) -> CollectionAggregate[Any]:
    return any_(texts(sorted(words)))
