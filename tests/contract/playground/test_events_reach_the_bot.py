"""What people do reaches the real slack-bolt app as the events Slack sends."""

import pytest

from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, RealBot


async def test_a_mention_arrives_signed_as_app_mention_with_its_envelope(
    bot: RealBot, hands: Hands
) -> None:
    @bot.app.event("app_mention")
    async def handle() -> None: ...

    ts = await hands.say("U0ANA", "C0GENERAL", "@Footnote When is payday?")
    event = await bot.event("app_mention")

    assert event["text"] == "<@U0FOOTNOTE> When is payday?"
    assert (event["user"], event["channel"], event["ts"]) == ("U0ANA", "C0GENERAL", ts)
    envelope = bot.heard[0]
    assert envelope["event_id"].startswith("Ev0")
    assert envelope["event_context"]
    assert envelope["is_ext_shared_channel"] is False
    assert envelope["authorizations"][0]["user_id"] == "U0FOOTNOTE"


async def test_a_bot_with_another_signing_secret_refuses_every_delivery(
    bot: RealBot, hands: Hands, playground: Playground
) -> None:
    playground._http._secret = "another secret"
    await hands.say("U0ANA", "D0ANA", "hello")
    await bot.until(lambda: len(bot.heard) == 4)

    payloads = await hands.get("payloads", channel="D0ANA")
    assert {one["status"] for one in payloads if one["direction"] == "to_bot"} == {401}


async def test_words_without_a_mention_stay_in_the_channel(bot: RealBot, hands: Hands) -> None:
    ts = await hands.say("U0ANA", "C0GENERAL", "Lunch?")
    assert await hands.settled("C0GENERAL", ts) == {"outcome": "silence", "ts": None}
    assert bot.heard == []


@pytest.mark.parametrize("channel", ["C0QUIET", "C0OPEN"])
async def test_a_mention_where_the_bot_is_no_member_is_not_delivered(
    bot: RealBot, hands: Hands, channel: str
) -> None:
    ts = await hands.say("U0ANA", channel, "<@U0FOOTNOTE> hello")
    assert (await hands.settled(channel, ts))["outcome"] == "silence"
    assert bot.heard == []


async def test_a_direct_message_arrives_as_message_of_an_im(bot: RealBot, hands: Hands) -> None:
    @bot.app.event("message")
    async def handle() -> None: ...

    root = await hands.say("U0ANA", "D0ANA", "When is payday?")
    event = await bot.event("message")
    assert (event["channel_type"], event["channel"]) == ("im", "D0ANA")

    await hands.say("U0ANA", "D0ANA", "And bonuses?", thread_ts=root)
    await bot.until(lambda: len(bot.events("message")) == 2)
    reply = bot.events("message")[1]
    assert (reply["thread_ts"], reply["parent_user_id"]) == (root, "U0ANA")


async def test_a_mention_in_a_group_conversation_is_an_app_mention(
    bot: RealBot, hands: Hands
) -> None:
    @bot.app.event("app_mention")
    async def handle() -> None: ...

    await hands.say("U0BEN", "G0LEADS", "<@U0FOOTNOTE> hello")
    assert (await bot.event("app_mention"))["channel"] == "G0LEADS"


async def test_a_partner_in_a_shared_channel_is_seen_to_be_of_another_team(
    bot: RealBot, hands: Hands
) -> None:
    contexts = []

    @bot.app.event("app_mention")
    async def handle(context: dict[str, str]) -> None:
        contexts.append((context["team_id"], context["actor_team_id"], context["actor_user_id"]))
        bot.bell.ring()

    await hands.say("U0PRIYA", "C0ACME", "<@U0FOOTNOTE> hello")
    event = await bot.event("app_mention")
    await bot.until(lambda: bool(contexts))
    assert bot.heard[0]["is_ext_shared_channel"] is True
    assert event["user_team"] == "T0ACME"
    assert contexts == [("T0TIDE", "T0ACME", "U0PRIYA")]


async def test_edits_and_deletions_in_a_direct_conversation_are_told(
    bot: RealBot, hands: Hands
) -> None:
    @bot.app.event("message")
    async def handle() -> None: ...

    ts = await hands.say("U0ANA", "D0ANA", "Wen is payday?")
    await hands.post("edit", as_="U0ANA", channel="D0ANA", ts=ts, text="When is payday?")
    await hands.post("delete", as_="U0ANA", channel="D0ANA", ts=ts)
    await bot.until(lambda: len(bot.events("message")) == 3)
    by_kind = {event.get("subtype"): event for event in bot.events("message")}
    assert by_kind["message_changed"]["message"]["text"] == "When is payday?"
    assert by_kind["message_changed"]["previous_message"]["text"] == "Wen is payday?"
    assert by_kind["message_deleted"]["deleted_ts"] == ts
    assert await hands.seen("U0ANA", "D0ANA") == []


async def test_opening_a_tab_of_the_app_is_told(bot: RealBot, hands: Hands) -> None:
    @bot.app.event("app_home_opened")
    async def handle() -> None: ...

    await hands.post("home", as_="U0ANA", tab="messages")
    event = await bot.event("app_home_opened")
    assert (event["tab"], event["channel"], event["user"]) == ("messages", "D0ANA", "U0ANA")


async def test_joins_and_leaves_are_told_while_the_bot_is_there(bot: RealBot, hands: Hands) -> None:
    for kind in ("member_joined_channel", "member_left_channel"):
        bot.app.event(kind)(_nothing)

    await hands.post("membership", as_="U0TOM", channel="C0GENERAL", member=True)
    assert (await bot.event("member_joined_channel"))["user"] == "U0TOM"
    await hands.post("membership", as_="U0TOM", channel="C0GENERAL", member=False)
    assert (await bot.event("member_left_channel"))["channel"] == "C0GENERAL"
    await hands.post("membership", as_="U0TOM", channel="C0QUIET", member=True)
    await hands.post("membership", as_="U0FOOTNOTE", channel="C0QUIET", member=True)
    await bot.until(lambda: len(bot.events("member_joined_channel")) == 2)
    assert bot.events("member_joined_channel")[1]["user"] == "U0FOOTNOTE"


async def test_changes_of_people_and_groups_are_told(bot: RealBot, hands: Hands) -> None:
    for kind in ("user_change", "subteam_members_changed", "subteam_updated"):
        bot.app.event(kind)(_nothing)

    await hands.post("person", as_="U0BEN", deactivated=True)
    assert (await bot.event("user_change"))["user"]["deleted"] is True
    await hands.post("group", handle="people-team", members=["U0ELIF", "U0FINN"])
    changed = await bot.event("subteam_members_changed")
    assert (changed["added_users"], changed["removed_users"]) == (["U0FINN"], ["U0DANA"])
    assert (await bot.event("subteam_updated"))["subteam"]["users"] == ["U0ELIF", "U0FINN"]


async def test_the_directory_faults_are_told_both_ways(bot: RealBot, hands: Hands) -> None:
    kinds = ("member_joined_channel", "member_left_channel", "channel_shared", "channel_unshared")
    for kind in (*kinds, "subteam_members_changed", "subteam_updated"):
        bot.app.event(kind)(_nothing)

    for name in ("guest_joins", "channel_shared", "leaves_group"):
        assert await hands.post("fault", name=name, on=True) == {"ok": True}
    assert (await bot.event("member_joined_channel"))["user"] == "U0TOM"
    assert (await bot.event("channel_shared"))["connected_team_id"] == "T0ACME"
    assert (await bot.event("subteam_members_changed"))["removed_users"] == ["U0DANA"]
    shared = (await bot.client.conversations_info(channel="C0ENG"))["channel"]
    assert shared["is_ext_shared"] is True

    await hands.post("reset")
    await bot.event("member_left_channel")
    await bot.event("channel_unshared")
    assert not any(fault["on"] for fault in await hands.get("faults"))


async def test_stop_makes_streams_refuse_and_tells_the_bot(bot: RealBot, hands: Hands) -> None:
    bot.app.event("agent_session_stopped")(_nothing)
    ts = await hands.say("U0ANA", "C0GENERAL", "A question")
    stream = await bot.client.chat_startStream(
        channel="C0GENERAL",
        thread_ts=ts,
        recipient_user_id="U0ANA",
        recipient_team_id="T0TIDE",
        markdown_text="Pay",
    )
    await hands.post("stop", as_="U0ANA", channel="C0GENERAL", thread_ts=ts)
    event = await bot.event("agent_session_stopped")
    assert event["streaming_message_ts"] == [stream["ts"]]
    answer = await bot.client.api_call(
        "chat.stopStream", json={"channel": "C0GENERAL", "ts": stream["ts"]}
    )
    assert answer["ok"]


async def _nothing() -> None: ...
