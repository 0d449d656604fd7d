"""From a source's words about readers to an access list; whatever is unknown means nobody."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from chains.access.access_lists import AccessList
from chains.access.principals import Principal, email, handle, principal
from chains.sources.base import Permissions

_EMAIL = re.compile(r"^[^\s@:]+@[^\s@:]+$")


@dataclass(frozen=True)
class Mapped:
    """The access list of a document, and what could not be understood of its permissions."""

    access_list: AccessList
    problems: tuple[str, ...]


def source_group(source: UUID) -> Principal:
    """The group whose members are a source's readers.

    A document's list names the group, not its members: changing a source's readers changes
    memberships and writes no passage.
    """
    return principal(f"group:source:{source}")


def map_permissions(source: UUID, permissions: Permissions, *, sign_in: bool) -> Mapped:
    """The source's readers and, where the document names some, its own readers too.

    ``sign_in``: the source demands that a reader has proved by a second sign-in who they are.
    """
    mapped = _mapped(source, permissions)
    return replace(mapped, access_list=mapped.access_list.demanding(sign_in=sign_in))


def _mapped(source: UUID, permissions: Permissions) -> Mapped:
    if not permissions.known:
        return Mapped(AccessList.nobody(), ())
    readers, unknown = _principals(permissions.readers or ())
    denied, undeniable = _principals(permissions.denied)
    problems = tuple(f"unknown reader: {word}" for word in unknown)
    if undeniable:
        closing = tuple(f"unknown in denied, so nobody may read it: {word}" for word in undeniable)
        return Mapped(AccessList.nobody(), problems + closing)
    clauses: list[Iterable[Principal]] = [{source_group(source)}]
    if permissions.readers is not None:
        clauses.append(readers)
    return Mapped(AccessList.of(*clauses, denied=denied), problems)


def _principals(words: Iterable[str]) -> tuple[set[Principal], list[str]]:
    known: set[Principal] = set()
    unknown: list[str] = []
    for word in words:
        try:
            known.add(_principal(word.strip()))
        except ValueError:
            unknown.append(word[:80])
    return known, unknown


def _principal(word: str) -> Principal:
    if _EMAIL.match(word):
        return email(word)
    kind, _, rest = word.partition(":")
    if kind.lower() == "group" and ":" not in rest:
        if not rest.strip("@ "):
            raise ValueError("a group needs a handle")
        return handle(rest)
    if kind.lower() == "group" and rest.startswith("source:"):
        raise ValueError("a document cannot name a source's readers")
    return principal(word)
