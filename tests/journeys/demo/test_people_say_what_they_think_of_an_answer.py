"""Below an answer: it helped or did not, it is asked again, its question is handed to a person."""

from typing import Any

import pytest
from sqlalchemy import select, text

from bot.feedback.tables import FeedbackRow
from bot.language.say import ENGLISH
from bot.views import ids, wording
from bot.views.edited import SAME
from bot.views.feedback import noted
from tests.journeys.demo.living import Hands, until

Json = dict[str, Any]
PAYDAY = "When is payday?"
BANDS = "What is the salary band for a senior engineer?"


async def press(hands: Hands, who: str, where: str, message: Json, action: str) -> Json:
    """What the playground says to the press of a button, or of an option of the menu."""
    request = message["blocks"][0]["block_id"].rsplit(".", 1)[1]
    body = {"as": who, "channel": where, "ts": message["ts"]}
    if action in {ids.HELPFUL, ids.NOT_HELPFUL}:
        body["action_id"] = action
    else:
        body |= {"action_id": ids.ANSWER_MENU, "value": f"{action}.{request}"}
    async with hands.http.post("/control/interact", json=body) as response:
        told: Json = await response.json()
        return told


async def said(hands: Hands, message: Json) -> dict[str, tuple[str, str | None, str | None]]:
    """What is kept of what people said of an answer."""
    request = message["blocks"][0]["block_id"].rsplit(".", 1)[1]
    async with hands.demo.knowledge.sessions() as session:
        rows = await session.scalars(select(FeedbackRow).where(FeedbackRow.request == request))
        return {row.person: (row.verdict, row.reason, row.words) for row in rows}


async def alone(hands: Hands, who: str, where: str) -> list[str]:
    """What only this person was told there."""
    return [one["text"] for one in await hands.seen(who, where) if one["ephemeral"]]


async def view(hands: Hands, who: str) -> Json:
    """The form somebody has open."""
    (open_,) = await hands.get("views", **{"as": who})
    return dict(open_)


async def submit(hands: Hands, who: str, values: Json) -> Json:
    """What the playground says to a form that is sent."""
    view_id = (await view(hands, who))["id"]
    body = {"as": who, "view_id": view_id, "values": values}
    async with hands.http.post("/control/submit", json=body) as response:
        told: Json = await response.json()
        return told


async def asked(hands: Hands, who: str, where: str, question: str) -> Json:
    outcome, answer = await hands.ask(who, where, question)
    assert outcome == "answer"
    assert answer is not None
    return answer


async def test_in_a_channel_everybody_says_it_once_and_may_change_it(hands: Hands) -> None:
    answer = await asked(hands, "U0ANA", "C0GENERAL", PAYDAY)
    for who in ("U0ANA", "U0BEN"):
        await press(hands, who, "C0GENERAL", answer, ids.HELPFUL)
    assert noted(ENGLISH, helpful=True) in await alone(hands, "U0BEN", "C0GENERAL")
    told = await press(hands, "U0BEN", "C0GENERAL", answer, ids.NOT_HELPFUL)
    assert "view_id" in told
    assert (await said(hands, answer))["U0BEN"] == ("not_helpful", None, None)
    words = {"words": {"words": "Payday moved."}, "reason": {"reason": "out_of_date"}}
    assert (await submit(hands, "U0BEN", words))["ok"]
    last = (await view(hands, "U0BEN"))["blocks"][0]["text"]["text"]
    assert last.startswith("Noted: *Not helpful* – It is out of date.")
    assert await said(hands, answer) == {
        "U0ANA": ("helpful", None, None),
        "U0BEN": ("not_helpful", "out_of_date", "Payday moved."),
    }
    await hands.run("U0FINN", "D0FINN", "/footnote", "status")
    assert "It is out of date: 1" in str(await hands.seen("U0FINN", "D0FINN"))


async def test_a_form_without_a_reason_says_what_is_noted_and_one_too_late_that_it_is_not(
    hands: Hands,
) -> None:
    answer = await asked(hands, "U0CHLOE", "D0CHLOE", PAYDAY)
    assert "view_id" in await press(hands, "U0CHLOE", "D0CHLOE", answer, ids.NOT_HELPFUL)
    assert (await submit(hands, "U0CHLOE", {}))["ok"]
    assert noted(ENGLISH, helpful=False) in str(await view(hands, "U0CHLOE"))
    assert (await said(hands, answer))["U0CHLOE"] == ("not_helpful", None, None)
    other = await asked(hands, "U0CHLOE", "D0CHLOE", PAYDAY)
    assert "view_id" in await press(hands, "U0CHLOE", "D0CHLOE", other, ids.NOT_HELPFUL)
    gone = other["blocks"][0]["block_id"].rsplit(".", 1)[1]
    async with hands.demo.knowledge.sessions.begin() as session:
        await session.execute(text("DELETE FROM answer WHERE request = :one"), {"one": gone})
    open_ = await hands.get("views", **{"as": "U0CHLOE"})
    body = {"as": "U0CHLOE", "view_id": open_[-1]["id"], "values": {}}
    await hands.http.post("/control/submit", json=body)
    assert ENGLISH(wording.NOT_YOURS) in str((await hands.get("views", **{"as": "U0CHLOE"}))[-1])


async def test_of_a_private_answer_nobody_else_says_anything(hands: Hands) -> None:
    private = await asked(hands, "U0DANA", "D0DANA", BANDS)
    public = await asked(hands, "U0ANA", "C0GENERAL", PAYDAY)
    # A value that somebody sends changed.
    request = private["blocks"][0]["block_id"].rsplit(".", 1)[1]
    for action, value in ((ids.HELPFUL, request), (ids.ANSWER_MENU, f"{ids.AGAIN}.{request}")):
        _planted(hands, public, action, value)
        body = {"as": "U0ANA", "channel": "C0GENERAL", "ts": public["ts"], "action_id": action}
        before = len(await alone(hands, "U0ANA", "C0GENERAL"))
        await hands.http.post("/control/interact", json={**body, "value": value})

        async def told(seen: int = before) -> bool:
            return len(await alone(hands, "U0ANA", "C0GENERAL")) > seen

        await until(told, 10.0)
        assert (await alone(hands, "U0ANA", "C0GENERAL"))[-1] == ENGLISH(wording.NOT_YOURS)
    assert await said(hands, private) == {}


def _planted(hands: Hands, message: Json, action: str, value: str) -> None:
    """The message as a changed client has it: the button with another answer's id."""
    kept = hands.demo.playground.workspace.messages.find("C0GENERAL", message["ts"])
    assert kept is not None
    for element in kept.blocks[-1]["elements"]:
        if element["action_id"] == action == ids.ANSWER_MENU:
            element["options"][0]["value"] = value
        elif element["action_id"] == action:
            element["value"] = value


async def test_only_who_asked_has_it_asked_again_where_it_was_answered(hands: Hands) -> None:
    answer = await asked(hands, "U0ANA", "C0GENERAL", PAYDAY)
    thread = answer["thread_ts"]

    async def answers() -> int:
        seen = await hands.seen("U0BEN", "C0GENERAL")
        in_thread = [one for one in seen if one.get("thread_ts") == thread]
        return sum(not one["ephemeral"] for one in in_thread)

    before = await answers()
    await press(hands, "U0BEN", "C0GENERAL", answer, ids.AGAIN)
    assert (await alone(hands, "U0BEN", "C0GENERAL"))[-1] == ENGLISH(wording.NOT_YOURS)
    await press(hands, "U0ANA", "C0GENERAL", answer, ids.AGAIN)

    async def twice() -> bool:
        return await answers() == before + 1

    await until(twice, 20.0)
    newest = [one for one in await hands.seen("U0ANA", "C0GENERAL") if not one["ephemeral"]][-1]
    # What was asked again can be asked again, and is the asker's own as well.
    await press(hands, "U0ANA", "C0GENERAL", newest, ids.AGAIN)

    async def thrice() -> bool:
        return await answers() == before + 2

    await until(thrice, 20.0)
    async with hands.demo.knowledge.sessions() as session:
        kinds = await session.scalars(text("SELECT kind FROM delivery ORDER BY received_at DESC"))
        assert list(kinds)[:3] == ["again", "again", "mention"]


@pytest.mark.parametrize("command", [False, True], ids=["thread", "command"])
async def test_what_is_answered_again_as_before_says_so(hands: Hands, command: bool) -> None:
    if command:
        _, first = await hands.run("U0ANA", "C0GENERAL", "/ask", PAYDAY)
    else:
        _, first = await hands.ask("U0ANA", "C0GENERAL", PAYDAY)
    assert first is not None
    assert ENGLISH(SAME) not in str(first)
    before = len(await hands.seen("U0ANA", "C0GENERAL"))
    await press(hands, "U0ANA", "C0GENERAL", first, ids.AGAIN)
    second = await newest(hands, before)
    assert ENGLISH(SAME) in str(second["blocks"])
    assert second["text"].startswith(ENGLISH(SAME))
    # It is the words that are compared, of which the record has none.
    request = second["blocks"][0]["block_id"].rsplit(".", 1)[1]
    async with hands.demo.knowledge.sessions.begin() as session:
        changed = text("UPDATE answer SET digest = 'of other words' WHERE request = :one")
        await session.execute(changed, {"one": request})
    await press(hands, "U0ANA", "C0GENERAL", second, ids.AGAIN)
    assert ENGLISH(SAME) not in str(await newest(hands, before + 1))


async def newest(hands: Hands, before: int) -> Json:
    """What comes after so many messages that Ana sees in #general."""

    async def came() -> bool:
        return len(await hands.seen("U0ANA", "C0GENERAL")) > before

    await until(came, 20.0)
    return dict((await hands.seen("U0ANA", "C0GENERAL"))[-1])


async def test_a_question_goes_to_the_owner_that_was_shown_and_on_the_press_only(
    hands: Hands,
) -> None:
    answer = await asked(hands, "U0ANA", "C0GENERAL", PAYDAY)
    await press(hands, "U0BEN", "C0GENERAL", answer, ids.HELP)
    assert (await alone(hands, "U0BEN", "C0GENERAL"))[-1] == ENGLISH(wording.HELP_GONE)
    told = await press(hands, "U0ANA", "C0GENERAL", answer, ids.HELP)
    assert "view_id" in told
    form = await view(hands, "U0ANA")
    assert form["blocks"][1]["element"]["initial_value"] == PAYDAY
    to = form["private_metadata"].split(" ")[1]
    assert f"<@{to}>" in form["blocks"][0]["text"]["text"]
    where = f"D0{to.removeprefix('U0')}"

    async def passed_on() -> list[str]:
        everything = await hands.get("messages", channel=where, **{"as": to})
        return [one["text"] for one in everything if "<@U0ANA>" in one["text"]]

    before = await passed_on()
    assert (await submit(hands, "U0ANA", {}))["ok"]
    (sent,) = (await passed_on())[len(before) :]
    assert PAYDAY in sent
    # Nothing of the documents: not everybody it goes to may read them.
    assert "Payroll" not in sent
    assert ENGLISH(wording.HELP_SENT, names=f"<@{to}>") in str(await view(hands, "U0ANA"))


async def test_it_goes_to_nobody_that_was_not_shown(hands: Hands) -> None:
    answer = await asked(hands, "U0ANA", "C0GENERAL", PAYDAY)
    await press(hands, "U0ANA", "C0GENERAL", answer, ids.HELP)
    open_ = await hands.get("views", **{"as": "U0ANA"})
    _, kept = hands.demo.playground.workspace.modals.find(open_[-1]["id"]) or ("", {})
    kept["private_metadata"] = f"{kept['private_metadata'].split(' ')[0]} U0BEN"
    posts = sum(one["name"] == "chat.postMessage" for one in hands.payloads())
    body = {"as": "U0ANA", "view_id": kept["id"], "values": {}}
    await hands.http.post("/control/submit", json=body)
    assert ENGLISH(wording.HELP_OTHERS) in str(await hands.get("views", **{"as": "U0ANA"}))
    assert sum(one["name"] == "chat.postMessage" for one in hands.payloads()) == posts


async def test_the_owner_of_all_sources_stands_for_an_answer(hands: Hands) -> None:
    question = "When is payday in December?"
    answer = await asked(hands, "U0ANA", "C0GENERAL", question)
    await press(hands, "U0ANA", "C0GENERAL", answer, ids.VOUCH)
    assert (await alone(hands, "U0ANA", "C0GENERAL"))[-1] == ENGLISH(wording.VOUCH_OWNERS)
    told = await press(hands, "U0SABINE", "C0GENERAL", answer, ids.VOUCH)
    assert "view_id" in told, await alone(hands, "U0SABINE", "C0GENERAL")
    form = await view(hands, "U0SABINE")
    assert question in form["blocks"][1]["text"]["text"]
    assert form["blocks"][2]["element"]["initial_value"] in answer["text"]
    own = "On the 18th. <!here> https://evil.example/x"
    assert (await submit(hands, "U0SABINE", {"words": {"words": own}}))["ok"]
    later = await asked(hands, "U0BEN", "C0GENERAL", "When's payday in December?")
    assert "On the 18th. &lt;!here&gt; evil.example/x" in str(later["blocks"])
    assert "Verified by its owner, <@U0SABINE>, on" in str(later["blocks"])
    # Nothing of it is left for the tests that come after.
    async with hands.demo.knowledge.sessions.begin() as session:
        await session.execute(text("DELETE FROM verified_answer"))


@pytest.mark.parametrize(
    ("who", "where", "offered"),
    [
        ("U0SABINE", "D0SABINE", True),
        ("U0ANA", "D0ANA", False),
        ("U0FINN", "D0FINN", False),
        # Everybody reads the same message there, its owner among them.
        ("U0ANA", "C0GENERAL", True),
    ],
    ids=["owner", "somebody", "administrator", "channel"],
)
async def test_only_the_owner_is_offered_in_private_to_stand_for_an_answer(
    hands: Hands, who: str, where: str, offered: bool
) -> None:
    answer = await asked(hands, who, where, PAYDAY)
    options = answer["blocks"][-1]["elements"][-1]["options"]
    names = [one["value"].partition(".")[0] for one in options]
    assert (ids.VOUCH in names) is offered
    assert ids.AGAIN in names
