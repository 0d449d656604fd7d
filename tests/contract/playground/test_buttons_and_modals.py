"""Buttons, modals and App Home between a person and the real slack-bolt app."""

from typing import Any

import pytest

from bot.playground.server import Playground
from tests.contract.playground.conftest import Hands, ManualClock, RealBot, refusal, section

Json = dict[str, Any]
Ack = Any


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str, value: str) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Press"), "value": value}


FIELD = {"type": "plain_text_input", "action_id": "typed"}
FORM = {
    "type": "modal",
    "callback_id": "connect",
    "title": plain("Connect"),
    "submit": plain("Save"),
    "private_metadata": "opaque",
    "notify_on_close": True,
    "blocks": [
        {"type": "input", "block_id": "path", "label": plain("Folder"), "element": FIELD},
        {
            "type": "input",
            "block_id": "who",
            "label": plain("Readers"),
            "optional": True,
            "element": {
                "type": "multi_static_select",
                "action_id": "chosen",
                "options": [
                    {"text": plain("Everyone"), "value": "everyone"},
                    {"text": plain("Guests"), "value": "guests"},
                ],
            },
        },
    ],
}


async def opened(playground: Playground, bot: RealBot, view: Json, who: str = "U0FINN") -> str:
    trigger = playground.workspace.tickets.trigger(who)
    answer = await bot.client.views_open(trigger_id=trigger.id, view=view)
    return str(answer["view"]["id"])


async def test_a_button_opens_a_modal_and_answers_with_its_id(bot: RealBot, hands: Hands) -> None:
    pressed = []

    @bot.app.action("why")
    async def handle(ack: Ack, body: Json, client: Any) -> None:
        await ack()
        pressed.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    blocks = [{"type": "actions", "elements": [button("why", "r1"), button("other", "r1")]}]
    posted = await bot.client.chat_postMessage(channel="C0GENERAL", text="t", blocks=blocks)
    answer = await hands.post(
        "interact", as_="U0BEN", channel="C0GENERAL", ts=posted["ts"], action_id="why"
    )
    assert answer["view_id"] == (await hands.get("views", as_="U0BEN"))[0]["id"]
    body = pressed[0]
    assert body["user"]["id"] == "U0BEN"
    assert body["actions"][0]["value"] == "r1"
    assert body["message"]["ts"] == posted["ts"]
    assert body["container"]["is_ephemeral"] is False


async def test_feedback_on_an_ephemeral_message_is_answered_in_place(
    bot: RealBot, hands: Hands
) -> None:
    thumbs = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {"text": plain("Good"), "value": "up"},
        "negative_button": {"text": plain("Bad"), "value": "down"},
    }
    bodies: list[Json] = []

    @bot.app.action("feedback")
    async def handle(ack: Ack, body: Json, respond: Any) -> None:
        await ack()
        bodies.append(body)
        await respond(text=f"noted {body['actions'][0]['value']}", replace_original=True)

    posted = await bot.client.chat_postEphemeral(
        channel="C0GENERAL",
        user="U0ANA",
        text="only you",
        blocks=[{"type": "context_actions", "elements": [thumbs]}],
    )
    place = {"channel": "C0GENERAL", "ts": posted["message_ts"], "action_id": "feedback"}
    stranger = await hands.post("interact", as_="U0BEN", **place, value="down")
    assert stranger["ok"] is False
    assert await hands.post("interact", as_="U0ANA", **place, value="down") == {"ok": True}
    assert [one["text"] for one in await hands.seen("U0ANA", "C0GENERAL")] == ["noted down"]
    assert bodies[0]["container"]["is_ephemeral"] is True
    assert "message" not in bodies[0]


async def test_a_partner_who_presses_a_button_is_seen_to_be_of_another_team(
    bot: RealBot, hands: Hands
) -> None:
    teams = []

    @bot.app.action("why")
    async def handle(ack: Ack, body: Json, respond: Any) -> None:
        teams.append(body["user"]["team_id"])
        await ack()
        await respond(text="no")

    blocks = [{"type": "actions", "elements": [button("why", "r1")]}]
    posted = await bot.client.chat_postMessage(channel="C0ACME", text="t", blocks=blocks)
    await hands.post("interact", as_="U0PRIYA", channel="C0ACME", ts=posted["ts"], action_id="why")
    assert teams == ["T0ACME"]


async def test_an_empty_required_field_is_refused_before_the_bot_is_asked(
    playground: Playground, bot: RealBot, hands: Hands
) -> None:
    view_id = await opened(playground, bot, FORM)
    answer = await hands.post("submit", as_="U0FINN", view_id=view_id, values={})
    assert answer == {"ok": False, "errors": {"path": "Please complete this required field."}}
    assert bot.heard == []


@pytest.mark.parametrize(
    ("response", "left"),
    [({}, []), ({"response_action": "clear"}, [])],
)
async def test_a_submitted_modal_closes(
    playground: Playground, bot: RealBot, hands: Hands, response: Json, left: list[str]
) -> None:
    states = []

    @bot.app.view("connect")
    async def handle(ack: Ack, view: Json) -> None:
        states.append((view["state"]["values"], view["private_metadata"]))
        await ack(**response)

    view_id = await opened(playground, bot, FORM)
    values = {"path": {"typed": "handbook"}, "who": {"chosen": ["everyone"]}}
    assert await hands.post("submit", as_="U0FINN", view_id=view_id, values=values) == {"ok": True}
    assert await hands.get("views", as_="U0FINN") == left
    values_seen, metadata = states[0]
    assert values_seen["path"]["typed"] == {"type": "plain_text_input", "value": "handbook"}
    assert values_seen["who"]["chosen"]["selected_options"][0]["value"] == "everyone"
    assert metadata == "opaque"


async def test_errors_updates_and_pushes_of_a_submission_are_shown(
    playground: Playground, bot: RealBot, hands: Hands
) -> None:
    plan: list[Json] = [
        {"response_action": "errors", "errors": {"path": "No such folder."}},
        {"response_action": "push", "view": FORM | {"title": plain("On top")}},
        {"response_action": "update", "view": FORM | {"title": plain("Other")}},
    ]

    @bot.app.view("connect")
    async def handle(ack: Ack) -> None:
        await ack(**plan.pop(0))

    view_id = await opened(playground, bot, FORM)
    body = {"as_": "U0FINN", "view_id": view_id, "values": {"path": {"typed": "x"}}}
    assert (await hands.post("submit", **body))["errors"] == {"path": "No such folder."}
    assert (await hands.post("submit", **body))["ok"]
    first, second = await hands.get("views", as_="U0FINN")
    assert second["previous_view_id"] == first["id"] == second["root_view_id"]
    assert (await hands.post("submit", **body))["ok"]
    assert (await hands.get("views", as_="U0FINN"))[0]["title"]["text"] == "Other"


async def test_closing_a_modal_is_told_when_it_asks_for_that(
    playground: Playground, bot: RealBot, hands: Hands
) -> None:
    @bot.app.view_closed("connect")
    async def handle(ack: Ack) -> None:
        await ack()

    view_id = await opened(playground, bot, FORM)
    await hands.post("close_view", as_="U0FINN", view_id=view_id)
    await bot.until(lambda: len(bot.heard) == 1)
    assert bot.heard[0]["type"] == "view_closed"
    assert await hands.get("views", as_="U0FINN") == []


async def test_a_choice_in_a_modal_carries_its_state_and_may_update_it(
    playground: Playground, bot: RealBot, hands: Hands
) -> None:
    kind = {
        "type": "static_select",
        "action_id": "kind",
        "options": [{"text": plain("Folder"), "value": "folder"}],
    }
    form = FORM | {"blocks": [{"type": "actions", "elements": [kind]}, *FORM["blocks"]]}  # type: ignore[misc]
    seen = []

    @bot.app.action("kind")
    async def handle(ack: Ack, body: Json, client: Any) -> None:
        await ack()
        seen.append(body["view"]["state"]["values"]["path"]["typed"]["value"])
        await client.views_update(
            view_id=body["view"]["id"],
            hash=body["view"]["hash"],
            view=FORM | {"title": plain(body["actions"][0]["selected_option"]["value"])},
        )

    view_id = await opened(playground, bot, form)
    await hands.post(
        "interact",
        as_="U0FINN",
        view_id=view_id,
        action_id="kind",
        value="folder",
        values={"path": {"typed": "half written"}},
    )
    assert seen == ["half written"]
    assert (await hands.get("views", as_="U0FINN"))[0]["title"]["text"] == "folder"


async def test_a_trigger_opens_one_modal_within_three_seconds(
    playground: Playground, bot: RealBot, hands: Hands, clock: ManualClock
) -> None:
    tickets = playground.workspace.tickets
    used = tickets.trigger("U0FINN")
    await bot.client.views_open(trigger_id=used.id, view=FORM)
    again = bot.client.views_open(trigger_id=used.id, view=FORM)
    assert await refusal(again) == "exchanged_trigger_id"
    late = tickets.trigger("U0FINN")
    clock.time += 3.1
    assert await refusal(bot.client.views_open(trigger_id=late.id, view=FORM)) == (
        "expired_trigger_id"
    )
    await hands.post("fault", name="expired_trigger", on=True)
    fresh = tickets.trigger("U0FINN")
    assert await refusal(bot.client.views_open(trigger_id=fresh.id, view=FORM)) == (
        "expired_trigger_id"
    )


async def test_views_are_refused_with_slacks_words(playground: Playground, bot: RealBot) -> None:
    tickets = playground.workspace.tickets
    no_submit = {key: value for key, value in FORM.items() if key != "submit"}
    trigger = tickets.trigger("U0FINN")
    assert await refusal(bot.client.views_open(trigger_id=trigger.id, view=no_submit)) == (
        "invalid_arguments"
    )
    view_id = await opened(playground, bot, FORM)
    for _ in range(2):
        pushed = tickets.trigger("U0FINN")
        await bot.client.views_push(trigger_id=pushed.id, view=FORM)
    fourth = bot.client.views_push(trigger_id=tickets.trigger("U0FINN").id, view=FORM)
    assert await refusal(fourth) == "push_limit_reached"
    stale = bot.client.views_update(view_id=view_id, hash="old", view=FORM)
    assert await refusal(stale) == "hash_conflict"
    assert await refusal(bot.client.views_update(view_id="V0NONE", view=FORM)) == "not_found"


async def test_app_home_is_published_and_its_buttons_work(bot: RealBot, hands: Hands) -> None:
    pressed = []

    @bot.app.action("settings")
    async def handle(ack: Ack, body: Json, client: Any) -> None:
        await ack()
        pressed.append(body["container"]["type"])
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    assert await hands.get("home", as_="U0ANA") is None
    home = {"type": "home", "blocks": [section("Hello"), _row(button("settings", "open"))]}
    await bot.client.views_publish(user_id="U0ANA", view=home)
    shown = await hands.get("home", as_="U0ANA")
    answer = await hands.post(
        "interact", as_="U0ANA", view_id=shown["id"], action_id="settings", value="open"
    )
    assert answer["view_id"].startswith("V0")
    assert pressed == ["view"]
    assert await hands.get("home", as_="U0BEN") is None


def _row(element: Json) -> Json:
    return {"type": "actions", "elements": [element]}
