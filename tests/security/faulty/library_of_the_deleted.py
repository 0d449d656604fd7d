"""Fault: what is deleted, or of a removed source, is still known as if it were there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from chains.access.principals import WorkspaceId
from chains.answering.library import Known, Library
from chains.answering.passages.evidence import DocumentFacts
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow


@dataclass
class LibraryOfTheDeleted(Library):
    """The library without its look at whether a document is gone."""

    sessions: Sessions

    def __post_init__(self) -> None:
        super().__init__(self.sessions)

    async def facts(
        self, workspace: WorkspaceId, documents: Collection[UUID]
    ) -> Mapping[UUID, DocumentFacts]:
        """The facts of all that were ever there."""
        wanted = select(DocumentRow).where(
            DocumentRow.workspace == workspace, DocumentRow.id.in_(documents)
        )
        async with self.sessions() as session:
            rows = await session.scalars(wanted)
            return {
                row.id: DocumentFacts(
                    row.id, row.source_id, row.external_id, row.title, row.url, row.scope
                )
                for row in rows
            }

    async def known(self, workspace: WorkspaceId, documents: Collection[UUID]) -> Known:
        """The same; nothing supersedes anything."""
        return Known(await self.facts(workspace, documents), {})
