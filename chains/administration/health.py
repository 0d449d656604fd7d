"""How old the permissions of documents are, and which of them nobody can be given."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text

from chains.access.oddities import Oddities, Oddity
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import SourceRow

ODDITIES_OVER = timedelta(days=7)
"""Over how many days what guards caught is told."""

# A clause of words that are unknown, or of aliases that stand for nobody, fits nobody; a denial of
# a group of which no member is known closes the list to everybody.
_UNKNOWN = """
WITH empty AS (
    SELECT id, name LIKE 'group:handle:%' OR name LIKE 'person:email:%' AS alias FROM principal
     WHERE workspace = :workspace
       AND (name LIKE 'group:%' OR name LIKE 'channel:%' OR name LIKE 'person:email:%')
       AND NOT EXISTS (SELECT FROM membership WHERE membership.group_id = principal.id)
),
closed AS (
    SELECT access_list.id FROM access_list
     WHERE access_list.workspace = :workspace
       AND (access_list.clauses > (
               SELECT count(DISTINCT access_clause.clause) FROM access_clause
                WHERE access_clause.access_list_id = access_list.id
                  AND access_clause.principal_id NOT IN (SELECT id FROM empty WHERE alias))
            OR EXISTS (SELECT FROM access_denial JOIN empty ON empty.id = principal_id
                        WHERE access_denial.access_list_id = access_list.id))
)
SELECT document.source_id, count(*) AS documents
  FROM document JOIN closed ON closed.id = document.access_list_id
 WHERE document.workspace = :workspace AND document.deleted_at IS NULL
 GROUP BY document.source_id
"""


@dataclass(frozen=True)
class SourceHealth:
    """A connected source: when a sync of it last went through, and its documents that nobody can
    read because a word of their permissions is unknown."""

    id: UUID
    scope: str
    paused: bool
    confirmed_at: datetime | None
    unknown: int


@dataclass(frozen=True)
class WorkspaceHealth:
    """The connected sources by scope, and what guards caught in the last seven days."""

    sources: tuple[SourceHealth, ...]
    oddities: dict[Oddity, int]


class Health:
    """Looks after permissions, for administrators and for whoever watches the process."""

    def __init__(self, sessions: Sessions, oddities: Oddities) -> None:
        self._sessions = sessions
        self._oddities = oddities

    async def of(self, workspace: WorkspaceId) -> WorkspaceHealth:
        """How things are now.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        connected = (
            select(SourceRow.id, SourceRow.scope, SourceRow.paused, SourceRow.synced_at)
            .where(SourceRow.workspace == workspace, SourceRow.removed_at.is_(None))
            .order_by(SourceRow.scope)
        )
        with reaching_database("health"):
            async with self._sessions() as session:
                rows = (await session.execute(connected)).all()
                closed = await session.execute(text(_UNKNOWN), {"workspace": workspace})
                unknown = {source: int(documents) for source, documents in closed}
        return WorkspaceHealth(
            tuple(
                SourceHealth(row.id, row.scope, row.paused, row.synced_at, unknown.get(row.id, 0))
                for row in rows
            ),
            await self._oddities.since(workspace, ODDITIES_OVER),
        )
