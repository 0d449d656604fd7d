"""The control routes: what each person sees, when a question is settled, and who may ask."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.company import load_company
from bot.playground.faults import Fault
from bot.playground.rules import Rules
from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, RealBot, section
from tests.contract.playground.small_company import small_company

Json = dict[str, Any]
MANIFEST = Path(__file__).parents[3] / "infra" / "slack" / "manifest.json"
DEMO = Path(__file__).parents[3] / "infra" / "demo" / "company.yaml"


async def test_people_and_conversations_have_the_fixed_shapes(hands: Hands) -> None:
    people = await hands.get("people")
    assert people[0] == {"id": "U0ANA", "name": "Ana Ruiz", "role": "engineer"}
    conversations = await hands.get("conversations")
    assert conversations[2] == {
        "id": "C0PAY",
        "name": "people-and-pay",
        "kind": "private",
        "members": ["U0DANA", "U0ELIF", "U0FOOTNOTE"],
    }
    kinds = {one["kind"] for one in conversations}
    assert kinds == {"public", "private", "shared", "group"}


@pytest.mark.parametrize(
    ("who", "conversations"),
    [
        ("U0ANA", ["D0ANA", "C0GENERAL", "C0ENG", "C0ACME", "C0QUIET", "C0OPEN"]),
        ("U0DANA", ["D0DANA", "C0GENERAL", "C0ENG", "C0PAY", "G0LEADS", "C0OPEN"]),
        ("U0TOM", ["D0TOM"]),
        ("U0PRIYA", ["D0PRIYA", "C0ACME"]),
    ],
)
async def test_a_person_sees_what_they_are_in_and_full_members_public_channels(
    hands: Hands, who: str, conversations: list[str]
) -> None:
    state = await hands.get("state", as_=who)
    assert [one["id"] for one in state["conversations"]] == conversations
    assert (state["person"]["id"], state["bot"]["id"]) == (who, "U0FOOTNOTE")
    assert [one["command"] for one in state["commands"]] == ["/ask", "/find", "/footnote"]


async def test_what_came_after_a_message_can_be_asked_for(hands: Hands) -> None:
    first, second = [await hands.say("U0ANA", "C0GENERAL", text) for text in ("one", "two")]
    later = await hands.get("messages", as_="U0ANA", channel="C0GENERAL", after=first)
    assert [one["ts"] for one in later] == [second]


async def test_the_demo_company_has_sixty_people_and_can_be_played(hands: Hands) -> None:
    if not DEMO.exists():
        pytest.skip("the demo company is not in this checkout")
    company = load_company(DEMO)
    inside = [person for person in company.people if person.team is None and not person.guest]
    assert len(company.people) == 60
    assert len([person for person in company.people if person.main]) == 8
    async with Playground(company) as playground, ClientSession(playground.url) as session:
        state = await Hands(session).get("state", as_="U0TOM")
        assert [one["name"] for one in state["conversations"]] == ["Footnote", "office"]
        assert len(state["prompts"]) == 3
    assert len(inside) == 58


async def test_the_apps_manifest_decides_commands_and_events() -> None:
    if not MANIFEST.exists():
        pytest.skip("the manifest is not in this checkout")
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    async with (
        Playground(small_company(), rules=Rules(manifest=manifest)) as playground,
        ClientSession(playground.url) as session,
    ):
        own = Hands(session)
        commands = (await own.get("state", as_="U0ANA"))["commands"]
        assert [one["command"] for one in commands] == ["/ask", "/find", "/footnote"]
        ts = await own.say("U0ANA", "C0GENERAL", "no mention")
        assert await own.settled("C0GENERAL", ts) == {"outcome": "silence", "ts": None}
        client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        assert (await client.chat_postMessage(channel="C0GENERAL", text="x"))["ok"]


async def test_whoever_is_not_in_a_conversation_cannot_read_or_write_there(hands: Hands) -> None:
    hidden = await hands.post("message", as_="U0ANA", channel="C0PAY", text="hello")
    assert hidden["error"].startswith("Ana Ruiz cannot see a conversation 'C0PAY'.")
    outside = await hands.post("message", as_="U0DANA", channel="C0ENG", text="hello")
    assert outside["error"].startswith("Dana Weiss is not a member of #engineering")
    assert (await hands.get("messages", as_="U0TOM", channel="C0GENERAL"))["ok"] is False
    assert (await hands.get("messages", as_="U0ANA", channel="D0BEN"))["ok"] is False
    assert await hands.seen("U0DANA", "C0ENG") == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"as": "U0ANA", "channel": "C0GENERAL"}, "text: Field required"),
        ({"as": "U0ANA", "channel": "C0GENERAL", "text": " "}, "An empty message"),
        ({"as": "U0ANA", "channel": "C0GENERAL", "text": "x" * 40_001}, "A message has at most"),
        ({"as": "U0WHO", "channel": "C0GENERAL", "text": "x"}, "Nobody has the id"),
        ({"as": "U0GONE", "channel": "D0GONE", "text": "x"}, "Gil Oneto is deactivated"),
        ({"as": "U0ANA", "channel": "C0GENERAL", "text": "x", "mood": 1}, "mood: Extra inputs"),
    ],
)
async def test_a_bad_body_is_refused_in_a_sentence(hands: Hands, body: Json, sentence: str) -> None:
    async with hands.session.post("/control/message", json=body) as response:
        answer = await response.json()
        assert response.status in (400, 404)
    assert answer["ok"] is False
    assert answer["error"].startswith(sentence)


async def test_a_question_settles_with_the_outcome_in_its_thread(
    bot: RealBot, hands: Hands
) -> None:
    @bot.app.event("app_mention")
    async def handle(event: Json, client: Any) -> None:
        place = {"channel": event["channel"], "thread_ts": event["ts"]}
        notice = await client.chat_postMessage(**place, text="Looking")
        blocks = [section("No.", f"outcome.not_found.{event['ts']}")]
        await client.chat_update(
            channel=event["channel"], ts=notice["ts"], text="No.", blocks=blocks
        )

    first = await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> one")
    second = await hands.say("U0BEN", "C0GENERAL", "<@U0FOOTNOTE> two")
    outcomes = [await hands.settled("C0GENERAL", ts) for ts in (second, first)]
    assert [one["outcome"] for one in outcomes] == ["not_found", "not_found"]
    roots = {one["ts"]: one["thread_ts"] for one in await hands.seen("U0ANA", "C0GENERAL")}
    assert [roots[one["ts"]] for one in outcomes] == [second, first]


async def test_a_private_refusal_is_the_outcome_of_its_asker(bot: RealBot, hands: Hands) -> None:
    @bot.app.event("app_mention")
    async def handle(event: Json, client: Any) -> None:
        await client.chat_postEphemeral(
            channel=event["channel"],
            user=event["user"],
            text="Only you",
            blocks=[section("Only you", "outcome.notice.r1")],
        )

    ts = await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> one")
    assert (await hands.settled("C0GENERAL", ts))["outcome"] == "notice"


async def test_a_bot_that_shows_nothing_is_silent_and_one_that_only_works_has_no_outcome(
    bot: RealBot, hands: Hands
) -> None:
    @bot.app.event("app_mention")
    async def handle(event: Json, client: Any) -> None:
        if "work" in event["text"]:
            place = {"channel_id": event["channel"], "thread_ts": event["ts"]}
            await client.agents_sessions_setStatus(**place, status="processing")

    quiet = await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> hush")
    assert await hands.settled("C0GENERAL", quiet) == {"outcome": "silence", "ts": None}
    busy = await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> work")
    assert await hands.settled("C0GENERAL", busy) == {"outcome": "none", "ts": None}
    assert (await hands.get("settled", channel="C0GENERAL", ts="1.0"))["ok"] is False


async def test_events_reach_only_those_who_may_know(hands: Hands) -> None:
    async with _listening(hands, "U0ANA") as ana, _listening(hands, "U0DANA") as dana:
        await hands.say("U0DANA", "C0PAY", "private")
        await hands.say("U0DANA", "C0GENERAL", "public")
        assert (await _next(ana))["message"]["text"] == "public"
        assert (await _next(dana))["message"]["text"] == "private"


async def test_only_its_reader_hears_of_an_ephemeral_message(
    client: AsyncWebClient, hands: Hands
) -> None:
    async with _listening(hands, "U0ANA") as ana, _listening(hands, "U0BEN") as ben:
        await client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="only Ana")
        await client.chat_postMessage(channel="C0GENERAL", text="everybody")
        assert (await _next(ana))["message"]["text"] == "only Ana"
        texts = [(await _next(ben)) for _ in range(3)]
    heard = [one["message"]["text"] for one in texts if one["type"] == "message"]
    assert heard == ["everybody"]


async def test_a_page_that_reconnects_gets_what_it_missed_or_a_reset(hands: Hands) -> None:
    async with _listening(hands, "U0ANA") as stream:
        await hands.say("U0ANA", "C0GENERAL", "one")
        last = await _next_id(stream)
    await hands.say("U0ANA", "C0GENERAL", "two")
    async with _listening(hands, "U0ANA", str(last)) as stream:
        assert (await _next(stream))["message"]["text"] == "two"
    async with _listening(hands, "U0ANA", "99999") as stream:
        assert (await _next(stream))["type"] == "reset"


async def test_the_payload_log_shows_both_sides_and_what_was_refused(
    bot: RealBot, hands: Hands
) -> None:
    @bot.app.event("app_mention")
    async def handle(event: Json, client: Any) -> None:
        blocks = [section("x" * 3001)]
        await client.chat_postMessage(channel=event["channel"], text="x", blocks=blocks)

    @bot.app.error
    async def ignore(error: Exception) -> None:
        bot.bell.ring()

    await hands.say("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> hi")
    await bot.event("app_mention")
    async with asyncio.timeout(5):
        while len(log := await hands.get("payloads", channel="C0GENERAL")) < 2:
            pass
    by_name = {one["name"]: one for one in log}
    assert by_name["app_mention"]["direction"] == "to_bot"
    assert by_name["app_mention"]["verdict"] == "ok"
    assert by_name["chat.postMessage"]["verdict"].startswith("invalid_blocks: [ERROR] must be less")
    after = str(log[0]["id"])
    assert len(await hands.get("payloads", channel="C0GENERAL", after=after)) == 1


async def test_a_fault_of_the_demo_is_switched_like_the_others(hands: Hands) -> None:
    turned = []

    async def switch(on: bool) -> None:
        turned.append(on)

    revoked = Fault("document_revoked", "Document revoked", "A document is taken away.", switch)
    async with (
        Playground(small_company(), faults=[revoked]) as playground,
        ClientSession(playground.url) as session,
    ):
        own = Hands(session)
        for on in (True, True, False):
            await own.post("fault", name="document_revoked", on=on)
        names = [one["name"] for one in await own.get("faults")]
    assert turned == [True, False]
    assert names == [
        "slow_ack",
        "redelivery",
        "twin_events",
        "rate_limited",
        "dropped_stream",
        "expired_trigger",
        "guest_joins",
        "channel_shared",
        "leaves_group",
        "document_revoked",
    ]
    unknown = await hands.post("fault", name="nothing", on=True)
    assert unknown["error"].startswith("There is no fault 'nothing'")


async def test_reset_goes_back_to_the_seed(hands: Hands) -> None:
    await hands.say("U0ANA", "C0GENERAL", "hello")
    await hands.post("membership", as_="U0TOM", channel="C0GENERAL", member=True)
    assert await hands.post("reset") == {"ok": True}
    assert await hands.seen("U0ANA", "C0GENERAL") == []
    assert (await hands.get("messages", as_="U0TOM", channel="C0GENERAL"))["ok"] is False


def _listening(hands: Hands, who: str, last: str | None = None) -> Any:
    headers = {} if last is None else {"Last-Event-ID": last}
    return hands.session.get("/control/events", params={"as": who}, headers=headers)


async def _lines(stream: Any, prefix: bytes) -> bytes:
    async with asyncio.timeout(5):
        while True:
            line: bytes = await stream.content.readline()
            if line.startswith(prefix):
                return line.removeprefix(prefix).strip()


async def _next(stream: Any) -> Json:
    event: Json = json.loads(await _lines(stream, b"data: "))
    return event


async def _next_id(stream: Any) -> int:
    return int(await _lines(stream, b"id: "))
