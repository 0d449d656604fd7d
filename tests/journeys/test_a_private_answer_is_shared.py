"""Sharing a private answer asks again for the conversation, and copies nothing."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from bot.delivery.deliveries import State
from bot.delivery.tables import DeliveryRow
from bot.language.say import ENGLISH
from bot.views import wording
from bot.views.outcomes import SHOW_PRIVATELY
from bot.views.sharing import SHARE, SURE_TEXT
from chains.access.audience import VenueKind
from chains.answering.outcome import Answer, NotFound, Outcome, Reply, Sentence, Source
from chains.answering.question import Question, Wants
from tests.journeys.conftest import Journey, heard, until
from tests.journeys.signed import press

MENTION = "<@U0FOOTNOTE> "
OPEN = Source(1, "11111111-1111-4111-8111-111111111111", "Pay calendar", "https://x.example/a", "a")
CLOSED = Source(2, "22222222-2222-4222-8222-222222222222", "Pay bands", "https://x.example/b", "b")
Json = dict[str, Any]


def by_reader(question: Question) -> Outcome:
    """Two sentences for the asker, of which a conversation may read one."""
    first = Sentence("Payday is the 25th.", (1,))
    if question.venue.kind is VenueKind.PRIVATE:
        return Answer(Reply((first, Sentence("The band is 70 to 90.", (2,))), (OPEN, CLOSED)))
    if question.venue.is_shared:
        return NotFound()
    return Answer(Reply((first,), (OPEN,)), more=True)


@pytest.fixture
def sharing(journey: Journey) -> Journey:
    """A journey whose copilot knows one open and one closed document."""
    journey.copilot.script = by_reader
    journey.titles.known = {one.document: one.title for one in (OPEN, CLOSED)}
    return journey


async def privately(journey: Journey, who: str, where: str) -> Json:
    """A private answer in a conversation, by `/ask`."""
    ts = await journey.command(who, where, "/ask", "When is payday?")
    assert await journey.settled(where, ts) == "answer"
    await journey.drained()
    return (await journey.seen(who, where))[-1]


async def share(journey: Journey, who: str, where: str, answer: Json) -> None:
    body = {"as": who, "channel": where, "ts": answer["ts"], "action_id": SHARE}
    await journey.post("interact", body)
    await journey.drained()


async def public(journey: Journey, who: str, where: str) -> list[Json]:
    return [one for one in await journey.seen(who, where) if not one["ephemeral"]]


async def notes(journey: Journey, who: str, where: str) -> list[str]:
    return [one["text"] for one in await journey.seen(who, where) if one["ephemeral"]]


async def test_the_conversation_gets_its_own_answer_and_the_asker_what_was_left_out(
    sharing: Journey,
) -> None:
    answer = await privately(sharing, "U0DANA", "C0GENERAL")
    await share(sharing, "U0DANA", "C0GENERAL", answer)
    (posted,) = await public(sharing, "U0BEN", "C0GENERAL")
    assert "25th" in posted["text"]
    assert "70 to 90" not in str(posted)
    asked = "*<@U0DANA> asked:* When is payday?"
    assert posted["blocks"][0]["text"]["text"] == asked
    assert posted["text"].startswith(f"{asked}\nPayday")
    assert SHARE not in str(posted["blocks"])
    # Its only source has its menu in the row below, as under every other answer.
    assert not any("accessory" in block for block in posted["blocks"])
    assert posted["blocks"][-1]["elements"][-1]["type"] == "overflow"
    again = sharing.copilot.asked[-1]
    assert (again.asker.identity, again.venue.kind) == ("U0DANA", VenueKind.PUBLIC_CHANNEL)
    assert again.text == "When is payday?"
    *_, told = await notes(sharing, "U0DANA", "C0GENERAL")
    assert told == f"{ENGLISH(wording.SHARED)} {ENGLISH(wording.LEFT_OUT, titles='Pay bands')}"
    assert await notes(sharing, "U0BEN", "C0GENERAL") == []
    # The one note is enough: no second one that there is more to read.
    assert SHOW_PRIVATELY not in str(await sharing.seen("U0DANA", "C0GENERAL"))


async def test_what_was_shown_privately_is_shared_to_the_thread_it_was_asked_in(
    sharing: Journey,
) -> None:
    root = await sharing.say("U0DANA", "C0GENERAL", f"{MENTION}When is payday?")
    assert await sharing.settled("C0GENERAL", root) == "answer"
    await sharing.drained()
    note = next(one for one in await sharing.seen("U0DANA", "C0GENERAL") if one["ephemeral"])
    body = {"as": "U0DANA", "channel": "C0GENERAL", "ts": note["ts"], "action_id": SHOW_PRIVATELY}
    await sharing.post("interact", body)
    await sharing.drained()
    alone = next(one for one in await sharing.seen("U0DANA", "C0GENERAL") if one["ephemeral"])
    assert "70 to 90" in alone["text"]
    await share(sharing, "U0DANA", "C0GENERAL", alone)
    assert [one["thread_ts"] for one in await public(sharing, "U0BEN", "C0GENERAL")] == [root, root]


async def test_the_question_that_is_shared_calls_nobody_and_names_no_channel(
    sharing: Journey,
) -> None:
    written = "<!channel> <@U0BEN> *When* is payday in <#C0PAY|pay-cuts>? " + "Really? " * 100
    await sharing.command("U0DANA", "C0GENERAL", "/ask", written)
    await sharing.drained()
    answer = (await sharing.seen("U0DANA", "C0GENERAL"))[-1]
    share_button = next(
        one
        for block in answer["blocks"]
        if block["type"] == "actions"
        for one in block["elements"]
        if one["action_id"] == SHARE
    )
    assert share_button["confirm"]["text"]["text"] == ENGLISH(SURE_TEXT)
    await share(sharing, "U0DANA", "C0GENERAL", answer)
    (posted,) = await public(sharing, "U0BEN", "C0GENERAL")
    first = posted["blocks"][0]["text"]["text"]
    assert first.startswith("*<@U0DANA> asked:* ∗When∗ is payday in #…? Really?")
    assert first.endswith("…")
    assert len(first) < 350
    for never in ("<!", "<@U0BEN>", "pay-cuts"):
        assert never not in str(posted)


async def test_a_list_of_documents_is_shared_as_a_list(sharing: Journey) -> None:
    ts = await sharing.command("U0DANA", "C0GENERAL", "/find", "payday")
    assert await sharing.settled("C0GENERAL", ts) == "answer"
    await sharing.drained()
    await share(sharing, "U0DANA", "C0GENERAL", (await sharing.seen("U0DANA", "C0GENERAL"))[-1])
    assert [one.wants for one in sharing.copilot.asked] == [Wants.DOCUMENTS] * 2


async def test_a_title_the_asker_may_read_no_more_is_not_named(sharing: Journey) -> None:
    answer = await privately(sharing, "U0DANA", "C0GENERAL")
    sharing.titles.closed_to.add("U0DANA")
    await share(sharing, "U0DANA", "C0GENERAL", answer)
    *_, told = await notes(sharing, "U0DANA", "C0GENERAL")
    assert told == ENGLISH(wording.SHARED)


async def test_that_the_conversation_may_read_nothing_is_told_to_the_asker_alone(
    sharing: Journey,
) -> None:
    answer = await privately(sharing, "U0ANA", "C0ACME")
    await share(sharing, "U0ANA", "C0ACME", answer)
    assert await sharing.seen("U0PRIYA", "C0ACME") == []
    *_, told = await notes(sharing, "U0ANA", "C0ACME")
    assert told.startswith(ENGLISH(wording.NOT_SHARED))
    assert "Pay calendar; Pay bands" in told


async def test_a_channel_that_was_shared_meanwhile_hears_nothing(sharing: Journey) -> None:
    answer = await privately(sharing, "U0ANA", "C0ENG")
    await sharing.fault("channel_shared")
    await until(lambda: heard(sharing, "channel_shared"))
    await share(sharing, "U0ANA", "C0ENG", answer)
    assert await public(sharing, "U0BEN", "C0ENG") == []


async def test_pressing_twice_shares_once(sharing: Journey) -> None:
    answer = await privately(sharing, "U0DANA", "C0GENERAL")
    for _ in range(2):
        await share(sharing, "U0DANA", "C0GENERAL", answer)
    assert len(await public(sharing, "U0BEN", "C0GENERAL")) == 1
    *_, told = await notes(sharing, "U0DANA", "C0GENERAL")
    assert told == ENGLISH(wording.SHARED_ALREADY)


@pytest.mark.parametrize("where", ["C0GENERAL", "thread"])
async def test_a_crash_after_posting_shares_once_and_still_tells_what_was_left_out(
    sharing: Journey, where: str
) -> None:
    answer = await privately(sharing, "U0DANA", "C0GENERAL")
    if where == "thread":
        root = await sharing.say("U0BEN", "C0GENERAL", "Morning!")
        async with sharing.sessions.begin() as session:
            payload = (await sharing.rows())[0].payload | {"thread_ts": root}
            await session.execute(update(DeliveryRow).values(payload=payload))
    await share(sharing, "U0DANA", "C0GENERAL", answer)
    *_, row = await sharing.rows()
    async with sharing.sessions.begin() as session:
        crashed = update(DeliveryRow).where(DeliveryRow.id == row.id)
        await session.execute(crashed.values(state=State.POSTING, outcome=None, posted_ts=None))
    await sharing.bot.inbox.requeue(row.id)
    await sharing.drained()
    assert len(await public(sharing, "U0BEN", "C0GENERAL")) == 1
    assert [one.outcome for one in await sharing.rows()] == ["answer", "shared"]
    told = [one for one in await notes(sharing, "U0DANA", "C0GENERAL") if "Pay bands" in one]
    assert len([one for one in told if one.startswith(ENGLISH(wording.SHARED))]) == 2


async def test_there_is_no_button_where_there_is_no_conversation(sharing: Journey) -> None:
    ts = await sharing.say("U0DANA", "D0DANA", "When is payday?")
    assert await sharing.settled("D0DANA", ts) == "answer"
    ts = await sharing.command("U0DANA", "D0DANA", "/ask", "When is payday?")
    assert await sharing.settled("D0DANA", ts) == "answer"
    await sharing.drained()
    seen = await sharing.seen("U0DANA", "D0DANA")
    assert len([one for one in seen if "25th" in one["text"]]) == 2
    assert SHARE not in str(seen)


@pytest.mark.parametrize("who", ["U0ANA", "U0TOM", "U0PRIYA"])
@pytest.mark.parametrize("button", [SHARE, SHOW_PRIVATELY])
async def test_a_button_works_only_for_whom_its_answer_was_made(
    sharing: Journey, who: str, button: str
) -> None:
    """A value is data that a person could send changed; who is asked for is who pressed."""
    await privately(sharing, "U0DANA", "C0GENERAL")
    (row,) = await sharing.rows()
    asked = len(sharing.copilot.asked)
    assert await press(sharing, who, "C0GENERAL", button, row.request) == 200
    await sharing.drained()
    assert len(sharing.copilot.asked) == asked
    assert await public(sharing, "U0BEN", "C0GENERAL") == []
    # A stranger does not even learn that there is nothing to learn.
    told = button == SHARE and who != "U0PRIYA"
    assert len(sharing.calls("chat.postEphemeral")) == (1 if told else 0)


Change = Callable[[Journey], Any]


async def leaves(journey: Journey) -> None:
    await journey.post("membership", {"as": "U0DANA", "channel": "C0PAY", "member": False})
    await until(lambda: heard(journey, "member_left_channel"))


async def removes_the_app(journey: Journey) -> None:
    await journey.post("membership", {"as": "U0FOOTNOTE", "channel": "C0PAY", "member": False})


async def forgets(journey: Journey) -> None:
    async with journey.sessions.begin() as session:
        await session.execute(update(DeliveryRow).values(payload={}, cited=[]))


@pytest.mark.parametrize("change", [leaves, removes_the_app, forgets])
async def test_what_cannot_be_shared_any_more_is_told_to_the_asker(
    sharing: Journey, change: Change
) -> None:
    await privately(sharing, "U0DANA", "C0PAY")
    (row,) = await sharing.rows()
    await change(sharing)
    assert await press(sharing, "U0DANA", "C0PAY", SHARE, row.request) == 200
    await sharing.drained()
    assert await public(sharing, "U0ELIF", "C0PAY") == []
    assert [one.outcome for one in await sharing.rows()][-1] in {"refused", None}


async def test_a_note_that_lasts_names_no_titles(sharing: Journey) -> None:
    """Whoever left meanwhile is told directly, where the note stays when its sources are gone."""
    await privately(sharing, "U0DANA", "C0PAY")
    (row,) = await sharing.rows()
    gate = sharing.copilot.gate = asyncio.Event()
    sharing.copilot.reached.clear()
    # The address of this click is no good.
    assert await press(sharing, "U0DANA", "C0PAY", SHARE, row.request) == 200
    await sharing.copilot.reached.wait()
    await leaves(sharing)
    gate.set()
    await sharing.drained()
    (told,) = await sharing.seen("U0DANA", "D0DANA")
    assert told["text"] == ENGLISH(wording.SHARED)
    assert "Pay bands" not in str(told)


@pytest.mark.parametrize("who", ["U0DANA", "U0TOM"])
async def test_a_deactivated_person_shares_nothing(sharing: Journey, who: str) -> None:
    await privately(sharing, who, "C0OFFICE")
    (row,) = await sharing.rows()
    await sharing.post("person", {"as": who, "deactivated": True})
    await until(lambda: heard(sharing, "user_change"))
    assert await press(sharing, who, "C0OFFICE", SHARE, row.request) == 200
    await sharing.drained()
    assert [one.outcome for one in await sharing.rows()] == ["answer", "silence"]
    assert len(sharing.copilot.asked) == 1
