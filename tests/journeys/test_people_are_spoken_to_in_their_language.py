"""From Slack's locale of a person, and the words of a question, to what is read."""

import pytest

from bot.language.catalogues import load_languages
from bot.language.say import Say
from bot.views import guide, wording
from bot.views.settings_language import NAMES
from chains.access.audience import Asker, Standing
from chains.administration.policy import Policies
from chains.answering.outcome import NotFound, Outcome
from chains.answering.question import Question
from chains.settings import FootnoteSettings, Language
from tests.fakes.scripted_copilot import with_more
from tests.journeys.conftest import Journey

ANA = "U0ANA"
GERMAN, JAPANESE, FRENCH = Language.GERMAN, Language.JAPANESE, Language.FRENCH


def say(language: Language) -> Say:
    return load_languages()[language]


def nothing(question: Question) -> Outcome:
    del question
    return NotFound()


@pytest.fixture
async def german(journey: Journey) -> Journey:
    """Ana uses Slack in German, and the workspace is Japanese."""
    await journey.post("person", {"as": ANA, "locale": "de-DE"})
    await journey.drained()
    policies = Policies(journey.sessions, FootnoteSettings())
    admin = Asker("U0FINN", Standing.MEMBER, is_admin=True)
    await policies.save_language(journey.bot.workspace.id, admin, JAPANESE)
    # A question is what makes Footnote look at who asks.
    await journey.settled("D0ANA", await journey.say(ANA, "D0ANA", "When is payday?"))
    return journey


async def said(journey: Journey, where: str, question: str, who: str = ANA) -> str:
    before = len(await journey.seen(who, where))
    await journey.settled(where, await journey.say(who, where, question))
    await journey.drained()
    return "\n".join(str(one["blocks"]) for one in (await journey.seen(who, where))[before:])


async def test_a_direct_message_is_answered_in_the_readers_language(german: Journey) -> None:
    german.copilot.script = nothing
    shown = await said(german, "D0ANA", "When is payday?")
    assert say(GERMAN)(wording.NOTHING_FOR_YOU) in shown


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Quand est le jour de paie ?", FRENCH),
        ("When is the payday of the engineers?", Language.ENGLISH),
        ("payday", JAPANESE),
    ],
)
async def test_a_channel_is_answered_in_the_language_of_the_question(
    german: Journey, question: str, language: Language
) -> None:
    german.copilot.script = nothing
    shown = await said(german, "C0GENERAL", f"<@U0FOOTNOTE> {question}")
    assert say(language)(wording.NOTHING_HERE) in shown
    assert say(GERMAN)(wording.NOTHING_HERE) not in shown


async def test_a_note_beside_it_is_in_the_askers(german: Journey) -> None:
    german.copilot.script = with_more
    shown = await said(german, "C0GENERAL", "<@U0FOOTNOTE> Quand est le jour de paie ?")
    assert say(FRENCH)(wording.HELPFUL) in shown
    assert say(GERMAN)(wording.MORE) in shown
    assert say(FRENCH)(wording.MORE) not in shown


async def test_the_private_notice_in_a_shared_channel_is_in_the_askers(german: Journey) -> None:
    shown = await said(german, "C0ACME", "<@U0FOOTNOTE> Quand est le jour de paie ?")
    assert say(GERMAN)(wording.NOTICE) in shown


async def test_commands_reply_in_the_language_of_who_types_them(german: Journey) -> None:
    for who, language in ((ANA, GERMAN), ("U0BEN", Language.ENGLISH)):
        ts = await german.command(who, "C0GENERAL", "/footnote", "help")
        await german.settled("C0GENERAL", ts)
        shown = str((await german.seen(who, "C0GENERAL"))[-1])
        assert say(language)(guide.TITLE) in shown


async def test_the_same_dead_end_is_byte_for_byte_the_same_for_two_readers(
    german: Journey,
) -> None:
    """What is said depends on the reader's language, and on nothing that documents hold."""
    german.copilot.script = nothing
    await german.post("person", {"as": "U0CHLOE", "locale": "de-AT"})
    await german.drained()
    ids = []
    for who, direct in ((ANA, "D0ANA"), ("U0CHLOE", "D0CHLOE")):
        await said(german, direct, "When is payday?", who)
        ids.append((await german.seen(who, direct))[-1]["text"])
    assert ids[0] == ids[1]
    assert say(GERMAN)(wording.NOTHING_FOR_YOU) in ids[0]


async def test_whoever_changes_their_language_is_answered_in_the_new_one(german: Journey) -> None:
    german.copilot.script = nothing
    await german.post("person", {"as": ANA, "locale": "fr-FR"})
    await german.drained()
    shown = await said(german, "D0ANA", "When is payday?")
    assert say(FRENCH)(wording.NOTHING_FOR_YOU) in shown


def test_every_language_can_be_chosen() -> None:
    assert NAMES.keys() == set(Language)
