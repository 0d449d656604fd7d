"""From a question to its outcome, on real documents, Postgres and Weaviate."""

from dataclasses import replace

import pytest

from chains.access.audience import Asker, Venue
from chains.answering.outcome import (
    Answer,
    Canned,
    Documents,
    Emptiness,
    Form,
    NotFound,
    Notice,
    Outcome,
    Silence,
    Stage,
    Unsure,
)
from chains.answering.question import Question, Wants
from tests.integration.answering.conftest import (
    ANA,
    GENERAL,
    PRIVATE,
    PRIYA,
    SHARED,
    TOM,
    WORKFLOW,
    Company,
    page,
    words,
)

PARKING = page(
    "Parking",
    "## Permits\n\nA parking permit costs 40 euros a month. Permits are given out by the front"
    " desk.\n\n## Bicycles\n\nBicycles stand in the cellar and need no permit.",
    updated="2026-03-01",
)
FERRY = page(
    "Ferry timetable",
    "The ferry to the test basin leaves at 07:40 from jetty 4.\n\n| Day | Last ferry |\n|---|---|\n"
    "| Monday | 18:10 |\n| Saturday | 15:30 |",
    updated="2026-02-01",
)
BONUS = page("Bonus plan", "The bonus for the harbour crew is 1,850 euros and is paid in May.")
RESET = page(
    "Winch reset",
    "To reset the winch:\n\n1. Press the red button for five seconds.\n"
    "2. Turn the key to the left.\n\n```\nwinchctl reset --hard\n```",
)


@pytest.fixture
async def staffed(company: Company) -> Company:
    await company.publish("office", {"parking.md": PARKING, "ferry.md": FERRY, "winch.md": RESET})
    await company.publish("crew", {"bonus.md": BONUS}, ("person:U0ANA",))
    return company


def answered(outcome: Outcome) -> Answer:
    assert isinstance(outcome, Answer), outcome
    return outcome


async def test_each_section_of_one_passage_has_a_footnote_of_its_own(staffed: Company) -> None:
    reply = answered(await staffed.ask("Where do bicycles stand?")).reply
    assert "cellar" in reply.sentences[0].text
    first = reply.sources[0]
    assert (first.heading, first.address.partition("#")[2]) == ("Bicycles", "bicycles")


async def test_the_sentence_that_answers_is_quoted_with_a_link_to_its_section(
    staffed: Company,
) -> None:
    reply = answered(await staffed.ask("How much does a parking permit cost?")).reply
    assert "40 euros a month" in reply.sentences[0].text
    source = reply.sources[reply.sentences[0].citations[0] - 1]
    assert source.title == "Parking"
    assert source.url.startswith("https://docs.example/office/parking.md")
    assert "#permits" in source.url
    assert str(source.updated) == "2026-03-01"


async def test_a_row_of_a_table_answers_with_its_columns(staffed: Company) -> None:
    reply = answered(await staffed.ask("When does the last ferry leave on Saturday?")).reply
    assert any(one.form is Form.ROW and "Last ferry: 15:30" in one.text for one in reply.sentences)


async def test_a_how_question_gets_the_steps_and_the_command_as_written(staffed: Company) -> None:
    reply = answered(await staffed.ask("How do I reset the winch?")).reply
    forms = [one.form for one in reply.sentences]
    assert forms.count(Form.STEP) == 2
    assert "winchctl reset --hard" in [one.text for one in reply.sentences]


async def test_what_no_document_holds_is_not_found(staffed: Company) -> None:
    outcome = await staffed.ask("Who won the karaoke contest of the dental association?")
    assert outcome == NotFound(Emptiness.NO_MATCH)


@pytest.mark.parametrize("text", ["", "  ", "🎉🎉", "???", "<@U0FOOTNOTE>", "\u200b\u2060"])
async def test_a_question_without_words_is_told_so(staffed: Company, text: str) -> None:
    assert await staffed.ask(text) == NotFound(Emptiness.NO_WORDS)
    assert staffed.search.asked == 0


@pytest.mark.parametrize(
    "text", ["parking " * 5_000, "`x = 1`", "كم تكلفة التصريح؟", "<!channel> parking", "%_'\";--"]
)
async def test_odd_questions_get_an_outcome(staffed: Company, text: str) -> None:
    outcome = await staffed.ask(text)
    assert isinstance(outcome, Answer | NotFound | Unsure | Canned)
    assert "<!channel>" not in words(outcome)


async def test_nobody_hears_nothing_and_nothing_is_searched(staffed: Company) -> None:
    assert await staffed.ask("How much is a parking permit?", WORKFLOW) == Silence()
    assert staffed.search.asked == 0


async def test_a_scope_narrows_and_an_unknown_one_is_named(staffed: Company) -> None:
    asked = "How much does a parking permit cost?"
    assert isinstance(await staffed.ask(asked, scopes=("office",)), Answer)
    assert not isinstance(await staffed.ask(asked, scopes=("crew",)), Answer)
    assert await staffed.ask(asked, scopes=("nowhere",)) == NotFound(
        Emptiness.UNKNOWN_SCOPE, ("nowhere",)
    )


async def test_a_scope_one_may_not_read_is_as_unknown_as_one_that_is_not_there(
    staffed: Company,
) -> None:
    asked = "How high is the bonus for the harbour crew?"
    ben = Asker("U0BEN", ANA.standing)
    there = await staffed.ask(asked, ben, scopes=("crew",))
    not_there = await staffed.ask(asked, ben, scopes=("void",))
    assert repr(there).replace("crew", "void") == repr(not_there)


async def test_a_channel_learns_nothing_of_what_the_asker_alone_may_read(staffed: Company) -> None:
    asked = "How high is the bonus for the harbour crew?"
    assert "1,850" in words(answered(await staffed.ask(asked)))
    in_channel = await staffed.ask(asked, venue=GENERAL)
    assert "1,850" not in words(in_channel)
    assert in_channel == NotFound(more=True)


@pytest.mark.parametrize(
    ("asker", "venue"),
    [(Asker("U0BEN", ANA.standing), GENERAL), (ANA, PRIVATE), (TOM, GENERAL), (ANA, GENERAL)],
)
async def test_more_is_only_said_where_the_asker_has_more(
    staffed: Company, asker: Asker, venue: Venue
) -> None:
    outcome = await staffed.ask("How much does a parking permit cost?", asker, venue)
    assert getattr(outcome, "more", False) is False


@pytest.mark.parametrize("wants", list(Wants))
@pytest.mark.parametrize(
    "asked",
    [
        "How much does a parking permit cost?",
        "How high is the bonus for the harbour crew?",
        "When is the bonus paid?",
        "Which crew works at the harbour?",
        "When does the last ferry leave on Saturday?",
        "Who won the karaoke contest of the dental association?",
        "money",
    ],
)
async def test_more_is_said_exactly_where_it_would_change_what_is_shown(
    staffed: Company, asked: str, wants: Wants
) -> None:
    shown = await staffed.ask(asked, ANA, GENERAL, wants=wants)
    alone = await staffed.ask(asked, ANA, PRIVATE, wants=wants)
    closed = "Bonus plan" in words(alone)
    assert getattr(shown, "more", None) is closed
    assert (replace(shown, more=False) != alone) or not closed  # type: ignore[type-var]


async def test_a_shared_channel_without_an_answer_notifies_our_own_and_ignores_strangers(
    staffed: Company,
) -> None:
    asked = "How much does a parking permit cost?"
    assert await staffed.ask(asked, ANA, SHARED) == Notice(more=True)
    assert await staffed.ask(asked, PRIYA, SHARED) == Silence()


async def test_documents_are_listed_once_each_with_a_reason_from_themselves(
    staffed: Company,
) -> None:
    outcome = await staffed.ask("parking permit", wants=Wants.DOCUMENTS)
    assert isinstance(outcome, Documents)
    titles = [one.source.title for one in outcome.listings]
    assert titles[0] == "Parking"
    assert len(titles) == len(set(titles))
    assert "permit" in outcome.listings[0].reason.lower()


async def test_stages_come_in_order_before_the_outcome(staffed: Company) -> None:
    question = Question("R2", staffed.workspace, ANA, PRIVATE, "How much is a parking permit?")
    steps = [step async for step in staffed.copilot().ask(question)]
    assert steps[:-1] == [Stage.SEARCHING, Stage.DRAFTING, Stage.CHECKING]
    assert isinstance(steps[-1], Answer)
