"""Reads records of answers back, and tells whether they are as they were written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from chains.access.audience import Asker, Standing, VenueKind
from chains.access.principals import EVERYONE, GUESTS, NO_ONE, PARTNERS, WorkspaceId
from chains.access.seal import Seal
from chains.answering.explaining.explained import About, MadeFor, Place, Reads
from chains.answering.records import sealed_fields
from chains.database.answers import AnswerRow, ProofRow
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import Base

TOLD_NOTHING = frozenset({Standing.NOBODY, Standing.PARTNER})
"""Those who may look into no answer, their own neither."""


@dataclass(frozen=True)
class Kept:
    """The record of an answer that somebody was shown, and its proofs by their numbers."""

    answer: AnswerRow
    proofs: Sequence[ProofRow]

    @property
    def venue(self) -> VenueKind:
        """Where it was read; unknown where the record does not say."""
        known = {kind.value for kind in VenueKind}
        return VenueKind(self.answer.venue) if self.answer.venue in known else VenueKind.UNKNOWN

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that were searched; none means all."""
        given: object = self.answer.scopes
        return tuple(str(one) for one in given) if isinstance(given, list) else ()

    @property
    def made_for(self) -> MadeFor:
        """For whom it was made, in general."""
        named = _principals(self.answer.audience)
        if not named or NO_ONE in named:
            return MadeFor.NOBODY
        if self.venue is VenueKind.PRIVATE:
            return MadeFor.ASKER
        if any(name.startswith("person:") for name in named):
            return MadeFor.EACH_MEMBER
        if EVERYONE in named:
            return MadeFor.EVERYONE
        if {GUESTS, PARTNERS} <= named:
            return MadeFor.GUESTS_AND_PARTNERS
        return MadeFor.GUESTS if GUESTS in named else MadeFor.PARTNERS


class KeptAnswers:
    """Finds records of answers that were shown."""

    def __init__(self, sessions: Sessions, seal: Seal) -> None:
        self._sessions = sessions
        self._seal = seal

    async def find(self, workspace: WorkspaceId, asker: str, about: About) -> Kept | None:
        """The record that is asked about; with ``None``, the latest that this asker was shown.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        shown = (AnswerRow.workspace == workspace) & AnswerRow.delivered_at.is_not(None)
        wanted = select(AnswerRow).where(shown, _is_about(asker, about))
        latest = wanted.order_by(AnswerRow.delivered_at.desc()).limit(1)
        with reaching_database("record"):
            async with self._sessions() as session:
                answer = await session.scalar(latest)
                if answer is None:
                    return None
                proofs = await session.scalars(
                    select(ProofRow)
                    .where(
                        ProofRow.workspace == answer.workspace, ProofRow.request == answer.request
                    )
                    .order_by(ProofRow.number)
                )
                return Kept(answer, proofs.all())

    async def seen_by(
        self, workspace: WorkspaceId, viewer: Asker, about: About, reads: Reads
    ) -> Kept | None:
        """The record that is asked about, if this person may look into it.

        They may look into their own, and into those posted where they can read. ``reads`` is asked
        of a conversation in which somebody else's answer stands.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        if viewer.standing in TOLD_NOTHING:
            return None
        kept = await self.find(workspace, viewer.identity, about)
        if kept is None or not await _may_look(kept, viewer, reads):
            return None
        return kept

    def is_sealed(self, kept: Kept, proof: ProofRow) -> bool:
        """Whether a proof, and what it says of its answer, is as it was written."""
        row = _columns(proof)
        seal = str(row.pop("seal"))
        return self._seal.holds(sealed_fields(_columns(kept.answer), row), seal)


async def _may_look(kept: Kept, viewer: Asker, reads: Reads) -> bool:
    """Whether it is their own answer, or stands where they can read; ``reads`` says of where."""
    answer = kept.answer
    if answer.asker == viewer.identity:
        return True
    posted = kept.venue is not VenueKind.PRIVATE and answer.posted_ts is not None
    return posted and answer.channel is not None and await reads(answer.channel)


def _is_about(asker: str, about: About) -> Any:
    match about:
        case None:
            return AnswerRow.asker == asker
        case Place():
            here = AnswerRow.channel == about.channel
            # Another conversation than that of the question is the asker's direct one.
            direct = (AnswerRow.posted_in == about.channel) & (AnswerRow.asker == asker)
            return (AnswerRow.posted_ts == about.ts) & (
                (here & func.coalesce(AnswerRow.posted_in == about.channel, True)) | direct
            )
        case _:
            return AnswerRow.request == about


def _columns(row: Base) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _principals(audience: object) -> frozenset[str]:
    """Every principal of every profile; whoever altered the record may have left anything."""
    profiles = audience if isinstance(audience, list) else []
    lists = [one.get("principals") for one in profiles if isinstance(one, dict)]
    names = [name for held in lists if isinstance(held, list) for name in held]
    return frozenset(name for name in names if isinstance(name, str))
