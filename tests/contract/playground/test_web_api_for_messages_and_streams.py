"""chat.*, agents.sessions.* and assistant.threads.* through the real AsyncWebClient."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, ManualClock, refusal, section

Json = dict[str, Any]
GENERAL = "C0GENERAL"
FOR_ANA = {"recipient_user_id": "U0ANA", "recipient_team_id": "T0TIDE"}


async def test_a_message_is_posted_changed_and_deleted(
    client: AsyncWebClient, hands: Hands
) -> None:
    posted = await client.chat_postMessage(
        channel=GENERAL,
        text="See <https://x.example/a|a>",
        blocks=[section("<https://x.example/b>")],
    )
    assert posted["message"]["bot_id"] == "B0FOOTNOTE"
    seen = (await hands.seen("U0BEN", GENERAL))[0]
    assert seen["links"] == ["https://x.example/a", "https://x.example/b"]
    assert set(seen) == {"ts", "thread_ts", "user", "text", "blocks", "links", "ephemeral"}

    await client.chat_update(channel=GENERAL, ts=posted["ts"], text="Changed", blocks=[])
    changed = (await hands.seen("U0BEN", GENERAL))[0]
    assert (changed["text"], changed["blocks"]) == ("Changed", [])
    await client.chat_delete(channel=GENERAL, ts=posted["ts"])
    assert await hands.seen("U0BEN", GENERAL) == []


async def test_a_person_as_channel_is_their_direct_conversation(
    client: AsyncWebClient, hands: Hands
) -> None:
    posted = await client.chat_postMessage(channel="U0ANA", text="hello")
    assert posted["channel"] == "D0ANA"
    assert len(await hands.seen("U0ANA", "D0ANA")) == 1


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": "x", "channel": "C0NONE"}, "channel_not_found"),
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
        ({"text": "x", "thread_ts": "1.000001"}, "invalid_thread_ts"),
        ({"text": "x", "blocks": [section("y" * 3001)]}, "invalid_blocks"),
        ({"text": "x", "blocks": [{"type": "bogus"}]}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("y")] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": "no list"}, "invalid_arguments"),
        ({"text": "x", "blocks": {"type": "section"}}, "invalid_blocks_format"),
    ],
)
async def test_a_message_is_refused_with_slacks_word(
    client: AsyncWebClient, arguments: Json, error: str
) -> None:
    call = client.api_call("chat.postMessage", json={"channel": GENERAL, **arguments})
    assert await refusal(call) == error


async def test_refused_blocks_are_explained(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel=GENERAL, text="x", blocks=[section("y" * 3001)])
    assert raised.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text]"
    ]


async def test_only_own_visible_messages_can_be_changed(
    client: AsyncWebClient, hands: Hands
) -> None:
    ts = await hands.say("U0ANA", GENERAL, "mine")
    update = client.chat_update(channel=GENERAL, ts=ts, text="x")
    assert await refusal(update) == "cant_update_message"
    delete = client.chat_delete(channel=GENERAL, ts=ts)
    assert await refusal(delete) == "cant_delete_message"
    whisper = await client.chat_postEphemeral(channel=GENERAL, user="U0ANA", text="x")
    direct = await client.chat_postMessage(channel="U0ANA", text="to Ana")
    update = client.chat_update(channel="U0ANA", ts=direct["ts"], text="y")
    assert await refusal(update) == "channel_not_found"
    assert (await client.chat_update(channel=direct["channel"], ts=direct["ts"], text="y"))["ok"]
    update = client.chat_update(channel=GENERAL, ts=whisper["message_ts"], text="y")
    assert await refusal(update) == "message_not_found"
    own = await client.chat_postMessage(channel=GENERAL, text="x")
    long = client.chat_update(channel=GENERAL, ts=own["ts"], text="y" * 4001)
    assert await refusal(long) == "msg_too_long"


async def test_an_ephemeral_message_is_for_one_member(client: AsyncWebClient, hands: Hands) -> None:
    await client.chat_postEphemeral(channel=GENERAL, user="U0ANA", text="only Ana")
    assert (await hands.seen("U0ANA", GENERAL))[0]["ephemeral"] is True
    assert await hands.seen("U0BEN", GENERAL) == []
    outside = client.chat_postEphemeral(channel=GENERAL, user="U0TOM", text="x")
    assert await refusal(outside) == "user_not_in_channel"


async def test_a_reply_to_a_reply_is_refused(client: AsyncWebClient, hands: Hands) -> None:
    root = await hands.say("U0ANA", GENERAL, "root")
    reply = await client.chat_postMessage(channel=GENERAL, text="x", thread_ts=root)
    deeper = client.chat_postMessage(channel=GENERAL, text="x", thread_ts=reply["ts"])
    assert await refusal(deeper) == "cannot_reply_to_message"
    link = await client.chat_getPermalink(channel=GENERAL, message_ts=reply["ts"])
    assert f"thread_ts={root}" in link["permalink"]


async def test_the_real_stream_helper_streams_text_tasks_and_last_blocks(
    client: AsyncWebClient, hands: Hands
) -> None:
    ts = await hands.say("U0ANA", GENERAL, "<@U0FOOTNOTE> when?")
    stream = await client.chat_stream(
        channel=GENERAL, thread_ts=ts, buffer_size=1, task_display_mode="timeline", **FOR_ANA
    )
    task = {"type": "task_update", "id": "t1", "title": "Searching", "status": "in_progress"}
    await stream.append(chunks=[task])
    await stream.append(chunks=[task | {"status": "complete"}])
    await stream.append(markdown_text="On the ")
    await stream.append(markdown_text="25th.")
    await stream.stop(blocks=[section("[1]", "outcome.answer.r1")])

    message = (await hands.seen("U0ANA", GENERAL))[-1]
    assert message["text"] == "On the 25th."
    kinds = [(block["type"], block.get("status")) for block in message["blocks"]]
    assert kinds == [("task_card", "complete"), ("markdown", None), ("section", None)]


async def test_a_stream_needs_a_thread_and_whom_it_is_for(
    client: AsyncWebClient, hands: Hands
) -> None:
    ts = await hands.say("U0ANA", GENERAL, "question")
    start = client.chat_startStream
    assert await refusal(start(channel=GENERAL, thread_ts="", **FOR_ANA)) == "invalid_thread_ts"
    assert await refusal(start(channel=GENERAL, thread_ts=ts)) == "missing_recipient_team_id"
    team_only = start(channel=GENERAL, thread_ts=ts, recipient_team_id="T0TIDE")
    assert await refusal(team_only) == "missing_recipient_user_id"
    private = await hands.say("U0ANA", "D0ANA", "question")
    assert (await start(channel="D0ANA", thread_ts=private))["ok"]


async def test_a_stream_lives_five_minutes_and_can_be_updated_afterwards(
    client: AsyncWebClient, hands: Hands, clock: ManualClock
) -> None:
    ts = await hands.say("U0ANA", GENERAL, "question")
    stream = await client.chat_startStream(
        channel=GENERAL, thread_ts=ts, markdown_text="a", **FOR_ANA
    )
    place = {"channel": GENERAL, "ts": stream["ts"]}
    clock.time += 299
    await client.chat_appendStream(**place, markdown_text="b")
    assert await refusal(client.chat_update(**place, text="x")) == "streaming_state_conflict"
    clock.time += 1
    for call in (
        client.chat_appendStream(**place, markdown_text="c"),
        client.chat_stopStream(**place),
    ):
        assert await refusal(call) == "message_not_in_streaming_state"
    assert (await client.chat_update(**place, text="the whole answer"))["ok"]


async def test_a_stopped_and_a_dropped_stream_refuse(client: AsyncWebClient, hands: Hands) -> None:
    ts = await hands.say("U0ANA", GENERAL, "question")
    first = await client.chat_startStream(channel=GENERAL, thread_ts=ts, **FOR_ANA)
    await hands.post("stop", as_="U0ANA", channel=GENERAL, thread_ts=ts)
    append = client.chat_appendStream(channel=GENERAL, ts=first["ts"], markdown_text="x")
    assert await refusal(append) == "stopped_by_user"

    await hands.post("fault", name="dropped_stream", on=True)
    second = await client.chat_startStream(channel=GENERAL, thread_ts=ts, **FOR_ANA)
    place = {"channel": GENERAL, "ts": second["ts"]}
    await client.chat_appendStream(**place, markdown_text="x")
    append = client.chat_appendStream(**place, markdown_text="y")
    assert await refusal(append) == "message_not_in_streaming_state"


async def test_chunks_hold_their_limits(client: AsyncWebClient, hands: Hands) -> None:
    ts = await hands.say("U0ANA", GENERAL, "question")
    stream = await client.chat_startStream(channel=GENERAL, thread_ts=ts, **FOR_ANA)
    for chunk in (
        {"type": "bogus"},
        {"type": "task_update", "id": "t", "title": "x" * 257, "status": "complete"},
        {"type": "blocks", "blocks": [section("y" * 3001)]},
    ):
        call = client.chat_appendStream(channel=GENERAL, ts=stream["ts"], chunks=[chunk])
        assert await refusal(call) == "invalid_chunks"


async def test_rate_limited_refuses_three_calls_which_the_real_handler_retries(
    playground: Playground, client: AsyncWebClient, hands: Hands
) -> None:
    await hands.post("fault", name="rate_limited", on=True)
    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel=GENERAL, text="x")
    assert raised.value.response.status_code == 429
    assert raised.value.response.headers["Retry-After"] == "1"
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
    assert (await client.chat_postMessage(channel=GENERAL, text="x"))["ok"]
    assert playground.workspace.faults == set()


async def test_sessions_take_status_and_titles(client: AsyncWebClient, hands: Hands) -> None:
    ts = await hands.say("U0ANA", "D0ANA", "question")
    place = {"channel_id": "D0ANA", "thread_ts": ts}
    assert await refusal(client.agents_sessions_rename(**place, title="t")) == "session_not_found"
    await client.agents_sessions_setStatus(**place, status="processing", title="Payday")
    await client.agents_sessions_rename(**place, title="Payday 2026")
    wrong = client.agents_sessions_setStatus(**place, status="thinking")
    assert await refusal(wrong) == "invalid_arguments"
    elsewhere = {"channel_id": "D0ANA", "thread_ts": "1.000001"}
    lost = client.agents_sessions_setStatus(**elsewhere, status="active")
    assert await refusal(lost) == "invalid_thread_ts"
    prompts = [{"title": "Payday", "message": "When is payday?"}]
    await client.assistant_threads_setSuggestedPrompts(channel_id="D0ANA", prompts=prompts)
    many = client.assistant_threads_setSuggestedPrompts(channel_id="D0ANA", prompts=prompts * 5)
    assert await refusal(many) == "invalid_arguments"
    await client.assistant_threads_setStatus(**place, status="is thinking")
    await client.reactions_add(channel="D0ANA", timestamp=ts, name="eyes")
