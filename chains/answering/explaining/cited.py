"""The documents an answer shows, as one of those who can see it may know them."""

from dataclasses import dataclass

from chains.access.audience import Asker, Venue, VenueKind, audience_for
from chains.access.principals import WorkspaceId
from chains.access.reader import Readers
from chains.answering.explaining.explained import Reads
from chains.answering.explaining.kept import KeptAnswers
from chains.answering.library import Library
from chains.answering.passages.evidence import DocumentFacts


@dataclass(frozen=True)
class Cited:
    """An answer that somebody can see.

    ``documents`` are those it shows that they may read at this moment; ``whole``: that is all of
    them. ``own``: they asked for it.
    """

    request: str
    outcome: str
    own: bool
    documents: tuple[DocumentFacts, ...]
    whole: bool


class CitedDocuments:
    """Looks up what answers show."""

    def __init__(self, kept: KeptAnswers, readers: Readers, library: Library) -> None:
        self._kept = kept
        self._readers = readers
        self._library = library

    async def of(
        self, workspace: WorkspaceId, viewer: Asker, request: str, reads: Reads
    ) -> Cited | None:
        """What this answer shows them; ``None`` where there is none that they may look into.

        ``reads`` is asked of a conversation in which somebody else's answer stands.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        kept = await self._kept.seen_by(workspace, viewer, request, reads)
        if kept is None:
            return None
        audience = audience_for(viewer, Venue(VenueKind.PRIVATE))
        reader = await self._readers.reader_for(workspace, audience)
        shown = {proof.document for proof in kept.proofs}
        readable = await self._readers.still_readable(reader, shown)
        facts = await self._library.facts(workspace, readable)
        return Cited(
            request=kept.answer.request,
            outcome=kept.answer.outcome,
            own=kept.answer.asker == viewer.identity,
            documents=tuple(facts[one] for one in sorted(facts)),
            whole=facts.keys() == shown,
        )
