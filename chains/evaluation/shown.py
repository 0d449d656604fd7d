"""Everything of an outcome that could be shown, whatever it is called."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from chains.answering.outcome import Source


def sources_in(part: object) -> Iterator[Source]:
    """The sources of an outcome."""
    if isinstance(part, Source):
        yield part
    for inner in _parts_of(part):
        yield from sources_in(inner)


def strings_in(part: object) -> Iterator[str]:
    """Every text of an outcome, addresses included, so that what is added later counts too."""
    if isinstance(part, str) and not isinstance(part, Enum):
        yield part
    for inner in _parts_of(part):
        yield from strings_in(inner)


def _parts_of(part: object) -> Iterator[object]:
    if is_dataclass(part) and not isinstance(part, type):
        yield from (getattr(part, field.name) for field in fields(part))
    elif isinstance(part, tuple | list | set | frozenset):
        yield from part
