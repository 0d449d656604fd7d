"""Small talk, requests and distress, on every way to ask: no search, no trace, and ways back."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.language.say import ENGLISH
from bot.logs import configure_logs
from bot.views import ids, wording
from bot.views.edited import EDITED
from chains.triage.acting import acted_on
from chains.triage.classifier import load_classifier
from chains.triage.decision import Decision
from chains.triage.labels import INTENTS as LABELS
from chains.triage.labels import POLICIES, Label
from chains.triage.small_talk import GREETED
from tests.journeys.demo.distress import confidants, holding, press, replied
from tests.journeys.demo.living import Hands, Json, until

_FILE = Path(__file__).parents[3] / "infra" / "demo" / "intents.jsonl"
INTENTS = [json.loads(line) for line in _FILE.read_text("utf-8").splitlines()]
HELLO = "good morning everyone"
DISTRESS = "my team lead touched my leg under the zanzibar table"
REPLY = {label: POLICIES[label].canned for label in Label} | {Label.SMALL_TALK: GREETED}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged meanwhile."""
    written = io.StringIO()
    configure_logs(stream=written, level=logging.DEBUG)
    yield written
    configure_logs()


async def everywhere(hands: Hands, said: str) -> list[tuple[str, Json | None]]:
    """The outcomes of a message of Ana's on every way to ask."""
    root = await hands.say("U0ANA", "C0GENERAL", "When is payday?")
    await hands.settled("C0GENERAL", root)
    told = [await hands.ask("U0ANA", "C0GENERAL", said), await hands.ask("U0ANA", "D0ANA", said)]
    mention = f"<@U0FOOTNOTE> {said}"
    inside = await hands.post("message", "U0ANA", "C0GENERAL", text=mention, thread_ts=root)
    told.append(await hands.answer("U0ANA", "C0GENERAL", inside["ts"]))
    told.append(await hands.run("U0ANA", "C0GENERAL", "/ask", said))
    return [*told, await edited(hands, said)]


async def edited(hands: Hands, said: str) -> tuple[str, Json]:
    """The outcome of a question of a direct conversation that is changed to this."""
    first = await hands.say("U0ANA", "D0ANA", "When is payday?")
    await hands.settled("D0ANA", first)
    before = {one["ts"] for one in await hands.seen("U0ANA", "D0ANA")}
    await hands.post("edit", "U0ANA", "D0ANA", ts=first, text=said)
    fresh = await replied(hands, "U0ANA", "D0ANA", before)
    return str(fresh["blocks"][0]["block_id"]).split(".")[1], fresh


async def test_small_talk_is_replied_to_everywhere_and_searched_for_nowhere(
    hands: Hands, searches: list[str]
) -> None:
    for outcome, message in await everywhere(hands, HELLO):
        assert outcome == "canned"
        assert message is not None
        reply = REPLY[Label.SMALL_TALK]
        assert message["text"] in {reply, f"{ENGLISH(EDITED)}\n{reply}"}
    assert set(searches) == {"When is payday?"}
    assert REPLY[Label.SMALL_TALK] not in str(await hands.seen("U0BEN", "C0GENERAL"))


async def test_what_it_can_do_is_told_with_examples(hands: Hands, searches: list[str]) -> None:
    for outcome, message in [
        await hands.ask("U0ANA", "C0GENERAL", "what can you do?"),
        await hands.ask("U0ANA", "D0ANA", "Hello, who are you?"),
    ]:
        assert outcome == "help"
        assert message is not None
        assert "When is payday?" in str(message["blocks"])
    assert searches == []


async def test_distress_gets_help_everywhere_and_is_kept_nowhere(
    hands: Hands, searches: list[str], log: io.StringIO
) -> None:
    await confidants(hands)
    for outcome, message in await everywhere(hands, DISTRESS):
        assert outcome == "canned"
        assert message is not None
        assert message["text"] == REPLY[Label.SENSITIVE]
        # With nobody chosen there is the help text alone.
        assert "zanzibar" not in str(message["blocks"])
        assert len(message["blocks"]) == 1
    assert set(searches) == {"When is payday?"}
    assert await holding(hands, "zanzibar") == []
    assert await holding(hands, "sensitive") == []
    assert "question_finished" in log.getvalue()
    assert not {"zanzibar", "sensitive"} & set(log.getvalue().replace("=", " ").split())
    assert REPLY[Label.SENSITIVE] not in str(await hands.seen("U0BEN", "C0GENERAL"))
    why = await hands.run("U0ANA", "D0ANA", "/footnote", "why")
    assert "sensitive" not in str(why)


async def test_what_is_confided_goes_to_those_who_were_named_once_it_is_sent(hands: Hands) -> None:
    await confidants(hands, "U0DANA", "U0ANA")
    outcome, message = await hands.ask("U0ANA", "C0GENERAL", DISTRESS)
    assert outcome == "canned"
    assert message is not None
    assert message["ephemeral"]
    shown = str(message["blocks"])
    assert "<@U0DANA>" in shown
    assert "<@U0ANA>" not in shown
    assert DISTRESS in shown
    assert ENGLISH.count(wording.CONFIDE, 1) in shown
    assert DISTRESS not in str(await hands.seen("U0DANA", "D0DANA"))
    await press(hands, "U0ANA", "C0GENERAL", message, ids.CONFIDE)
    arrived = [one for one in await hands.seen("U0DANA", "D0DANA") if "zanzibar" in one["text"]]
    assert len(arrived) == 1
    assert "<@U0ANA>" in arrived[0]["text"]
    assert await holding(hands, "zanzibar") == []


async def test_it_goes_to_nobody_else_when_others_were_chosen_meanwhile(hands: Hands) -> None:
    await confidants(hands, "U0DANA")
    said = DISTRESS.replace("zanzibar", "madagascar")
    _, message = await hands.ask("U0ANA", "C0GENERAL", said)
    assert message is not None
    await confidants(hands, "U0BEN")
    await press(hands, "U0ANA", "C0GENERAL", message, ids.CONFIDE)
    for who in ("U0DANA", "U0BEN"):
        assert "madagascar" not in str(await hands.seen(who, f"D0{who[2:]}"))
    await confidants(hands)


async def test_a_reply_without_a_search_can_be_searched_all_the_same(
    hands: Hands, searches: list[str]
) -> None:
    for where in ("D0ANA", "C0GENERAL"):
        searches.clear()
        outcome, message = await hands.ask("U0ANA", where, "please add payday to the calendar")
        assert (outcome, searches) == ("canned", [])
        assert message is not None
        before = len(await hands.seen("U0ANA", where))
        await press(hands, "U0ANA", where, message, ids.SEARCH_ANYWAY)

        async def searched(where: str = where, before: int = before) -> bool:
            return len(await hands.seen("U0ANA", where)) > before

        await until(searched, 20)
        assert searches


async def test_a_document_asked_for_is_listed_and_answered_on_demand(hands: Hands) -> None:
    for where in ("D0ANA", "C0GENERAL"):
        outcome, message = await hands.ask("U0ANA", where, "where is the travel policy")
        assert outcome == "documents"
        assert message is not None
        assert any("/documents/handbook/travel.md" in link for link in message["links"])
        before = {one["ts"] for one in await hands.seen("U0ANA", where)}
        await press(hands, "U0ANA", where, message, ids.SEARCH_ANYWAY)
        fresh = await replied(hands, "U0ANA", where, before)
        assert fresh["blocks"][0]["block_id"].split(".")[1] in {"answer", "unsure"}
    await hands.ask("U0ANA", "D0ANA", "link to the travel policy")
    _, told = await hands.run("U0ANA", "D0ANA", "/footnote", "why")
    assert "find document (" in str(told)


async def test_who_is_on_call_is_told_to_the_asker_alone(hands: Hands, searches: list[str]) -> None:
    for where in ("D0ANA", "C0GENERAL"):
        outcome, message = await hands.ask("U0ANA", where, "who is on call")
        assert outcome == "roster"
        assert message is not None
        assert "<@U0BEN>" in message["text"]
    assert message["ephemeral"]
    assert "“on-call”" not in str(await hands.seen("U0BEN", "C0GENERAL"))
    assert searches == []
    outcome, message = await hands.ask("U0TOM", "D0TOM", "who is on call")
    assert outcome != "roster"
    assert "<@U0BEN>" not in str(message)


async def test_why_says_what_a_message_was_taken_for(hands: Hands) -> None:
    await hands.ask("U0ANA", "D0ANA", HELLO)
    _, told = await hands.run("U0ANA", "D0ANA", "/footnote", "why")
    assert "small talk (" in str(told)
    assert "It got a standard reply" in str(told)
    await hands.ask("U0ANA", "D0ANA", "When is payday?")
    _, told = await hands.run("U0ANA", "D0ANA", "/footnote", "why")
    assert "knowledge question (" in str(told)


async def test_the_status_says_what_messages_were_taken_for(hands: Hands) -> None:
    await hands.ask("U0FINN", "D0FINN", HELLO)
    _, told = await hands.run("U0FINN", "D0FINN", "/footnote", "status")
    assert "small talk " in str(told)
    _, told = await hands.run("U0ANA", "D0ANA", "/footnote", "status")
    assert "small talk" not in str(told)


@pytest.mark.parametrize("row", INTENTS, ids=lambda row: row["intent"])
async def test_the_demo_company_shows_each_intent(hands: Hands, row: Json) -> None:
    # Near documents that do not answer are no harm where none should be quoted.
    also = {"unsure"} if row["expect"] == "not_found" else set()
    outcome, message = await hands.ask(row["as"], row["channel"], row["text"])
    assert outcome in {row["expect"]} | also
    assert message is not None
    if row["expect"] == "canned":
        assert message["text"] == REPLY[Label(row["intent"])]
    if row["intent"] == Label.PEOPLE_LOOKUP:
        assert "keeps" in message["text"]


def test_every_intent_has_its_example(decide: Callable[[str], Decision]) -> None:
    assert [row["intent"] for row in INTENTS] == list(LABELS)
    for row in INTENTS:
        assert acted_on(decide(row["text"]), row["text"]) == row["intent"]


@pytest.fixture(scope="module")
def decide() -> Callable[[str], Decision]:
    """The released model's decisions."""
    return load_classifier().decide
