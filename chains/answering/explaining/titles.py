"""Names documents to somebody who may read them."""

from collections.abc import Collection
from uuid import UUID

from chains.access.audience import Asker, Venue, VenueKind, audience_for
from chains.access.principals import WorkspaceId
from chains.access.reader import Readers
from chains.answering.library import Library


class Titles:
    """The titles of documents, for one person's eyes."""

    def __init__(self, readers: Readers, library: Library) -> None:
        self._readers = readers
        self._library = library

    async def readable(
        self, workspace: WorkspaceId, asker: Asker, documents: Collection[str]
    ) -> tuple[str, ...]:
        """The titles of those of the documents that this person may read at this moment.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        audience = audience_for(asker, Venue(VenueKind.PRIVATE))
        reader = await self._readers.reader_for(workspace, audience)
        wanted = {UUID(document) for document in documents}
        readable = await self._readers.still_readable(reader, wanted)
        facts = await self._library.facts(workspace, readable)
        return tuple(sorted(one.title for one in facts.values()))
