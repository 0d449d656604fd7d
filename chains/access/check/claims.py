"""What a proof claims, as it is stored, and the seal over it, computed here a second time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from pydantic import BaseModel, ConfigDict, Field

_OF_THE_ANSWER = ("asked_at", "asker", "venue", "channel", "audience", "outcome", "epoch")
_OF_THE_PROOF = (
    "workspace",
    "request",
    "number",
    "document",
    "anchor",
    "cosine",
    "bm25",
    "score",
    "access_list",
    "grounds",
    "confirmed_at",
    "checked_at",
)
COLUMNS = (
    *(f"proof.{name}" for name in (*_OF_THE_PROOF, "seal")),
    *(f"answer.{name}" for name in _OF_THE_ANSWER),
)
"""What is read of a proof and its answer; no two of them share a name."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ClaimedGround(_Strict):
    """Who satisfies one clause for one profile, and by what path."""

    profile: int
    clause: int
    path: list[str] = Field(min_length=1)


class ClaimedProfile(_Strict):
    """One of those for whom an answer was made."""

    principals: list[str] = Field(min_length=1)
    collective: bool


class _Parts(_Strict):
    audience: list[ClaimedProfile] = Field(min_length=1)
    grounds: list[ClaimedGround]


@dataclass(frozen=True)
class Claim:
    """One proof, read."""

    workspace: str
    document: UUID
    access_list: int
    asker: str
    venue: str
    epoch: int
    audience: list[ClaimedProfile]
    grounds: list[ClaimedGround]
    asked_at: datetime
    confirmed_at: datetime
    checked_at: datetime


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim in a row.

    Raises:
        pydantic.ValidationError: its audience or its grounds have another shape.
    """
    parts = _Parts.model_validate({"audience": row["audience"], "grounds": row["grounds"]})
    same = ("workspace", "document", "access_list", "asker", "venue", "epoch")
    times = ("asked_at", "confirmed_at", "checked_at")
    return Claim(
        **{name: row[name] for name in (*same, *times)},
        audience=parts.audience,
        grounds=parts.grounds,
    )


def is_sealed(key: bytes, row: Mapping[str, Any]) -> bool:
    """Whether the row's seal is that of its proof and of what it says of its answer."""
    sealed = {name: _plain(row[name]) for name in _OF_THE_PROOF}
    sealed |= {f"answer.{name}": _plain(row[name]) for name in _OF_THE_ANSWER}
    digest = HMAC(key, SHA256())
    digest.update(_canonical(sealed))
    try:
        digest.verify(bytes.fromhex(row["seal"]))
    except (InvalidSignature, ValueError):
        return False
    return True


def _canonical(sealed: Mapping[str, Any]) -> bytes:
    return json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case UUID():
            return str(value)
        case _:
            return value
