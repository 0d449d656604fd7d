"""A workspace for one measurement, of which nothing is left afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from sqlalchemy import ColumnElement, Table, delete, or_, select

from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions
from chains.database.tables import Base
from chains.index.writer import PassageWriter


@asynccontextmanager
async def temporary_workspace(
    sessions: Sessions, writer: PassageWriter
) -> AsyncIterator[WorkspaceId]:
    """Room for a measurement; passages and rows are removed on leaving, also after an error.

    Raises:
        RetrievalUnavailable: the index did not answer.
    """
    workspace = WorkspaceId(f"evaluation-{uuid4().hex}")
    try:
        await writer.add_workspace(workspace)
        yield workspace
    finally:
        try:
            await writer.drop_workspace(workspace)
        finally:
            await _forget(sessions, workspace)


async def _forget(sessions: Sessions, workspace: WorkspaceId) -> None:
    """Delete every row of the workspace, those that refer to others first."""
    async with sessions.begin() as session:
        for table in reversed(Base.metadata.sorted_tables):
            await session.execute(delete(table).where(_belongs(table, workspace)))


def _belongs(table: Table, workspace: WorkspaceId) -> ColumnElement[bool]:
    """Rows that name the workspace; in a table that does not, those that refer to such rows."""
    if "workspace" in table.columns:
        return table.columns["workspace"] == workspace
    return or_(
        *(
            key.parent.in_(select(key.column).where(_belongs(key.column.table, workspace)))
            for key in table.foreign_keys
        )
    )
