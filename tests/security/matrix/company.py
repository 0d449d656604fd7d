"""A small company made to leak: one document of each kind, each with words nobody can guess."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from tests.unit.demo.company_rules import Page, Rules

FEW, MANY, HR, BOSS = "U0FEW", "U0MANY", "U0HR", "U0BOSS"
GUEST, PARTNER, GONE, FLOW = "U0GUEST", "U0PART", "U0GONE", "U0FLOW"
PERSONS = {
    "member with few rights": FEW,
    "member with many rights": MANY,
    "people partner": HR,
    "administrator and owner": BOSS,
    "guest": GUEST,
    "partner": PARTNER,
    "deactivated": GONE,
    "workflow": FLOW,
}
OUTSIDE_SLACK = frozenset({GONE, FLOW})
"""Who cannot type any more, or never could: what is delivered in their name is signed by hand."""
PUBLIC, PRIVATE, JOINT, VISITORS = "C0ENG", "C0CLOSED", "C0JOINT", "C0VISIT"
GROUP_DM = "G0FOUR"
OPENED = "C0OPENED"
"""A private channel where what each of its members may read counts."""
_STAFF = [FEW, MANY, HR, BOSS]
MEMBERS = frozenset(_STAFF)
"""Full members of the workspace."""

RAW: dict[str, Any] = {
    "workspace": {"id": "T0LANTERN", "name": "Lantern Works", "domain": "lantern"},
    "people": [
        {"id": FEW, "name": "Few", "role": "clerk", "email": "few@lantern.example", "main": True},
        {"id": MANY, "name": "Many", "role": "crew", "email": "many@lantern.example"},
        {"id": HR, "name": "Hr", "role": "people", "email": "hr@lantern.example"},
        {
            "id": BOSS,
            "name": "Boss",
            "role": "owner",
            "email": "boss@lantern.example",
            "admin": True,
            "owner": True,
        },
        {
            "id": GUEST,
            "name": "Guest",
            "role": "visitor",
            "email": "guest@visit.example",
            "guest": True,
        },
        {
            "id": PARTNER,
            "name": "Part",
            "role": "partner",
            "email": "part@other.example",
            "team": "T0OTHER",
        },
        {
            "id": GONE,
            "name": "Gone",
            "role": "left",
            "email": "gone@lantern.example",
            "deactivated": True,
        },
    ],
    "groups": [
        {"id": "S0CREW", "handle": "crew", "name": "Crew", "members": [MANY, GONE]},
        {"id": "S0PEOPLE", "handle": "people-team", "name": "People", "members": [HR]},
    ],
    "conversations": [
        {"id": "C0GENERAL", "name": "general", "kind": "public", "members": [*_STAFF]},
        {"id": PUBLIC, "name": "engineering", "kind": "public", "members": [*_STAFF]},
        {"id": PRIVATE, "name": "closed", "kind": "private", "members": [*_STAFF, GONE]},
        {"id": JOINT, "name": "joint", "kind": "shared", "members": [*_STAFF, PARTNER]},
        {"id": VISITORS, "name": "visitors", "kind": "public", "members": [*_STAFF, GUEST]},
        {"id": OPENED, "name": "opened", "kind": "private", "members": [MANY, HR]},
        {"id": GROUP_DM, "name": "four", "kind": "group", "members": [*_STAFF]},
    ],
    "sources": [
        {"folder": "open", "scope": "open", "readers": ["everyone"]},
        {"folder": "visit", "scope": "visit", "readers": ["everyone", "guests"]},
        {"folder": "joint", "scope": "joint", "readers": ["everyone", "partners"]},
        {"folder": "narrow", "scope": "narrow", "readers": ["group:crew", "group:people-team"]},
    ],
}


@dataclass(frozen=True)
class Secret:
    """A document of one kind: what asks for it, and what gives it away."""

    path: str
    topic: str
    title: str
    code: str
    matter: dict[str, Any] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """Its own words, without what nobody can guess."""
        return f"What is the code of the {self.topic} lantern?"

    def told(self, text: str) -> bool:
        """Whether a text shows its title, its words or its address."""
        stem = PurePosixPath(self.path).stem
        return any(one.lower() in text.lower() for one in (self.title, self.code, stem))

    def page(self) -> Page:
        """The document as data."""
        text = f"# {self.title}\n\nThe code of the {self.topic} lantern is {self.code}.\n"
        return Page(self.path, {"title": self.title, **self.matter}, text)


SECRETS = {
    "everyone": Secret("open/k7brass.md", "copper", "Brassmoor ledger", "VELK-4821"),
    "group": Secret(
        "open/q2tarn.md", "pewter", "Tarnfell roster", "OSKU-7733", {"readers": ["group:crew"]}
    ),
    "person": Secret(
        "open/w9lund.md",
        "bronze",
        "Lundquay memo",
        "PIRT-1187",
        {"readers": ["hr@lantern.example"]},
    ),
    "channel": Secret(
        "open/z4holm.md",
        "nickel",
        "Holmgate minutes",
        "DRAV-9050",
        {"readers": [f"channel:{PRIVATE}"]},
    ),
    "denied": Secret(
        "open/b5rook.md",
        "cobalt",
        "Rookmere survey",
        "JUNT-2346",
        {"denied": ["few@lantern.example"]},
    ),
    "two clauses": Secret(
        "narrow/m8fenn.md",
        "silver",
        "Fennick appraisal",
        "KOLB-6602",
        {"readers": ["group:crew", "few@lantern.example"]},
    ),
    "guests": Secret("visit/d3ashe.md", "ivory", "Ashe welcome", "TURV-3819"),
    "partners": Secret("joint/h6pike.md", "jade", "Pike agreement", "WELM-5274"),
    "unknown": Secret(
        "open/x1gorse.md",
        "onyx",
        "Gorse dossier",
        "BRIK-8409",
        {"readers": ["group:whoever-they-are"]},
    ),
    "deleted": Secret("open/v0yarl.md", "coral", "Yarl notebook", "SPON-1930"),
    "superseding": Secret(
        "open/n3wick.md",
        "amber",
        "Wickham reprint",
        "FENT-6158",
        {"readers": ["group:crew"], "supersedes": "amber-old.md"},
    ),
}
SUPERSEDED = Secret("open/amber-old.md", "amber", "Amber lantern, first print", "OLDA-4402")
BESIDE = (
    *(
        Secret(f"{folder}/{folder}-{word}.md", word, f"The {word} lantern", f"{word}-hook")
        for folder, words in {
            "open": ("paper", "garden"),
            "visit": ("porch", "ferry"),
            "joint": ("signal",),
            "narrow": ("vault",),
        }.items()
        for word in words
    ),
    SUPERSEDED,
)
"""What lies beside them, so that a question always has something near."""


class LanternRules(Rules):
    """The company's rules, with those who have no rights at all and what is superseded."""

    def words_of(self, person_id: str) -> set[str]:
        """Return every reader word that holds for this person in private."""
        known = self.people.get(person_id)
        if known is None or known.get("deactivated"):
            return set()
        return {"partners"} if known.get("team") else super().words_of(person_id)

    def readable_in(self, venue_id: str, asker: str, page: Page) -> bool:
        """Say whether a reply to the asker in this venue may draw on the page."""
        if not self.words_of(asker):
            return False
        venue = self.venues.get(venue_id, {"kind": "dm", "members": [asker]})
        sitting = [self.people[one] for one in venue["members"]]
        if venue["kind"] == "dm":
            stranger = bool(self.people[asker].get("team"))
            return self.may_read(page, self.words_of(asker)) and not (
                stranger and page.matter.get("denied")
            )
        if venue_id == OPENED and not any(one.get("guest") for one in sitting):
            return all(self.may_read(page, self.words_of(one["id"])) for one in sitting)
        if venue["kind"] != "group" and any(one.get("guest") for one in sitting):
            guests = self.may_read(page, {"guests"}) and not page.matter.get("denied")
            return guests and (
                venue["kind"] != "shared" or super().readable_in(venue_id, asker, page)
            )
        return super().readable_in(venue_id, asker, page)


def readable(
    rules: LanternRules,
    pages: Iterable[Page],
    venue: str,
    asker: str,
    *,
    superseded: bool = False,
) -> set[str]:
    """The paths that a reply in this venue to this asker may draw on.

    ``superseded``: also those whose place a newer page takes, which are as open as they were.
    """
    found = {page.path for page in pages if rules.readable_in(venue, asker, page)}
    if SECRETS["superseding"].path in found and not superseded:
        found.discard(SUPERSEDED.path)
    return found
