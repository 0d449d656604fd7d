"""The passage behind a footnote, for one person: what they may read of it at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from chains.access.audience import Asker, Venue, VenueKind, audience_for
from chains.access.principals import WorkspaceId
from chains.access.proof import Proofs
from chains.access.reader import Reader, Readers
from chains.answering.explaining.explained import Reads
from chains.answering.explaining.kept import Kept, KeptAnswers
from chains.answering.library import Library
from chains.answering.outcome import Sentence
from chains.answering.passages.evidence import DocumentFacts
from chains.answering.passages.reading import for_people, label
from chains.answering.passages.segments import segments
from chains.index.passages import Hit
from chains.index.retriever import Sections

_NOWHERE = (UUID(int=0), "")
"""A section that no document has, so that the same statements run."""


@dataclass(frozen=True)
class Quotation:
    """A section as it stands in the index, of a document that one person may read.

    ``heading`` is the path of headings above it; ``url`` leads to it. No ``sentences``: the
    document has changed since, or is cited as a whole. ``under`` has the heading over each of the
    sentences, empty where that is none but those of the path; it may be shorter than they are.
    """

    document: DocumentFacts
    url: str
    heading: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    under: tuple[str, ...] = ()


class Quotations:
    """Shows passages again, to people of this workspace."""

    def __init__(
        self,
        kept: KeptAnswers,
        readers: Readers,
        proofs: Proofs,
        library: Library,
        sections: Sections,
    ) -> None:
        self._kept = kept
        self._readers = readers
        self._proofs = proofs
        self._library = library
        self._sections = sections

    async def of(
        self, workspace: WorkspaceId, viewer: Asker, request: str, number: int, reads: Reads
    ) -> Quotation | None:
        """The passage of this number of an answer that this person may look into.

        ``None`` where they may not read its document, by the same statements as where the answer
        has no such number. ``reads`` is asked of where somebody else's answer stands.

        Raises:
            StoreUnavailable: Postgres did not answer.
            RetrievalUnavailable: the index did not.
        """
        kept = await self._kept.seen_by(workspace, viewer, request, reads)
        if kept is None:
            return None
        audience = audience_for(viewer, Venue(VenueKind.PRIVATE))
        reader = await self._readers.reader_for(workspace, audience)
        document, anchor = _place(kept, number)
        facts = await self._permitted(reader, document)
        wanted = (document, anchor) if facts is not None else _NOWHERE
        hits = await self._sections.section(*wanted, reader)
        # Once more: what was taken away meanwhile is not shown.
        still = await self._readers.still_readable(reader, [document])
        if facts is None or facts.id not in still:
            return None
        return _quotation(facts, anchor, hits)

    async def _permitted(self, reader: Reader, document: UUID) -> DocumentFacts | None:
        """The document, if the reader may read it now by two computations that agree."""
        readable = await self._readers.still_readable(reader, [document])
        proofs = await self._proofs.prove(reader, [document])
        facts = await self._library.facts(reader.workspace, [document])
        return facts.get(document) if document in readable and document in proofs else None


def _place(kept: Kept, number: int) -> tuple[UUID, str]:
    places = {proof.number: (proof.document, proof.anchor) for proof in kept.proofs}
    return places.get(number, _NOWHERE)


def _quotation(facts: DocumentFacts, anchor: str, hits: Sequence[Hit]) -> Quotation:
    text = for_people("\n\n".join(hit.text for hit in hits))
    found = segments(text, facts.language)
    headings = (label(one) for one in (hits[0].heading if hits else ()))
    return Quotation(
        document=replace(facts, title=label(facts.title) or facts.scope),
        url=f"{facts.url}#{anchor}" if anchor else facts.url,
        heading=tuple(one for one in headings if one),
        sentences=tuple(Sentence(one.text, (), one.form, number=one.number) for one in found),
        under=tuple(label(one.heading) for one in found),
    )
