"""Every main person, in every venue they can ask in, and every document closed to it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from chains.access.audience import Asker, Standing, Venue, VenueKind, audience_for
from chains.access.principals import WorkspaceId
from chains.access.reader import Readers
from chains.answering.outcome import Answer, Outcome, Stage
from chains.answering.question import Question, Wants
from chains.database.tables import DocumentRow
from tests.journeys.demo.living import Hands
from tests.security.secrets_of import Company, load_company

COMPANY = load_company()
TIDEWATER = WorkspaceId("T0TIDE")
OF_THE_REST = 5
"""Of what a guest or a partner may not read because it is merely internal, each fifth is asked."""
KINDS = {
    "public": VenueKind.PUBLIC_CHANNEL,
    "shared": VenueKind.PUBLIC_CHANNEL,
    "private": VenueKind.PRIVATE_CHANNEL,
    "group": VenueKind.GROUP_DM,
}


def asker(company: Company, who: str) -> Asker:
    person = company.rules.people[who]
    if person.get("team"):
        return Asker(who, Standing.PARTNER)
    standing = Standing.GUEST if person.get("guest") else Standing.MEMBER
    return Asker(who, standing, is_admin=bool(person.get("admin") or person.get("owner")))


def venue(company: Company, id_: str) -> Venue:
    if id_.startswith("D0"):
        return Venue(VenueKind.PRIVATE, id_)
    given = company.rules.venues[id_]
    people = tuple(asker(company, one) for one in given["members"])
    return Venue(
        KINDS[given["kind"]],
        id_,
        members=people if given["kind"] == "group" else (),
        has_guests=any(one.standing is Standing.GUEST for one in people),
        is_shared=given["kind"] == "shared",
    )


def places() -> Iterator[tuple[str, str]]:
    """Everyone's direct conversation, and every conversation they are in."""
    for who in COMPANY.main:
        yield who, f"D0{who.removeprefix('U0')}"
        for id_, given in COMPANY.rules.venues.items():
            if who in given["members"]:
                yield who, id_


async def outcome_of(hands: Hands, who: str, where: str, text: str, wants: Wants) -> Outcome:
    question = Question(
        "R1", TIDEWATER, asker(COMPANY, who), venue(COMPANY, where), text, (), wants
    )
    steps = [step async for step in hands.demo.knowledge.copilot.ask(question)]
    (outcome,) = [step for step in steps if not isinstance(step, Stage)]
    return outcome


def audiences() -> Iterator[tuple[str, str]]:
    """One asker for each audience: in a channel, whoever may read most elsewhere."""
    most: dict[str, str] = {}
    for who, where in places():
        if where.startswith("D0"):
            yield who, where
        elif where not in most or _private(who) > _private(most[where]):
            most[where] = who
    yield from ((who, where) for where, who in most.items())


def _private(who: str) -> int:
    return len(COMPANY.readable(f"D0{who.removeprefix('U0')}", who))


async def readable_documents(hands: Hands, who: str, where: str) -> set[str]:
    """What the access lists of a reader open, by path."""
    audience = audience_for(asker(COMPANY, who), venue(COMPANY, where))
    sessions = hands.demo.knowledge.sessions
    reader = await Readers(sessions).reader_for(TIDEWATER, audience)
    wanted = select(DocumentRow.scope, DocumentRow.external_id).where(
        DocumentRow.workspace == TIDEWATER,
        DocumentRow.deleted_at.is_(None),
        DocumentRow.access_list_id.in_(reader.access_lists),
    )
    async with sessions() as session:
        return {f"{row.scope}/{row.external_id}" for row in await session.execute(wanted)}


@pytest.mark.parametrize(("who", "where"), list(places()))
async def test_a_reader_holds_exactly_the_documents_of_the_oracle(
    hands: Hands, who: str, where: str
) -> None:
    assert await readable_documents(hands, who, where) == COMPANY.readable(where, who)


@pytest.mark.parametrize(("who", "where"), list(audiences()))
async def test_what_is_closed_to_a_venue_does_not_show_in_it(
    hands: Hands, who: str, where: str
) -> None:
    readable = COMPANY.readable(where, who)
    secret = [path for path in COMPANY.restricted() if path not in readable]
    rest = sorted(COMPANY.pages.keys() - readable - set(secret))
    asked = [(path, Wants.ANSWER) for path in (*secret, *rest[::OF_THE_REST])]
    if where.startswith("D0"):
        asked += [(path, Wants.DOCUMENTS) for path in secret[::2]]
    assert asked
    leaks = {}
    for path, wants in asked:
        outcome = await outcome_of(hands, who, where, COMPANY.question_for(path), wants)
        if found := COMPANY.leaks(repr(outcome), readable):
            leaks[path, wants.value] = found
    assert leaks == {}


@pytest.mark.parametrize("who", COMPANY.main)
async def test_what_is_open_to_somebody_is_found_by_the_same_questions(
    hands: Hands, who: str
) -> None:
    """Else a copilot that finds nothing would pass."""
    where = f"D0{who.removeprefix('U0')}"
    readable = COMPANY.readable(where, who)
    wanted = sorted(readable & set(COMPANY.restricted())) or sorted(readable)
    found = []
    for path in wanted:
        outcome = await outcome_of(hands, who, where, COMPANY.question_for(path), Wants.DOCUMENTS)
        found.append(f"/documents/{path}" in repr(outcome))
    assert sum(found) >= 0.9 * len(found)


async def test_the_oracle_would_notice_a_leak(hands: Hands) -> None:
    text = COMPANY.question_for("people/salary-bands-engineering.md")
    outcome = await outcome_of(hands, "U0DANA", "D0DANA", text, Wants.ANSWER)
    assert isinstance(outcome, Answer)
    assert COMPANY.leaks(repr(outcome), COMPANY.readable("D0DANA", "U0DANA")) == []
    assert COMPANY.leaks(repr(outcome), COMPANY.readable("D0ANA", "U0ANA")) != []
    assert COMPANY.leaks(repr(outcome), COMPANY.readable("C0PAY", "U0DANA")) != []
