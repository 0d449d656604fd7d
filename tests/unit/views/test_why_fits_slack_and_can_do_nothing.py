"""Explanations fit Slack and mention nobody, whatever documents are called."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views import why as views
from bot.views.grounds import ground_lines
from bot.views.ids import HELPFUL, NOT_HELPFUL, WHY
from bot.views.limits import verdict
from bot.views.outcomes import Message, render
from bot.views.sharing import SHARE, with_share
from chains.access.audience import Venue, VenueKind
from chains.access.principals import EVERYONE, GUESTS, LINKED, Principal
from chains.answering.explaining.explained import (
    CitedSource,
    Figures,
    Hindrance,
    MadeFor,
    Permitted,
    Why,
    WhyNot,
)
from chains.answering.outcome import Answer, Documents, Listing, Reply, Sentence, Source
from tests.unit.views.drawn import SOURCES, text
from tests.unit.views.test_any_outcome_fits_slack_and_can_do_nothing import (
    assert_harmless,
    texts,
)

NOW = datetime(2026, 5, 3, 14, 5, tzinfo=UTC)
SOURCE = "group:source:5a0f3c52-1c5e-5d0b-9a57-6b2c3f7f0d11"
GROUP_OR_CHANNEL = re.compile(r"<(#[A-Z0-9]{2,30}|!subteam\^[A-Z0-9]{2,30})>")
many = settings(
    max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)

_names = st.one_of(
    st.sampled_from(
        [EVERYONE, GUESTS, LINKED, SOURCE, "person:U0ANA", "group:slack:S0ENG", "channel:C0PAY"]
    ),
    text.map(lambda name: f"group:handle:{name}"),
    text.map(lambda name: f"channel:{name}"),
    text.map(lambda name: f"group:slack:{name}"),
    text.map(lambda name: f"person:email:{name}"),
).map(Principal)
_paths = st.lists(_names, max_size=12).map(tuple)
_documents = st.builds(
    Permitted,
    text,
    text.map(lambda path: SOURCES + path),
    text,
    st.lists(_paths, max_size=6).map(tuple),
    st.just(NOW),
)
_sources = st.builds(
    CitedSource,
    st.integers(1, 40),
    _documents,
    st.booleans(),
    st.none() | st.floats(allow_nan=True),
)
_figures = st.builds(
    Figures,
    st.integers(0, 10**6),
    st.floats(),
    st.floats(),
    st.booleans(),
    st.lists(text, max_size=30).map(tuple),
)
whys = st.builds(
    Why,
    text,
    st.just(NOW),
    text | st.sampled_from(["answer", "documents"]),
    text | st.sampled_from(list(views.OUTCOMES)),
    st.sampled_from(VenueKind),
    st.sampled_from(MadeFor),
    st.builds(lambda some, times: tuple(some * times), st.lists(_sources, max_size=4),
              st.sampled_from([1, 12])),
    st.none() | _figures,
)  # fmt: skip


def assert_fits(message: Message) -> None:
    assert verdict(message.blocks, "message") == []
    assert message.private
    assert 0 < len(message.text) <= 3_000
    for shown in (message.text, *texts(message.blocks)):
        assert_harmless(GROUP_OR_CHANNEL.sub("", shown))


@many
@given(why=whys)
def test_any_answer_can_be_explained(why: Why) -> None:
    assert_fits(views.why_message(ENGLISH, why, "abcd-efgh"))
    assert_fits(views.why_message(ENGLISH, why))
    for one in why.sources[:2]:
        told = views.source_message(ENGLISH, why, one.number)
        assert told is not None
        assert_fits(told)
    assert views.source_message(ENGLISH, why, 41) is None


@many
@given(
    document=_documents,
    hindrances=st.lists(st.sampled_from(Hindrance), unique=True).map(tuple),
    newer=st.none() | st.tuples(text, text.map(lambda path: SOURCES + path)),
)
def test_any_document_can_be_explained(
    document: Permitted, hindrances: tuple[Hindrance, ...], newer: tuple[str, str] | None
) -> None:
    assert_fits(views.why_not_message(ENGLISH, WhyNot(document, hindrances, newer), "abcd-efgh"))


def test_what_is_not_there_is_one_constant_sentence() -> None:
    for message in (views.nothing_message(ENGLISH, "R"), views.no_document_message(ENGLISH, "R")):
        assert_fits(message)
        assert message.blocks[0]["block_id"] == "outcome.why.R"
    assert "block_id" not in views.nothing_message(ENGLISH).blocks[0]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            [EVERYONE, SOURCE],
            "Its source is open to full members of this workspace: you are one.",
        ),
        ([GUESTS, SOURCE], "Its source is open to guests of this workspace: you are one."),
        ([EVERYONE], "The document is open to full members of this workspace: you are one."),
        (["person:U0ANA"], "The document is open to you by name."),
        (["person:U0ANA", SOURCE], "Its source is open to you by name."),
        (["person:U0ANA", "person:email:ana@x.example"], "The document is open to your address."),
        (
            ["person:U0ANA", "group:slack:S0ENG", "group:handle:eng"],
            "The document is open to the members of @eng: you are one.",
        ),
        (
            ["person:U0ANA", "group:slack:S0ENG", SOURCE],
            "Its source is open to the members of <!subteam^S0ENG>: you are one.",
        ),
        (
            ["person:U0ANA", "channel:C0PAY"],
            "The document is open to the members of <#C0PAY>: you are one.",
        ),
        (
            ["person:U0ANA", "group:slack:S0ENG", "group:handle:eng", "group:handle:tech", SOURCE],
            "Its source is open to the members of @tech: you are one, through @eng.",
        ),
        ([LINKED], "It demands a second sign-in: you have signed in."),
    ],
)
def test_a_path_is_said_in_plain_words(path: list[str], said: str) -> None:
    assert ground_lines(ENGLISH, [path]) == [said]


@pytest.mark.parametrize(("count", "menus"), [(1, 1), (10, 10), (11, 0)])
def test_a_menu_stands_beside_each_source_where_they_are_few(count: int, menus: int) -> None:
    listed = tuple(Source(n, "d", "Title", SOURCES, "pay") for n in range(1, count + 1))
    numbers = tuple(one.number for one in listed)
    answer = Answer(Reply((Sentence("So it is.", numbers),), listed))
    found = Documents(tuple(Listing(one, "so") for one in listed))
    for outcome in (answer, found):
        message = render(ENGLISH, outcome, request="abcd-efgh", venue=Venue(VenueKind.PRIVATE))
        assert message is not None
        beside = [one["accessory"] for one in message.blocks if "accessory" in one]
        values = [one["options"][0]["value"] for one in beside]
        assert values == [f"{n}.abcd-efgh" for n in numbers[:menus]]
        passages = [one["options"][1]["value"] for one in beside]
        assert passages == [f"passage.{n}.abcd-efgh" for n in numbers[:menus]]
        # One row of buttons, whatever else is offered below.
        row = with_share(ENGLISH, message, "abcd-efgh").blocks[-1]
        judged = [HELPFUL, NOT_HELPFUL] if outcome is answer else []
        assert [one["action_id"] for one in row["elements"]] == [*judged, WHY, SHARE]
