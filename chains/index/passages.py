"""The values that go into the index and come out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from chains.index.plain import plain

_NAMESPACE = UUID("5a0f3c52-1c5e-5d0b-9a57-6b2c3f7f0d11")


@dataclass(frozen=True)
class PassageRecord:
    """One passage to write, with its vector.

    ``content_hash`` is the hash of the whole document's content: passages of an older version are
    told apart by it. ``access_list`` is the number of an interned access list.
    """

    document: UUID
    ordinal: int
    title: str
    heading: tuple[str, ...]
    anchor: str
    text: str
    source: str
    scope: str
    access_list: int
    content_hash: str
    language: str
    vector: Sequence[float]


@dataclass(frozen=True)
class Hit:
    """One passage found; what else is known of its document is asked of Postgres.

    ``cosine`` and ``bm25`` are the raw figures of each leg, None where that leg did not find it;
    ``score`` is the fused one, 0 to 1, comparable only within one search.
    """

    document: UUID
    ordinal: int
    text: str
    heading: tuple[str, ...]
    anchor: str
    cosine: float | None
    bm25: float | None
    score: float


def passage_id(document: UUID, ordinal: int, content_hash: str, model: str) -> UUID:
    """The id of a passage: the same content embedded by the same model is the same object."""
    return uuid5(_NAMESPACE, f"{document}\n{ordinal}\n{content_hash}\n{model}")


def embedding_text(title: str, heading: Sequence[str], markdown: str) -> str:
    """What is embedded for a passage: its title and headings say what its text is about."""
    context = " > ".join(dict.fromkeys(part for part in (title, *heading) if part))
    return f"{context}\n{plain(markdown)}" if context else plain(markdown)
