"""docs/permissions.md shows the audience rule exactly as its test cases state it."""

from pathlib import Path

from chains.access.audience import NOBODY, Asker, Profile, Standing, Venue, VenueKind
from tests.unit.access.test_audience import CASES

DOCUMENT = Path(__file__).parents[3] / "docs" / "permissions.md"
HEADER = (
    "| case | asker | venue | the reply may draw on what these may read |",
    "|---|---|---|---|",
)
VENUES = {
    VenueKind.PRIVATE: "DM, slash reply, modal",
    VenueKind.GROUP_DM: "group DM",
    VenueKind.PRIVATE_CHANNEL: "private channel",
    VenueKind.PUBLIC_CHANNEL: "public channel",
    VenueKind.UNKNOWN: "cannot be inspected",
}
STANDINGS = {
    Standing.MEMBER: "member",
    Standing.GUEST: "guest",
    Standing.PARTNER: "partner",
    Standing.NOBODY: "bot, deactivated or unknown",
}


def test_the_truth_table_in_the_document_is_the_rule() -> None:
    table = "\n".join((*HEADER, *(row(*case) for case in CASES)))
    assert table in DOCUMENT.read_text(encoding="utf-8"), f"the table should be:\n{table}"


def row(name: str, asker: Asker, venue: Venue, profiles: tuple[Profile, ...]) -> str:
    """One case as a row of the table."""
    who = f"{asker.identity.removeprefix('U0').title()}, {STANDINGS[asker.standing]}"
    return f"| {name} | {who} | {place(venue)} | {allowed(profiles)} |"


def place(venue: Venue) -> str:
    """A venue, with what narrows it."""
    facts = [VENUES[venue.kind]]
    if venue.kind in {VenueKind.PRIVATE_CHANNEL, VenueKind.PUBLIC_CHANNEL} and not venue.channel:
        facts.append("id unknown")
    if venue.members:
        names = [one.identity.removeprefix("U0").title() for one in venue.members]
        opened = "opened, " if venue.kind is VenueKind.PRIVATE_CHANNEL else ""
        facts.append(f"{opened}of {' and '.join(names)}")
    if venue.has_guests:
        facts.append("guests in it")
    if venue.is_shared:
        facts.append("shared")
    return ", ".join(facts)


def allowed(profiles: tuple[Profile, ...]) -> str:
    """The principals of each profile; a document must be readable for every profile."""
    if profiles == NOBODY.profiles:
        return "nothing"
    sets = [" or ".join(f"`{name}`" for name in sorted(one.principals)) for one in profiles]
    if len(sets) > 1:
        sets = [f"({one})" if " or " in one else one for one in sets]
    return " **and** ".join(sets)
