"""users.*, usergroups.* and conversations.* through the real AsyncWebClient."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.rules import Rules
from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, refusal
from tests.contract.playground.small_company import small_company


async def test_auth_test_names_the_bot_and_its_team(client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == (
        "U0FOOTNOTE",
        "B0FOOTNOTE",
        "T0TIDE",
    )


@pytest.mark.parametrize(
    ("user", "flags"),
    [
        ("U0ANA", {}),
        ("U0FINN", {"is_admin": True}),
        ("U0ELIF", {"is_admin": True, "is_owner": True}),
        ("U0TOM", {"is_restricted": True}),
        ("U0PRIYA", {"is_stranger": True, "team_id": "T0ACME", "is_email_confirmed": False}),
        ("U0GONE", {"deleted": True}),
        ("U0FOOTNOTE", {"is_bot": True}),
    ],
)
async def test_users_info_tells_what_somebody_is(
    client: AsyncWebClient, user: str, flags: dict[str, object]
) -> None:
    plain = {
        "team_id": "T0TIDE",
        "deleted": False,
        "is_bot": False,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_stranger": False,
    }
    found = (await client.users_info(user=user))["user"]
    assert {name: found[name] for name in {**plain, **flags}} == {**plain, **flags}


async def test_users_info_has_address_locale_and_time_zone(client: AsyncWebClient) -> None:
    found = (await client.users_info(user="U0ANA", include_locale=True))["user"]
    assert found["profile"]["email"] == "ana@tidewater.example"
    assert (found["locale"], found["tz"]) == ("en-US", "Europe/Berlin")
    assert "locale" not in (await client.users_info(user="U0ANA"))["user"]
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"


async def test_lists_come_in_pages(client: AsyncWebClient) -> None:
    people: list[str] = []
    async for page in await client.users_list(limit=4):
        people += [member["id"] for member in page["members"]]
    assert len(people) == len(set(people)) == 9
    members: list[str] = []
    async for page in await client.conversations_members(channel="C0GENERAL", limit=2):
        members += page["members"]
    assert members == ["U0ANA", "U0BEN", "U0DANA", "U0ELIF", "U0FOOTNOTE"]


async def test_user_groups_come_with_their_members(client: AsyncWebClient) -> None:
    groups = (await client.usergroups_list(include_users=True))["usergroups"]
    assert {one["handle"]: one["users"] for one in groups} == {
        "people-team": ["U0DANA", "U0ELIF"],
        "engineering": ["U0ANA"],
    }
    assert "users" not in (await client.usergroups_list())["usergroups"][0]
    members = await client.usergroups_users_list(usergroup="S0PEOPLE")
    assert members["users"] == ["U0DANA", "U0ELIF"]
    assert await refusal(client.usergroups_users_list(usergroup="S0NONE")) == "no_such_subteam"


@pytest.mark.parametrize(
    ("channel", "kind"),
    [
        ("C0GENERAL", "is_channel"),
        ("C0PAY", "is_private"),
        ("C0ACME", "is_ext_shared"),
        ("G0LEADS", "is_mpim"),
        ("D0ANA", "is_im"),
    ],
)
async def test_conversations_info_tells_the_kind(
    client: AsyncWebClient, channel: str, kind: str
) -> None:
    found = (await client.conversations_info(channel=channel))["channel"]
    assert found[kind] is True
    assert found["is_ext_shared"] is (channel == "C0ACME")


async def test_a_private_channel_without_the_bot_does_not_exist_for_it(
    client: AsyncWebClient,
) -> None:
    for call in (client.conversations_info, client.conversations_members):
        assert await refusal(call(channel="C0QUIET")) == "channel_not_found"
    post = client.chat_postMessage(channel="C0QUIET", text="x")
    assert await refusal(post) == "channel_not_found"
    assert await refusal(client.chat_postMessage(channel="C0OPEN", text="x")) == "not_in_channel"
    history = client.conversations_history(channel="C0OPEN")
    assert await refusal(history) == "not_in_channel"


async def test_lists_of_conversations_follow_types_and_membership(client: AsyncWebClient) -> None:
    types = "public_channel,private_channel,mpim,im"
    listed = (await client.conversations_list(types=types, limit=100))["channels"]
    names = {one["id"] for one in listed}
    assert {"C0GENERAL", "C0PAY", "C0ACME", "G0LEADS", "D0ANA", "C0OPEN"} <= names
    assert "C0QUIET" not in names
    public = (await client.conversations_list())["channels"]
    assert {one["id"] for one in public} == {"C0GENERAL", "C0ENG", "C0ACME", "C0OPEN"}
    own = (await client.users_conversations(types="private_channel"))["channels"]
    assert [one["id"] for one in own] == ["C0PAY"]
    anas = (await client.users_conversations(user="U0ANA", types="public_channel"))["channels"]
    assert {one["id"] for one in anas} == {"C0GENERAL", "C0ENG", "C0ACME"}


async def test_threads_and_history_leave_out_what_one_person_sees(
    client: AsyncWebClient, hands: Hands
) -> None:
    root = await hands.say("U0ANA", "C0GENERAL", "first")
    await hands.say("U0BEN", "C0GENERAL", "reply", thread_ts=root)
    await client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="secret")
    await hands.say("U0BEN", "C0GENERAL", "second")
    history = (await client.conversations_history(channel="C0GENERAL"))["messages"]
    assert [one["text"] for one in history] == ["second", "first"]
    assert history[1]["reply_count"] == 1
    thread = (await client.conversations_replies(channel="C0GENERAL", ts=root))["messages"]
    assert [one["text"] for one in thread] == ["first", "reply"]
    assert thread[1]["parent_user_id"] == "U0ANA"
    missing = client.conversations_replies(channel="C0GENERAL", ts="1.000001")
    assert await refusal(missing) == "thread_not_found"


async def test_conversations_open_finds_the_direct_conversation(client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users=["U0ANA"])
    assert opened["channel"]["id"] == "D0ANA"
    group = await client.conversations_open(users="U0BEN,U0DANA,U0ELIF")
    assert group["channel"]["id"] == "G0LEADS"
    assert await refusal(client.conversations_open(users="U0NOBODY")) == "user_not_found"


async def test_the_manifests_scopes_are_enforced() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["users:read", "channels:read"]}}}
    async with Playground(small_company(), rules=Rules(manifest=manifest)) as playground:
        client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        found = (await client.users_info(user="U0ANA"))["user"]
        assert "email" not in found["profile"]
        assert (await client.conversations_info(channel="C0GENERAL"))["ok"]
        for call in (
            client.conversations_info(channel="C0PAY"),
            client.conversations_replies(channel="C0GENERAL", ts="1.0"),
            client.chat_postMessage(channel="C0GENERAL", text="x"),
            client.usergroups_list(),
            client.conversations_list(types="im"),
        ):
            assert await refusal(call) == "missing_scope"


async def test_tokens_are_told_apart(playground: Playground) -> None:
    stranger = AsyncWebClient(token="xoxb-other", base_url=playground.api_url)
    assert await refusal(stranger.auth_test()) == "invalid_auth"
    nobody = AsyncWebClient(base_url=playground.api_url)
    assert await refusal(nobody.auth_test()) == "not_authed"
    bot = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
    own = bot.apps_connections_open(app_token=playground.bot_token)
    assert await refusal(own) == "not_allowed_token_type"
    assert await refusal(bot.api_call("chat.meMessage")) == "unknown_method"


@pytest.mark.parametrize("form", ["params", "data", "json"])
async def test_arguments_are_taken_from_query_form_and_json(
    client: AsyncWebClient, form: str
) -> None:
    answer = await client.api_call("users.info", **{form: {"user": "U0ANA"}})
    assert answer["user"]["id"] == "U0ANA"


async def test_rate_limits_follow_slacks_tiers_when_switched_on() -> None:
    async with Playground(small_company(), rules=Rules(rate_limits=True)) as playground:
        client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        for _ in range(20):
            await client.users_list()
        assert await refusal(client.users_list()) == "ratelimited"
        assert (await client.users_info(user="U0ANA"))["ok"]
