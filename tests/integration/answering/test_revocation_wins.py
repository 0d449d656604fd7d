"""A document taken away while a question is under way is in no part of its outcome."""

import pytest
from sqlalchemy import select

from chains.answering.drafts.draft import Draft, DraftSentence, Heard
from chains.answering.drafts.sending import Cleared
from chains.answering.outcome import Answer, Emptiness, NotFound, SoFar, Stage
from chains.answering.question import Wants
from chains.database.answers import ProofRow
from chains.models.usage import Account
from tests.integration.answering.conftest import FINN, Company, page, words
from tests.integration.answering.explained import Explained

PIER = page("Pier rules", "The night gate of the pier closes at 21:15 on every day of the week.")
ASKED = "When does the night gate of the pier close?"

NEVER_ANY = {Wants.AUTHORS: Emptiness.NO_SOURCES}
"""As where there never was a document."""


class Recording:
    """A writer that quotes the first passage, and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def write(
        self,
        question: str,
        cleared: Cleared,
        account: Account,
        language: str | None = None,
        heard: Heard | None = None,
    ) -> Draft:
        del account, language, heard
        self.shown += [f"{question}\n{one.text}" for one in cleared.evidence]
        quoted = "The night gate of the pier closes at 21:15 on every day of the week."
        return (DraftSentence(quoted, (0,)),) if cleared.evidence else ()


@pytest.fixture
async def pier(company: Company) -> Company:
    await company.publish("pier", {"pier.md": PIER})
    return company


async def test_between_retrieval_and_draft_it_is_drawn_on_by_nobody(pier: Company) -> None:
    assert isinstance(await pier.ask(ASKED), Answer)
    pier.search.after.append(lambda: pier.take_away("pier", "pier.md"))
    outcome = await pier.ask(ASKED)
    assert outcome == NotFound()
    assert "21:15" not in words(outcome)


async def test_a_model_is_not_shown_what_was_taken_away_before_drafting(pier: Company) -> None:
    writer = Recording()
    await pier.ask(ASKED, writer=writer)
    assert writer.shown
    late = Recording()
    taking = {Stage.DRAFTING: lambda: pier.take_away("pier", "pier.md")}
    assert await pier.ask(ASKED, writer=late, during=taking) == NotFound()
    assert late.shown == []


@pytest.mark.parametrize("wants", list(Wants))
async def test_between_draft_and_show_it_is_dropped(pier: Company, wants: Wants) -> None:
    taking = {Stage.CHECKING: lambda: pier.take_away("pier", "pier.md")}
    outcome = await pier.ask(ASKED, wants=wants, during=taking)
    assert outcome == NotFound(NEVER_ANY.get(wants, Emptiness.NO_MATCH))


async def test_what_others_say_stays_when_one_source_is_taken_away(company: Company) -> None:
    for scope, when in (
        ("pier", "at 21:15"),
        ("quay", "at 21:15 sharp, as the harbour master says"),
    ):
        text = page(scope.title(), f"The night gate of the {scope} and pier closes {when}.")
        await company.publish(scope, {"gate.md": text})
    before = await company.ask(ASKED)
    assert isinstance(before, Answer)
    taking = {Stage.CHECKING: lambda: company.take_away("pier", "gate.md")}
    after = await company.ask(ASKED, during=taking)
    assert "Pier" not in words(after)


async def test_a_superseded_document_never_wins_over_its_successor(company: Company) -> None:
    old = page(
        "Gate hours 2023", "The night gate closes at 22:40 on every day.", updated="2023-01-01"
    )
    new = page(
        "Gate hours", "The night gate closes at 21:15.", updated="2026-01-01", supersedes="old.md"
    )
    await company.publish("pier", {"old.md": old, "new.md": new})
    outcome = await company.ask("When does the night gate close in 2023 on every day?")
    assert "22:40" not in words(outcome)


async def test_a_closed_successor_shows_in_nothing_not_even_in_the_statements(
    company: Company,
) -> None:
    """A statement more, for whom the newer one is open to, would tell by its time that it is."""
    old = page("Gate hours", "The night gate closes at 22:40 on every day.", updated="2023-01-01")
    new = page(
        "Gate hours",
        "The night gate closes at 21:15.",
        supersedes="old.md",
        readers="[person:U0FINN]",
    )
    question = "When does the night gate close?"
    await company.publish("pier", {"old.md": old})
    with Explained(company).asked() as before:
        first = await company.ask(question)
    assert "22:40" in words(first)
    (company.root / "pier" / "new.md").write_text(new, encoding="utf-8")
    await company.synchroniser.sync(company.workspace, company.sources["pier"])
    with Explained(company).asked() as after:
        assert await company.ask(question) == first
    assert sorted(after) == sorted(before)
    assert "21:15" in words(await company.ask(question, FINN))


async def test_of_two_that_contradict_each_other_the_newer_is_quoted(company: Company) -> None:
    older = page("Harbour guide", "Helmets are replaced every 3 years.", updated="2024-02-01")
    newer = page("Safety page", "Helmets are replaced every 5 years.", updated="2026-02-01")
    await company.publish("safety", {"guide.md": older, "safety.md": newer})
    outcome = await company.ask("How often are helmets replaced?")
    assert isinstance(outcome, Answer)
    assert "every 5 years" in words(outcome)
    assert "every 3 years" not in words(outcome)
    assert [one.title for one in outcome.older] == ["Harbour guide"]


async def test_an_older_page_that_may_not_be_read_is_not_named(company: Company) -> None:
    older = page("Harbour guide", "Helmets are replaced every 3 years.", updated="2024-02-01")
    newer = page("Safety page", "Helmets are replaced every 5 years.", updated="2026-02-01")
    await company.publish("safety", {"safety.md": newer})
    await company.publish("closed", {"guide.md": older}, ("person:U0FINN",))
    outcome = await company.ask("How often are helmets replaced?")
    assert isinstance(outcome, Answer)
    assert outcome.older == ()


async def test_what_was_shown_of_a_draft_is_no_part_of_it_once_it_is_revoked(
    pier: Company,
) -> None:
    shown = []

    async def take_away() -> None:
        async with pier.sessions() as session:
            shown.extend(
                await session.scalars(
                    select(ProofRow.number).where(ProofRow.workspace == pier.workspace)
                )
            )
        await pier.take_away("pier", "pier.md")

    outcome = await pier.ask(ASKED, writer=Recording(), during={SoFar: take_away})
    assert shown == [1]
    assert outcome == NotFound()


async def test_quotations_are_whole_at_once(pier: Company) -> None:
    async def never() -> None:
        raise AssertionError("a quotation was shown in parts")

    assert isinstance(await pier.ask(ASKED, during={SoFar: never}), Answer)


@pytest.mark.parametrize("stage", [Stage.DRAFTING, Stage.CHECKING, SoFar])
async def test_a_source_that_is_removed_meanwhile_is_in_no_part_of_the_reply(
    pier: Company, stage: Stage | type[SoFar]
) -> None:
    async def remove() -> None:
        await pier.administration.remove(pier.workspace, FINN, pier.sources["pier"])

    assert isinstance(await pier.ask(ASKED, writer=Recording()), Answer)
    outcome = await pier.ask(ASKED, writer=Recording(), during={stage: remove})
    assert outcome == NotFound()
