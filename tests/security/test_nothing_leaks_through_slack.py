"""What each person sees on their screen, and what goes to Slack, holds nothing closed to them."""

from collections.abc import Collection
from itertools import cycle, islice
from typing import Any

import pytest

from tests.journeys.demo.living import Hands
from tests.security.secrets_of import everything, load_company

COMPANY = load_company()
VENUES = ("C0GENERAL", "C0OFFICE", "C0PAY", "C0SALES", "C0ACME", "C0HERON", "G0LEADS", "C0ENG")
OPENING = {"views.open", "views.push"}
POSTING = {"chat.postMessage", "chat.update", "chat.postEphemeral", "response_url"}


def asker_in(where: str) -> str:
    """The main person of a venue who may read most elsewhere: they have most to give away."""
    members = [who for who in COMPANY.main if who in COMPANY.rules.venues[where]["members"]]
    return max(members, key=lambda who: len(COMPANY.readable(f"D0{who.removeprefix('U0')}", who)))


async def shown_to(hands: Hands, who: str, where: str) -> list[str]:
    """What somebody's screen shows of a conversation that they should not see there."""
    typed = await _typed(hands, who, where)
    seen = [one for one in await hands.seen(who, where) if not _says_their_words(one, typed)]
    alone = [one for one in seen if one["ephemeral"]]
    public = [one for one in seen if not one["ephemeral"]]
    own = COMPANY.readable(f"D0{who.removeprefix('U0')}", who)
    return COMPANY.leaks(everything(alone), own) + COMPANY.leaks(
        everything(public), COMPANY.readable(where, who)
    )


async def _typed(hands: Hands, who: str, where: str) -> Collection[str]:
    """What they typed behind commands there, as their own screen shows it to them."""
    messages = await hands.get("messages", channel=where, **{"as": who})
    own = (str(one["text"]) for one in messages if one["user"] == who and one["ephemeral"])
    return {" ".join(text.partition(" ")[2].split()) for text in own}


def _says_their_words(message: dict[str, Any], typed: Collection[str]) -> bool:
    """Whether a message for one person says what they typed behind a command, and no more."""
    said = str(message["text"])
    blocks = [[one["type"], *one.get("elements", ())] for one in message["blocks"]]
    alone = blocks == [["context", {"type": "mrkdwn", "text": said, "verbatim": True}]]
    return bool(message["ephemeral"]) and alone and said.removeprefix("You asked: ") in typed


async def leaked(hands: Hands) -> dict[tuple[str, str], list[str]]:
    """Every leak on every main person's screen."""
    found = {}
    for who in COMPANY.main:
        for where in await hands.conversations(who):
            if leaks := await shown_to(hands, who, where):
                found[who, where] = leaks
    return found


@pytest.mark.parametrize("path", COMPANY.restricted())
async def test_a_closed_document_shows_on_no_screen(hands: Hands, path: str) -> None:
    page = COMPANY.pages[path]
    text = COMPANY.question_for(path)
    place = COMPANY.restricted().index(path)
    closed = [
        (asker_in(where), where)
        for where in VENUES
        if not COMPANY.rules.readable_in(where, asker_in(where), page)
    ]
    for who, where in islice(cycle(closed), place, place + 2):
        _, message = await hands.ask(who, where, text)
        assert COMPANY.leaks(everything([message or {}]), COMPANY.readable(where, who)) == []
    outsiders = [
        who
        for who in COMPANY.main
        if not COMPANY.rules.may_read(page, COMPANY.rules.words_of(who)) and who != "U0PRIYA"
    ]
    if outsiders:
        who = outsiders[place % len(outsiders)]
        where = next(id_ for id_, v in COMPANY.rules.venues.items() if who in v["members"])
        own = COMPANY.readable(f"D0{who.removeprefix('U0')}", who)
        direct = await hands.ask(who, f"D0{who.removeprefix('U0')}", text)
        command = await hands.run(who, where, ("/ask", "/find")[place % 2], text)
        shown = [message or {} for _, message in (direct, command)]
        assert COMPANY.leaks(everything(shown), own) == []


@pytest.mark.parametrize("command", ["/ask", "/find"])
async def test_a_private_reply_in_a_channel_is_seen_by_its_asker_alone(
    hands: Hands, command: str
) -> None:
    path = "people/salary-bands-engineering.md"
    title = str(COMPANY.pages[path].matter["title"])
    outcome, message = await hands.run("U0DANA", "C0GENERAL", command, f"{title} senior engineer")
    assert outcome in {"answer", "documents"}
    assert message is not None
    assert message["ephemeral"]
    assert path in everything([message])
    for who in set(COMPANY.main) - {"U0DANA"}:
        if "C0GENERAL" in await hands.conversations(who):
            assert await shown_to(hands, who, "C0GENERAL") == []


async def test_the_note_that_there_is_more_says_nothing_of_it(hands: Hands) -> None:
    before = len(await hands.seen("U0DANA", "C0GENERAL"))
    await hands.ask("U0DANA", "C0GENERAL", "What is the salary band for a senior engineer?")
    new = (await hands.seen("U0DANA", "C0GENERAL"))[before:]
    assert COMPANY.leaks(everything(new), COMPANY.readable("C0GENERAL", "U0DANA")) == []


async def test_somebody_without_access_reads_what_they_read_of_nothing(hands: Hands) -> None:
    """Not found and not allowed are the same message, but for its time and request."""
    replies = []
    for question in ("When does Project Heron close?", "When does Project Halibut close?"):
        outcome, message = await hands.ask("U0TOM", "D0TOM", question)
        assert outcome == "not_found"
        assert message is not None
        blocks = [{k: v for k, v in one.items() if k != "block_id"} for one in message["blocks"]]
        replies.append((message["text"], blocks))
    assert replies[0] == replies[1]


def shown_a_view(hands: Hands, call: dict[str, Any]) -> Collection[str]:
    """What the one person may read for whom a modal is opened; nothing where there is none."""
    trigger = hands.demo.playground.workspace.tickets.find_trigger(
        str(call["request"].get("trigger_id"))
    )
    if call["name"] not in OPENING or trigger is None:
        return frozenset()
    return COMPANY.readable(f"D0{trigger.person.removeprefix('U0')}", trigger.person)


async def test_nothing_but_replies_carries_words_of_documents_to_slack(hands: Hands) -> None:
    await hands.ask("U0ELIF", "D0ELIF", "What cash runway did the board minutes record?")
    sent = [one for one in hands.payloads() if one["direction"] == "to_slack"]
    assert sent
    for one in sent:
        text = everything([{"request": one["request"]}])
        if one["name"] in POSTING or "response_url" in one["name"]:
            where = str(one["channel"])
            if where in COMPANY.rules.venues and one["name"] == "chat.postMessage":
                assert COMPANY.leaks(text, COMPANY.readable(where, "U0FINN")) == []
        else:
            assert COMPANY.leaks(text, shown_a_view(hands, one)) == [], one["name"]


async def test_no_screen_shows_anything_closed_after_all_that(hands: Hands) -> None:
    """The last test of this file: it looks at whatever was asked before it."""
    assert await leaked(hands) == {}
