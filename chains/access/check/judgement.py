"""Judges a proof: was it true, and is it still?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from chains.access.check.claims import Claim, ClaimedProfile, claim_of, is_sealed
from chains.access.check.store import Standing, Surroundings

SKEW = timedelta(minutes=1)
"""How far the clocks of two machines, or the two ends of one transaction, may lie apart."""
_STAND_FOR_OTHERS = ("group:", "channel:", "person:email:")
_PRIVATE, _PUBLIC = "private", "public_channel"
_PARTNERS = "partners"


class Verdict(StrEnum):
    """What a proof is worth."""

    ACCEPTED = "accepted"
    ALTERED = "altered"
    """It was never true as it stands: changed after it was sealed, or sealed false."""
    NO_LONGER_HOLDS = "no_longer_holds"
    """Nothing speaks against its having been true; rights or documents have changed since."""


class Reason(StrEnum):
    """What is wrong with a proof."""

    SEAL = "seal"
    SHAPE = "shape"
    AUDIENCE = "audience"
    """Not one that this asker has at this venue."""
    TIMES = "times"
    DOCUMENT = "document"
    SOURCE = "source"
    ACCESS_LIST = "access_list"
    GROUNDS = "grounds"
    """Not exactly one for each profile and each clause."""
    START = "start"
    CLAUSE = "clause"
    MEMBERSHIP = "membership"
    DENIED = "denied"


@dataclass(frozen=True)
class Judgement:
    """A verdict, with the reason where it is a rejection."""

    verdict: Verdict
    reason: Reason | None = None


def judged_alone(key: bytes, row: Mapping[str, Any], now: datetime) -> Claim | Judgement:
    """The claim of a row, or why it is rejected whatever else is in the database."""
    if not is_sealed(key, row):
        return Judgement(Verdict.ALTERED, Reason.SEAL)
    try:
        claim = claim_of(row)
    except ValidationError:
        return Judgement(Verdict.ALTERED, Reason.SHAPE)
    if not _fits(claim):
        return Judgement(Verdict.ALTERED, Reason.AUDIENCE)
    in_order = claim.confirmed_at <= claim.checked_at <= now + SKEW
    if not in_order or claim.checked_at < claim.asked_at - SKEW:
        return Judgement(Verdict.ALTERED, Reason.TIMES)
    return claim


def judged(claim: Claim, around: Surroundings) -> Judgement:
    """The claim against how things stand: first what never changes, then what may have."""
    for reason in _false(claim, around):
        return Judgement(Verdict.ALTERED, reason)
    standing = around.standing
    if standing is None:
        # Documents are marked as deleted, and their rows stay.
        return Judgement(Verdict.ALTERED, Reason.DOCUMENT)
    for reason, since in _of_the_document(claim, standing):
        changed = since is not None and since >= claim.checked_at - SKEW
        return Judgement(Verdict.NO_LONGER_HOLDS if changed else Verdict.ALTERED, reason)
    for reason in _of_the_people(claim, around):
        changed = around.epoch != claim.epoch
        return Judgement(Verdict.NO_LONGER_HOLDS if changed else Verdict.ALTERED, reason)
    return Judgement(Verdict.ACCEPTED)


def _fits(claim: Claim) -> bool:
    """Whether the audience is one that this asker can have at this venue."""
    own = f"person:{claim.asker}"
    people = [_person(profile) for profile in claim.audience]
    for profile, person in zip(claim.audience, people, strict=True):
        if profile.collective != (person is None):
            return False
    named = [person for person in people if person is not None]
    if named and len(named) < len(people):
        # People of the other organisation beside named ones: nobody else goes without a name.
        nameless = [
            one.principals for one, person in zip(claim.audience, people, strict=True) if not person
        ]
        if any(principals != [_PARTNERS] for principals in nameless):
            return False
    elif named and own not in named:
        return False
    if claim.venue == _PRIVATE:
        return len(people) == 1
    return not (claim.venue == _PUBLIC and named)


def _person(profile: ClaimedProfile) -> str | None:
    """The one person that a profile stands for; ``None`` where it stands for many."""
    people = [name for name in profile.principals if name.startswith("person:")]
    return people[0] if len(people) == 1 else None


def _false(claim: Claim, around: Surroundings) -> Iterator[Reason]:
    """What cannot have been true at any time: an access list never changes."""
    if not around.clauses:
        yield Reason.ACCESS_LIST
    grounded = sorted((ground.profile, ground.clause) for ground in claim.grounds)
    profiles = range(len(claim.audience))
    if grounded != [(profile, clause) for profile in profiles for clause in sorted(around.clauses)]:
        yield Reason.GROUNDS
        return
    for ground in claim.grounds:
        if ground.path[0] not in claim.audience[ground.profile].principals:
            yield Reason.START
        if ground.path[-1] not in around.clauses[ground.clause]:
            yield Reason.CLAUSE
    if around.denied and any(profile.collective for profile in claim.audience):
        yield Reason.DENIED


def _of_the_document(claim: Claim, standing: Standing) -> Iterator[tuple[Reason, datetime | None]]:
    """What is wrong with the document now, and since when it can have been."""
    if standing.workspace != claim.workspace:
        yield Reason.DOCUMENT, None
    if standing.source_workspace != claim.workspace:
        yield Reason.SOURCE, None
    if standing.confirmed_at < claim.confirmed_at:
        yield Reason.TIMES, None
    if standing.deleted_at is not None:
        yield Reason.DOCUMENT, standing.deleted_at
    if standing.source_removed_at is not None:
        yield Reason.SOURCE, standing.source_removed_at
    if standing.access_list != claim.access_list:
        yield Reason.ACCESS_LIST, standing.confirmed_at


def _of_the_people(claim: Claim, around: Surroundings) -> Iterator[Reason]:
    """What is wrong with memberships now."""
    steps = {step for ground in claim.grounds for step in pairwise(ground.path)}
    if steps - around.edges:
        yield Reason.MEMBERSHIP
    if around.holders or _unknown(around.memberless):
        yield Reason.DENIED


def _unknown(memberless: frozenset[str]) -> bool:
    """Whether somebody denied is not known: it might be anybody, so nobody may read."""
    return any(name.startswith(_STAND_FOR_OTHERS) for name in memberless)
