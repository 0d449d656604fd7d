"""Explains to one person how a reply came about, and why they may, or do not, read a document.

Whatever is said is for this person's eyes, and rests on what they may read at this moment: of a
document that they may not read there is no word, no count and no other statement or search.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from chains.access.audience import Asker, Venue, VenueKind, audience_for
from chains.access.principals import WorkspaceId
from chains.access.proof import Proof, Proofs
from chains.access.reader import Reader, Readers
from chains.answering.explaining.explained import (
    About,
    CitedSource,
    Figures,
    Here,
    Hindrance,
    Permitted,
    Reads,
    Why,
    WhyNot,
)
from chains.answering.explaining.kept import TOLD_NOTHING, Kept, KeptAnswers
from chains.answering.library import Library
from chains.answering.passages.addresses import addresses, words_of
from chains.answering.passages.evidence import DocumentFacts
from chains.index.retriever import Search

NO_DOCUMENT = DocumentFacts(UUID(int=0), UUID(int=0), "", "", "", "")
"""Stands where there is none, so that the same statements run."""
MOST_PASSAGES = 30
"""Passages of which one has to be the document's, when its title is searched for."""


class Explanations:
    """Explains, to people of this workspace."""

    def __init__(
        self,
        kept: KeptAnswers,
        readers: Readers,
        proofs: Proofs,
        library: Library,
        search: Search,
    ) -> None:
        self._kept = kept
        self._readers = readers
        self._proofs = proofs
        self._library = library
        self._search = search

    async def why(
        self, workspace: WorkspaceId, viewer: Asker, about: About, reads: Reads
    ) -> Why | None:
        """How an answer came about; ``None`` where there is none that this person may look into.

        They may look into their own, and into those posted where they can read. ``reads`` is asked
        of a conversation in which somebody else's answer stands.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        kept = await self._kept.seen_by(workspace, viewer, about, reads)
        if kept is None:
            return None
        reader = await self._own_reader(workspace, viewer)
        permitted = await self._permitted(reader, {one.document for one in kept.proofs})
        own = kept.answer.asker == viewer.identity
        return Why(
            request=kept.answer.request,
            asked_at=kept.answer.asked_at,
            wants=kept.answer.wants,
            outcome=kept.answer.outcome,
            venue=kept.venue,
            made_for=kept.made_for,
            sources=self._sources(kept, permitted, own=own),
            figures=_figures(kept) if own else None,
        )

    async def why_not(
        self, workspace: WorkspaceId, viewer: Asker, link: str, here: Here
    ) -> WhyNot | None:
        """Why this person may read the document at this address, and what keeps it from them.

        ``None`` where they may not read it, by the same statements and searches as where there is
        none.

        Raises:
            StoreUnavailable: Postgres did not answer.
            RetrievalUnavailable: the index did not answer.
            ModelUnavailable: the embedding model did not.
        """
        if viewer.standing in TOLD_NOTHING:
            return None
        reader = await self._own_reader(workspace, viewer)
        found = await self._library.at(workspace, addresses(link))
        permitted = await self._permitted(reader, found)
        facts, document = next(iter(permitted.values()), (NO_DOCUMENT, None))
        newer = await self._newer(reader, facts)
        hindrances = await self._hindrances(workspace, viewer, reader, facts, link, here)
        if document is None:
            return None
        superseded = (Hindrance.SUPERSEDED,) if newer is not None else ()
        return WhyNot(document, (*superseded, *hindrances), newer)

    async def _own_reader(self, workspace: WorkspaceId, viewer: Asker) -> Reader:
        audience = audience_for(viewer, Venue(VenueKind.PRIVATE))
        return await self._readers.reader_for(workspace, audience)

    async def _permitted(
        self, reader: Reader, documents: Collection[UUID]
    ) -> dict[UUID, tuple[DocumentFacts, Permitted]]:
        """Those of the documents that the reader may read now, by two computations that agree."""
        readable = await self._readers.still_readable(reader, _some(documents))
        proofs = await self._proofs.prove(reader, _some(readable))
        facts = await self._library.facts(reader.workspace, _some(proofs))
        return {
            document: (facts[document], _permitted(facts[document], proof))
            for document, proof in sorted(proofs.items())
            if document in facts and document in readable
        }

    def _sources(
        self,
        kept: Kept,
        permitted: Mapping[UUID, tuple[DocumentFacts, Permitted]],
        *,
        own: bool,
    ) -> tuple[CitedSource, ...]:
        return tuple(
            CitedSource(
                number=proof.number,
                document=permitted[proof.document][1],
                sealed=self._kept.is_sealed(kept, proof),
                cosine=proof.cosine if own else None,
            )
            for proof in kept.proofs
            if proof.document in permitted
        )

    async def _newer(self, reader: Reader, facts: DocumentFacts) -> tuple[str, str] | None:
        """Title and address of a readable document that supersedes this one."""
        successors = await self._library.successors(reader.workspace, [facts])
        known = successors.get(facts.id, frozenset())
        readable = await self._readers.still_readable(reader, _some(known))
        newer = await self._library.facts(reader.workspace, _some(readable))
        one = min(newer.values(), key=lambda each: str(each.id), default=None)
        return (one.title, one.url) if one is not None else None

    async def _hindrances(
        self,
        workspace: WorkspaceId,
        viewer: Asker,
        reader: Reader,
        facts: DocumentFacts,
        link: str,
        here: Here,
    ) -> tuple[Hindrance, ...]:
        state = await self._library.state(workspace, facts.id)
        venue = await self._readers.reader_for(workspace, audience_for(viewer, here.venue))
        for_all = await self._readers.still_readable(venue, [facts.id])
        scopes = (facts.scope,) if facts.scope else ()
        words = facts.title or words_of(link)
        hits = await self._search.search(words, reader, scopes=scopes, limit=MOST_PASSAGES)
        found = any(hit.document == facts.id for hit in hits)
        told = {
            Hindrance.NOT_INDEXED: not state.indexed,
            Hindrance.MOVING: state.indexed and not state.in_place,
            Hindrance.NOT_FOUND: state.indexed and state.in_place and not found,
            Hindrance.OUTSIDE_SCOPES: bool(here.scopes) and facts.scope not in here.scopes,
            Hindrance.NOT_FOR_ALL_HERE: facts.id not in for_all,
        }
        return tuple(name for name, holds in told.items() if holds)


def _some(documents: Collection[UUID]) -> Collection[UUID]:
    """The documents, or where there are none one that does not exist: so that a statement runs."""
    return documents or [NO_DOCUMENT.id]


def _permitted(facts: DocumentFacts, proof: Proof) -> Permitted:
    return Permitted(
        title=facts.title,
        url=facts.url,
        scope=facts.scope,
        grounds=tuple(ground.path for ground in proof.grounds),
        confirmed_at=proof.confirmed_at,
        updated=facts.updated,
    )


def _figures(kept: Kept) -> Figures:
    answer = kept.answer
    return Figures(
        passages=answer.passages,
        confidence=answer.confidence,
        milliseconds=answer.milliseconds,
        drafted=answer.drafted,
        scopes=kept.scopes,
        intent=answer.intent,
        intent_probability=answer.intent_probability,
    )
