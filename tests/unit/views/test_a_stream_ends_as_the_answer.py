"""A reply as it is streamed grows only, and what stands below it is the answer's own."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views.blocks import block_id
from bot.views.edited import EDITED, with_earlier
from bot.views.limits import chunk_verdict, verdict
from bot.views.outcomes import render
from bot.views.streamed import below, progress, stopped, streamed_text
from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import Answer, Form, Note, Reply, Sentence, Source

VENUE = Venue(VenueKind.PUBLIC_CHANNEL, "C1")
WRITTEN = st.text(min_size=1, max_size=400) | st.sampled_from(
    ["# [x](https://evil.example)", "<!channel> *a*", "```\n`` ` ```", "1. a\n\n2. b", "x" * 9_000]
)
SENTENCES = st.lists(st.tuples(WRITTEN, st.sampled_from(Form)), min_size=1, max_size=12)


def grown(written: list[tuple[str, Form]]) -> list[Reply]:
    sources = [
        Source(place, f"d{place}", "Page", f"https://docs.example/{place}", "handbook")
        for place, _ in enumerate(written, 1)
    ]
    said = [Sentence(text, (place,), form) for place, (text, form) in enumerate(written, 1)]
    return [Reply(tuple(said[:count]), tuple(sources[:count])) for count in range(1, len(said) + 1)]


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_what_is_said_later_comes_after_what_was_said(written: list[tuple[str, Form]]) -> None:
    replies = grown(written)
    texts = [streamed_text(ENGLISH, one) for one in replies]
    assert all(two.startswith(one) for one, two in pairwise(texts))
    assert chunk_verdict([{"type": "markdown_text", "text": texts[-1]}]) == []
    for message in (progress(ENGLISH, replies[-1], "R1"), stopped(ENGLISH, replies[-1], "R1")):
        assert verdict(message.blocks, "message") == []


def test_below_stand_the_sources_and_the_mark() -> None:
    reply = grown([("Payday is the 25th.", Form.PROSE), ("Ask pay.", Form.STEP)])[-1]
    message = render(ENGLISH, Answer(reply), request="R1", venue=VENUE)
    assert message is not None
    rest = below(ENGLISH, message, reply, "R1")
    assert rest is not None
    assert "Payday" not in str(rest)
    assert rest[0]["block_id"] == block_id("answer", "R1")
    assert message.blocks[-len(rest) + 1 :] == rest[1:]


def test_that_the_question_was_edited_stands_below_what_was_streamed() -> None:
    reply = grown([("Payday is the 25th.", Form.PROSE)])[-1]
    message = render(ENGLISH, Answer(reply), request="R1", venue=VENUE)
    assert message is not None
    rest = below(ENGLISH, with_earlier(ENGLISH, message), reply, "R1")
    assert rest is not None
    assert ENGLISH(EDITED) in str(rest[-2])
    assert rest[-1] == message.blocks[-1]


def test_a_message_that_says_more_than_the_reply_replaces_it() -> None:
    long, other = grown([("word " * 1_900, Form.PROSE)] * 3)[-1], grown([("No.", Form.PROSE)])[-1]
    for reply, streamed in ((long, long), (other, long)):
        message = render(ENGLISH, Answer(reply), request="R1", venue=VENUE)
        assert message is not None
        assert below(ENGLISH, message, streamed, "R1") is None


def test_a_note_of_the_answer_is_never_lost() -> None:
    reply = grown([("Payday is the 25th.", Form.PROSE)])[-1]
    message = render(ENGLISH, Answer(reply, note=Note.OVER_BUDGET), request="R1", venue=VENUE)
    assert message is not None
    rest = below(ENGLISH, message, reply, "R1")
    assert rest is None or len(rest) + 1 == len(message.blocks)
