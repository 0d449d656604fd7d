"""Whatever documents and models say, a message fits Slack and mentions or links nothing."""

import re
import time
import unicodedata
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views.limits import verdict
from bot.views.mrkdwn import code, prose
from bot.views.outcomes import Message, render
from bot.views.sign_in import link_message, offer_note, offered_beside, with_offer
from chains.access.audience import Venue
from chains.answering.outcome import Documents, Outcome, Silence, Unsure
from tests.unit.views.drawn import SOURCES, outcomes, text, venues

CONTROL = re.compile(r"<[^<>]*>")
FENCED = re.compile(r"```\n(.*?)\n```", re.DOTALL)
many = settings(
    max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def assert_harmless(shown: str) -> None:
    for sequence in CONTROL.findall(shown):
        assert sequence.startswith(f"<{SOURCES}"), sequence
    outside = CONTROL.sub("", shown)
    assert "<" not in outside
    assert ">" not in outside
    assert not re.search(r"[a-z]://", FENCED.sub("", outside), re.IGNORECASE)
    for letter in shown:
        assert letter == "\n" or unicodedata.category(letter) not in {"Cf", "Cc", "Cs"}
    for run in FENCED.sub("", shown).split("\n"):
        assert "```" not in run
        assert run.count("`") % 2 == 0, run


@many
@given(outcome=outcomes, venue=venues)
def test_a_reply_with_the_offer_to_sign_in_still_fits(outcome: Outcome, venue: Venue) -> None:
    message = render(ENGLISH, outcome, request="abcd-efgh", venue=venue)
    for private in (True, False):
        if message is not None and offered_beside(outcome, private=private):
            offered = with_offer(ENGLISH, message, "abcd-efgh")
            assert verdict(offered.blocks, "message") == []
            # Nothing of the outcome is in it: the offer tells nobody what was found.
            assert offered.blocks[len(message.blocks) :] == offer_note(ENGLISH, "abcd-efgh").blocks
    assert (
        verdict(
            link_message(ENGLISH, "abcd-efgh", "https://x.example/link/" + "a" * 200).blocks,
            "message",
        )
        == []
    )


# Request ids are Footnote's own.
requests = st.text(alphabet="0123456789abcdef-", min_size=1, max_size=400)


@many
@given(outcome=outcomes, venue=venues, request=requests)
def test_any_outcome_fits_and_is_harmless(outcome: Outcome, venue: Venue, request: str) -> None:
    message = render(ENGLISH, outcome, request=request, venue=venue)
    assert (message is None) == isinstance(outcome, Silence)
    if message is None:
        return
    assert verdict(message.blocks, "message") == []
    assert 0 < len(message.text) <= 3_000
    assert message.text.strip()
    for shown in (message.text, *texts(message.blocks)):
        # Who stands for a verified answer is the one person that is ever named.
        assert_harmless(shown.replace("<@U0SABINE>", ""))
    assert_marked(outcome, message, request)


def assert_marked(outcome: Outcome, message: Message, request: str) -> None:
    kind = re.sub("(?<!^)(?=[A-Z])", "_", type(outcome).__name__).lower()
    if isinstance(outcome, Documents) and not outcome.listings:
        kind = "not_found"
    if isinstance(outcome, Unsure) and not outcome.candidates:
        kind = "not_found"
    assert message.blocks[0]["block_id"] == f"outcome.{kind}.{request}"[:255]
    later = [block.get("block_id", "") for block in message.blocks[1:]]
    assert not any(name.startswith("outcome.") for name in later)


@many
@given(given=text)
def test_prose_never_formats_what_follows_it(given: str) -> None:
    shown = prose(given)
    assert "\n" not in shown
    spans = re.compile(r"`[^`]+`")
    bare = spans.sub("`x`", shown)
    assert not re.search(r"(?<!\w)[*_~](?=\S)", bare)
    assert not re.search(r"(?<=\S)[*_~](?!\w)", bare)


@many
@given(given=st.text(alphabet="`ab\n ", max_size=30))
def test_code_cannot_leave_its_fence(given: str) -> None:
    shown = code(given)
    assert shown.startswith("```\n")
    assert shown.endswith("\n```")
    assert "```" not in shown[3:-3]


def test_a_text_of_any_shape_is_shown_in_linear_time() -> None:
    # A word without an end made one pattern quadratic: minutes for a file of one line.
    for piece in ("x", "a.", "`", "*a", "<", "://", "\u200b"):
        given = piece * (40_000 // len(piece))
        began = time.perf_counter()
        prose(given)
        code(given)
        assert time.perf_counter() - began < 2.0, piece
