"""Who is in a user group is told to colleagues, from what Slack said of it, and to nobody else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from chains.access.audience import Asker, Standing, Venue
from chains.access.directory import Directory, Fact, MembersFact, PersonFact
from chains.access.principals import WorkspaceId, handle, person, principal, user_group
from chains.answering.outcome import Roster, UserGroup
from chains.answering.rosters import handles_asked_for
from chains.database.answers import AnswerRow
from tests.integration.answering.conftest import ANA, GENERAL, PRIVATE, PRIYA, SHARED, TOM, Company

NOW = datetime.now(UTC)


def group(identity: str, name: str, *people: str, origin: str = "slack") -> list[Fact]:
    """A user group with its handle."""
    members = frozenset(person(one) for one in people)
    inside = MembersFact(user_group(identity), members, origin, NOW)
    alias = MembersFact(handle(name), frozenset({user_group(identity)}), origin, NOW)
    return [inside, alias]


def known(identity: str, standing: Standing) -> PersonFact:
    """Somebody of whom Slack said what they are."""
    return PersonFact(Asker(identity, standing), NOW)


@pytest.fixture
async def grouped(company: Company) -> Company:
    await Directory(company.sessions).record(
        company.workspace,
        [
            known("U0ANA", Standing.MEMBER),
            known("U0BEN", Standing.MEMBER),
            known("U0TOM", Standing.GUEST),
            known("U0OUT", Standing.NOBODY),
            *group("S0ONCALL", "on-call", "U0BEN", "U0ANA", "U0TOM", "U0OUT"),
            *group("S0PLAT", "platform-team", "U0BEN"),
            *group("S0GONE", "gone"),
            *group("S0SECRET", "merger", "U0BEN", origin="source:1"),
            MembersFact(principal("group:wiki:sales"), frozenset({person("U0BEN")}), "wiki", NOW),
        ],
    )
    return company


ON_CALL = Roster((UserGroup("on-call", ("U0ANA", "U0BEN")),), at_a_time=True)
PLATFORM = Roster((UserGroup("platform-team", ("U0BEN",)),))


@pytest.mark.parametrize("venue", [PRIVATE, GENERAL])
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("who is on call", ON_CALL),
        ("Who's on call right now?", ON_CALL),
        ("who is in @on-call", replace(ON_CALL, at_a_time=False)),
        ("who is in @on-call next week?", ON_CALL),
        ("who is on the platform team", PLATFORM),
        ("who is on the platform team this week", replace(PLATFORM, at_a_time=True)),
    ],
)
async def test_full_members_of_it_are_named_without_a_search(
    grouped: Company, asked: str, told: Roster, venue: Venue
) -> None:
    assert await grouped.ask(asked, ANA, venue) == told
    assert grouped.search.asked == 0
    async with grouped.sessions() as session:
        here = AnswerRow.workspace == grouped.workspace
        row = await session.scalar(select(AnswerRow).where(here))
    assert row is not None
    assert (row.outcome, row.intent) == ("Roster", "people_lookup")


@pytest.mark.parametrize("name", ["gone", "merger", "sales", "plat", "llama"])
async def test_what_slack_does_not_say_is_searched_for(grouped: Company, name: str) -> None:
    assert not isinstance(await grouped.ask(f"who is on the {name} team"), Roster)
    assert grouped.search.asked == 1


@pytest.mark.parametrize(("asker", "venue"), [(TOM, PRIVATE), (TOM, GENERAL), (PRIYA, SHARED)])
async def test_guests_and_strangers_are_told_of_no_group(
    grouped: Company, asker: Asker, venue: Venue
) -> None:
    assert not isinstance(await grouped.ask("who is on call", asker, venue), Roster)


async def test_another_workspace_knows_nothing_of_it(grouped: Company) -> None:
    elsewhere = WorkspaceId(f"{grouped.workspace}X")
    there = [known("U0EVE", Standing.MEMBER), *group("S1", "legal", "U0EVE")]
    await Directory(grouped.sessions).record(elsewhere, there)
    assert not isinstance(await grouped.ask("who is on the legal team"), Roster)


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("Who is on-call for the fleet this week?", {"fleetoncall", "oncallfleet"}),
        ("who are the members of @people-team", {"peopleteam"}),
        ("who belongs to the leadership group", {"leadership", "leadershipteam", "teamleadership"}),
        ("who is on call when the database fails", set()),
        ("who leads the platform team", set()),
        ("who owns the billing service", set()),
    ],
)
def test_only_members_of_groups_are_asked_for_so(text: str, handles: set[str]) -> None:
    assert handles_asked_for(text) == handles
