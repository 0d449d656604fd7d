"""The links that auditors were given: each for one export, once, within ten minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from bot.auditing.asked import Asked
from bot.auditing.tables import ExportLinkRow
from bot.errors import reaching_postgres
from chains.access.principals import WorkspaceId
from chains.administration.export_lines import Form
from chains.administration.read_audit import ReadFilter
from chains.database.engine import Sessions
from chains.errors import Refused, reason

LINK_LASTS = timedelta(minutes=10)
_KEEP_LINKS = timedelta(days=1)
NO_LONGER = reason(
    "This link does not work: it was used already, is older than ten minutes, was replaced by a"
    " newer one, or was not made here. `/footnote audit` in Slack gives a new one."
)


@dataclass(frozen=True)
class Given:
    """Whom a link was given to, and what they asked for."""

    identity: str
    asked: Asked


class ExportLinks:
    """The links of one workspace. Every method raises `StoreUnavailable`."""

    def __init__(
        self, sessions: Sessions, workspace: WorkspaceId, clock: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._workspace = workspace
        self._clock = clock

    async def give(self, digest: str, given: Given) -> None:
        """Keep the hash of a link; it replaces the unused one that the same person has."""
        now = self._clock()
        theirs = and_(
            ExportLinkRow.workspace == self._workspace,
            ExportLinkRow.identity == given.identity,
            ExportLinkRow.used_at.is_(None),
        )
        old = ExportLinkRow.expires_at < now - _KEEP_LINKS
        row = ExportLinkRow(
            digest=digest,
            workspace=self._workspace,
            identity=given.identity,
            form=given.asked.form.value,
            filter=given.asked.wanted.model_dump(mode="json"),
            expires_at=now + LINK_LASTS,
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(delete(ExportLinkRow).where(or_(theirs, old)))
                session.add(row)

    async def given(self, digest: str) -> Given:
        """Whom an unused link was given to. Raises `Refused` for any other."""
        with reaching_postgres():
            async with self._sessions() as session:
                row = await session.scalar(select(ExportLinkRow).where(*self._usable(digest)))
        return _given(row)

    async def use(self, digest: str) -> Given:
        """Use a link up: of two at once, one does. Raises `Refused` as `given`."""
        used = (
            update(ExportLinkRow)
            .where(*self._usable(digest))
            .values(used_at=self._clock())
            .returning(ExportLinkRow)
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                return _given(await session.scalar(used))

    def _usable(self, digest: str) -> tuple[ColumnElement[bool], ...]:
        return (
            ExportLinkRow.digest == digest,
            ExportLinkRow.workspace == self._workspace,
            ExportLinkRow.used_at.is_(None),
            ExportLinkRow.expires_at > self._clock(),
        )


def _given(row: ExportLinkRow | None) -> Given:
    if row is None:
        raise Refused(NO_LONGER)
    asked = Asked(ReadFilter.model_validate(row.filter), Form(row.form))
    return Given(row.identity, asked)
