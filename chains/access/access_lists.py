"""Access lists: clauses that must all hold, each any-of, less denials."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from chains.access.principals import LINKED, Principal

NOBODY_CLAUSE: frozenset[Principal] = frozenset()
"""A clause that no principal satisfies."""
SIGN_IN_CLAUSE: frozenset[Principal] = frozenset({LINKED})
"""A clause for those who have proved by a second sign-in who they are."""


@dataclass(frozen=True)
class AccessList:
    """Who may read a document.

    ``clauses``: each a set of principals of which a reader needs any one; every clause must hold,
    and there is at least one. ``denied``: principals that may not read whatever the clauses say.
    """

    clauses: frozenset[frozenset[Principal]]
    denied: frozenset[Principal] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not self.clauses:
            raise ValueError("an access list without a clause would be open to all")

    @classmethod
    def of(cls, *clauses: Iterable[Principal], denied: Iterable[Principal] = ()) -> Self:
        """Build from any-of clauses; an empty clause makes the list readable by nobody."""
        return cls(frozenset(frozenset(clause) for clause in clauses), frozenset(denied))

    @classmethod
    def nobody(cls) -> Self:
        """The list for everything unknown."""
        return cls(frozenset({NOBODY_CLAUSE}))

    def demanding(self, *, sign_in: bool) -> Self:
        """The same list with, or without, the clause that demands a second sign-in."""
        others = self.clauses - {SIGN_IN_CLAUSE}
        wanted = others | {SIGN_IN_CLAUSE} if sign_in else others or {NOBODY_CLAUSE}
        return replace(self, clauses=frozenset(wanted))

    def digest(self) -> str:
        """SHA-256 over the canonical form: equal lists share it whatever their order."""
        form = [sorted(sorted(clause) for clause in self.clauses), sorted(self.denied)]
        text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
