"""Slack's limits: what fits is accepted, one more is refused and named."""

from typing import Any

import pytest

from bot.views.limits import chunk_verdict, verdict, view_verdict

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(number: int = 0, **more: Any) -> Json:
    return {"type": "button", "action_id": f"a{number}", "text": plain("x"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def options(count: int, label: int = 1, value: int = 3) -> list[Json]:
    return [{"text": plain("x" * label), "value": f"{n:0{value}}"} for n in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", **more}


def overflow(count: int) -> Json:
    return {"type": "overflow", "action_id": "o", "options": options(count)}


def table(rows: int, cells: int, length: int = 1) -> Json:
    cell = {"type": "raw_text", "text": "x" * length}
    return {"type": "table", "rows": [[cell] * cells for _ in range(rows)]}


def text_input(label: int = 1) -> Json:
    element = {"type": "plain_text_input", "action_id": "t"}
    return {"type": "input", "label": plain("x" * label), "element": element}


def image(url: int, alt: int) -> Json:
    return {"type": "image", "image_url": "h" * url, "alt_text": "x" * alt}


def thumbs(length: int = 1) -> Json:
    thumb = {"text": plain("x" * length), "value": "v"}
    named = {"positive_button": thumb, "negative_button": thumb}
    return {"type": "feedback_buttons", "action_id": "f", **named}


def task(title: int) -> Json:
    return {"type": "task_card", "task_id": "t", "title": "x" * title, "status": "complete"}


FITS_AND_ONE_MORE: list[tuple[str, list[Json], list[Json]]] = [
    ("blocks", [section()] * 50, [section()] * 51),
    ("section text", [section("x" * 3000)], [section("x" * 3001)]),
    ("section fields", [section(fields=[mrkdwn("x")] * 10)], [section(fields=[mrkdwn("x")] * 11)]),
    ("field", [section(fields=[mrkdwn("x" * 2000)])], [section(fields=[mrkdwn("x" * 2001)])]),
    ("block id", [section(block_id="x" * 255)], [section(block_id="x" * 256)]),
    (
        "header",
        [{"type": "header", "text": plain("x" * 150)}],
        [{"type": "header", "text": plain("x" * 151)}],
    ),
    (
        "context",
        [{"type": "context", "elements": [mrkdwn("x")] * 10}],
        [{"type": "context", "elements": [mrkdwn("x")] * 11}],
    ),
    (
        "actions",
        [actions(*(button(n) for n in range(25)))],
        [actions(*(button(n) for n in range(26)))],
    ),
    (
        "button text",
        [actions(button(text=plain("x" * 75)))],
        [actions(button(text=plain("x" * 76)))],
    ),
    ("button value", [actions(button(value="x" * 2000))], [actions(button(value="x" * 2001))]),
    ("button url", [actions(button(url="x" * 3000))], [actions(button(url="x" * 3001))]),
    (
        "action id",
        [actions(button() | {"action_id": "x" * 255})],
        [actions(button() | {"action_id": "x" * 256})],
    ),
    ("overflow", [actions(overflow(5))], [actions(overflow(6))]),
    ("select", [actions(select(options=options(100)))], [actions(select(options=options(101)))]),
    (
        "option label",
        [actions(select(options=options(1, label=75)))],
        [actions(select(options=options(1, label=76)))],
    ),
    (
        "option value",
        [actions(select(options=options(1, value=150)))],
        [actions(select(options=options(1, value=151)))],
    ),
    (
        "placeholder",
        [actions(select(options=options(1), placeholder=plain("x" * 150)))],
        [actions(select(options=options(1), placeholder=plain("x" * 151)))],
    ),
    ("image", [image(3000, 2000)], [image(3001, 2000)]),
    ("image alt text", [image(1, 2000)], [image(1, 2001)]),
    (
        "markdown over the message",
        [{"type": "markdown", "text": "x" * 6000}] * 2,
        [{"type": "markdown", "text": "x" * 6000}, {"type": "markdown", "text": "x" * 6001}],
    ),
    ("table rows", [table(100, 1)], [table(101, 1)]),
    ("table columns", [table(1, 20)], [table(1, 21)]),
    ("table characters", [table(100, 10, 10)], [table(100, 11, 10)]),
    ("tables", [table(1, 1)], [table(1, 1), table(1, 1)]),
    (
        "context actions",
        [{"type": "context_actions", "elements": [thumbs(75)]}],
        [{"type": "context_actions", "elements": [thumbs(76)]}],
    ),
    ("task title", [task(256)], [task(257)]),
    (
        "plan",
        [{"type": "plan", "title": "p", "tasks": [task(1)] * 50}],
        [{"type": "plan", "title": "p", "tasks": [task(1)] * 51}],
    ),
]


@pytest.mark.parametrize(
    ("fits", "one_more"),
    [case[1:] for case in FITS_AND_ONE_MORE],
    ids=[case[0] for case in FITS_AND_ONE_MORE],
)
def test_what_fits_is_accepted_and_one_more_is_refused(
    fits: list[Json], one_more: list[Json]
) -> None:
    assert verdict(fits, "message") == []
    assert verdict(one_more, "message")


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "bogus"}],
        [{}],
        [{"type": ["section"]}],
        [section(block_id=1)],
        [section("")],
        [{"type": "section"}],
        [section(surprise=1)],
        [{"type": "section", "text": "bare"}],
        [{"type": "header", "text": mrkdwn("x")}],
        [section(block_id="a"), section(block_id="a")],
        [actions(button(1), button(1))],
        [actions(select())],
        [
            actions(
                select(
                    options=options(1), option_groups=[{"label": plain("g"), "options": options(1)}]
                )
            )
        ],
        [actions({"type": "bogus", "action_id": "a"})],
        [actions(button(style="loud"))],
        [{"type": "context", "elements": []}],
        [{"type": "alert", "text": mrkdwn("x"), "level": "panic"}],
        [{"type": "task_card", "task_id": "t", "title": "x", "status": "done"}],
    ],
)
def test_what_slack_does_not_know_is_refused(blocks: list[Json]) -> None:
    assert verdict(blocks, "message")


def test_a_violation_names_its_place_as_slack_does() -> None:
    row = actions(button(1), button(2, text=plain("x" * 76)))
    found = verdict([section(), row], "message")
    assert [str(one) for one in found] == [
        "must be less than 76 characters [json-pointer:/blocks/1/elements/1/text]"
    ]
    assert str(verdict([{"type": "bogus"}], "message")[0]).startswith("unsupported type: bogus")


@pytest.mark.parametrize("kind", ["markdown", "table", "context_actions", "task_card", "plan"])
def test_some_blocks_are_for_messages_only(kind: str) -> None:
    blocks: dict[str, Json] = {
        "markdown": {"type": "markdown", "text": "x"},
        "table": table(1, 1),
        "context_actions": {"type": "context_actions", "elements": [thumbs()]},
        "task_card": task(1),
        "plan": {"type": "plan", "title": "p"},
    }
    assert verdict([blocks[kind]], "message") == []
    assert verdict([blocks[kind]], "modal")
    assert verdict([blocks[kind]], "home")


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("x" * 24), "blocks": [section()], **more}


def test_a_modal_and_a_home_hold_a_hundred_blocks() -> None:
    assert view_verdict(modal(blocks=[section()] * 100)) == []
    assert view_verdict(modal(blocks=[section()] * 101))
    assert view_verdict({"type": "home", "blocks": [section()] * 100}) == []
    assert view_verdict({"type": "home", "blocks": [section()] * 101})


@pytest.mark.parametrize(
    "view",
    [
        modal(title=plain("x" * 25)),
        modal(submit=plain("x" * 25)),
        modal(close=plain("x" * 25)),
        modal(private_metadata="x" * 3001),
        modal(callback_id="x" * 256),
        modal(blocks=[]),
        modal(surprise=1),
        {"type": "modal", "blocks": [section()]},
        {"type": "home", "title": plain("x"), "blocks": [section()]},
    ],
)
def test_a_view_beyond_its_limits_is_refused(view: Json) -> None:
    assert view_verdict(view)


def test_a_modal_with_a_field_needs_a_submit_button() -> None:
    assert view_verdict(modal(blocks=[text_input(2000)], submit=plain("Save"))) == []
    assert [one.pointer for one in view_verdict(modal(blocks=[text_input()]))] == ["/submit"]
    assert verdict([text_input()], "modal", submit=False)
    assert view_verdict(modal(blocks=[text_input(2001)], submit=plain("Save")))


def test_chunks_of_a_stream_have_limits_of_their_own() -> None:
    update = {"type": "task_update", "id": "t", "title": "x" * 256, "status": "in_progress"}
    assert chunk_verdict([{"type": "markdown_text", "text": "x" * 12_000}, update]) == []
    assert chunk_verdict([{"type": "markdown_text", "text": "x" * 12_001}])
    assert chunk_verdict([update | {"title": "x" * 257}])
    assert chunk_verdict([{"type": "blocks", "blocks": [{"type": "bogus"}]}])
    assert chunk_verdict([{"type": "wave"}])
